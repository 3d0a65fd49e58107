// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import static dev.spanhound.assertions.tree.ExpectedSpan.anySpan;
import static dev.spanhound.assertions.tree.ExpectedSpan.server;
import static dev.spanhound.assertions.tree.ExpectedSpan.span;
import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpectedSpanTest {
    private static final String OTHER_TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Trace TRACE = trace();
    private static final SpanNode ROOT = TRACE.roots().get(0);
    private static final SpanNode SPAN = TRACE.spans().get(2);

    private static Trace trace() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "gateway", "GET /orders/{id}", SERVER);
        String call = spans.add(root, "gateway", "GET", CLIENT);
        Attributes attributes = Attributes.builder()
                .put("order.id", 42)
                .put("order_total", 9.5)
                .put("customer", "42")
                .put("paid", true)
                .put("items", "a", "b")
                .put("counts", 1, 2)
                .build();
        Attributes exception = Attributes.builder()
                .put("exception.type", "java.lang.IllegalStateException")
                .put("exception.message", "boom")
                .build();
        LinkData link = LinkData.create(
                SpanContext.create(OTHER_TRACE, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault()));
        spans.add(call, "orders-service", "GET /orders/<order_id>", SERVER, span -> {
            span.setInstrumentationScopeInfo(
                    InstrumentationScopeInfo.builder("flask").setVersion("1.0").build());
            TestSpans.with(StatusData.create(StatusCode.ERROR, "boom")).apply(span);
            TestSpans.with(attributes).apply(span);
            TestSpans.with(
                            EventData.create(1, "exception", exception),
                            EventData.create(2, "retry", Attributes.empty()))
                    .apply(span);
            return TestSpans.with(link).apply(span);
        });
        return spans.trace();
    }

    static Stream<ExpectedSpan> met() {
        return Stream.of(
                anySpan(),
                span("GET /orders/<order_id>"),
                server("GET /orders/<order_id>").in("orders-service"),
                span("other").named(Pattern.compile("GET /orders/.*")),
                anySpan().with("order.id", 42),
                anySpan().with("order.id", 42L),
                anySpan().with("order.id", (short) 42),
                anySpan().with("order.id", 42.0),
                anySpan().with("order.id", 42f),
                anySpan().with("order_total", 9.5f),
                anySpan().with("customer", "42"),
                anySpan().with("customer", new StringBuilder("42")),
                anySpan().with("paid", true),
                anySpan().with("items", List.of("a", "b")),
                anySpan().with("counts", List.of(1, 2.0)),
                anySpan().with(AttributeKey.longKey("order.id"), 42L),
                anySpan().with(AttributeKey.stringArrayKey("items"), List.of("a", "b")),
                anySpan().withAttribute("order.id").withoutAttribute("order.ID"),
                anySpan().withStatus(StatusCode.ERROR),
                anySpan().withStatus(StatusCode.OK).withStatus(StatusCode.ERROR, "boom"),
                anySpan().withEvent("retry"),
                anySpan().withException("java.lang.IllegalStateException"),
                anySpan().withException("IllegalStateException", "boom"),
                anySpan().withException(IllegalStateException.class),
                anySpan().withResource("service.name", "orders-service").withResource("service.name"),
                anySpan().withScope("flask").withScope("flask", "1.0"),
                anySpan().withLink().withLinkTo(OTHER_TRACE).withLinkTo(OTHER_TRACE, "b7ad6b7169203331"),
                anySpan().lastingAtLeast(ofMillis(8)).lastingAtMost(ofMillis(8)),
                anySpan().hasParent(ExpectedSpan.client("GET").child("what is below is not looked at")),
                anySpan().hasAncestor(anySpan().isRoot()).hasAncestor(span("GET")),
                anySpan().matching("is deep", node -> node.depth() == 3),
                anySpan().satisfying("is deep", node -> assertThat(node.depth()).isEqualTo(3)));
    }

    @ParameterizedTest
    @MethodSource("met")
    void holdsForTheSpan(ExpectedSpan expected) {
        assertThat(expected.mismatches(SPAN)).isEmpty();
        assertThat(expected.matches(SPAN)).isTrue();
    }

    static Stream<Arguments> notMet() {
        return Stream.of(
                arguments(span("GET"), "name: expected \"GET\" but was \"GET /orders/<order_id>\""),
                arguments(
                        anySpan().named(Pattern.compile("GET")),
                        "name: expected one matching \"GET\" but was \"GET /orders/<order_id>\""),
                arguments(anySpan().kind(CLIENT), "kind: expected CLIENT but was SERVER"),
                arguments(anySpan().in("gateway"), "service: expected \"gateway\" but was \"orders-service\""),
                arguments(anySpan().with("order.id", 43), "order.id: expected 43 but was 42"),
                arguments(anySpan().with("order.id", 42.5), "order.id: expected 42.5 (double) but was 42 (long)"),
                arguments(anySpan().with("order.id", "42"), "order.id: expected \"42\" (string) but was 42 (long)"),
                arguments(anySpan().with("customer", 42), "customer: expected 42 (long) but was \"42\" (string)"),
                arguments(anySpan().with("paid", "true"), "paid: expected \"true\" (string) but was true (boolean)"),
                arguments(anySpan().with("items", List.of("a")), "items: expected [\"a\"] but was [\"a\", \"b\"]"),
                arguments(
                        anySpan().with("items", "a"),
                        "items: expected \"a\" (string) but was [\"a\", \"b\"] (string array)"),
                arguments(
                        anySpan().with(AttributeKey.doubleKey("order.id"), 42.0),
                        "order.id: expected 42.0 (double) but was 42 (long)"),
                arguments(anySpan().with("orderId", 42), "orderId: expected 42 but was not set (nearest: order.id)"),
                arguments(anySpan().with("x", 42), "x: expected 42 but was not set"),
                arguments(
                        anySpan().withAttribute("order.total"),
                        "order.total: expected any value but was not set (nearest: order_total)"),
                arguments(anySpan().withoutAttribute("paid"), "paid: expected not set but was true"),
                arguments(anySpan().withStatus(StatusCode.OK), "status: expected OK but was ERROR \"boom\""),
                arguments(
                        anySpan().withStatus(StatusCode.ERROR, "bang"),
                        "status: expected ERROR \"bang\" but was ERROR \"boom\""),
                arguments(
                        anySpan().withEvent("retried"),
                        "events: expected \"retried\" but was \"exception\", \"retry\""),
                arguments(
                        anySpan().withException("StateException"),
                        "exception: expected StateException but was java.lang.IllegalStateException \"boom\""),
                arguments(
                        anySpan()
                                .withException(IllegalStateException.class)
                                .withException("IllegalStateException", "x"),
                        "exception: expected IllegalStateException \"x\""
                                + " but was java.lang.IllegalStateException \"boom\""),
                arguments(
                        anySpan().withResource("service.name", "gateway"),
                        "resource service.name: expected \"gateway\" but was \"orders-service\""),
                arguments(anySpan().withResource("host"), "resource host: expected any value but was not set"),
                arguments(anySpan().withScope("django"), "scope: expected \"django\" but was \"flask\" \"1.0\""),
                arguments(
                        anySpan().withScope("flask", "2"), "scope: expected \"flask\" \"2\" but was \"flask\" \"1.0\""),
                arguments(
                        anySpan().withLinkTo(TestSpans.TRACE_ID),
                        "links: expected trace " + TestSpans.TRACE_ID + " but was " + OTHER_TRACE
                                + "/b7ad6b7169203331"),
                arguments(anySpan().lastingAtLeast(ofMillis(9)), "duration: expected at least 9 ms but was 8 ms"),
                arguments(anySpan().lastingAtMost(ofMillis(7)), "duration: expected at most 7 ms but was 8 ms"),
                arguments(anySpan().isRoot(), "parent: expected none but was gateway: GET [CLIENT]"),
                arguments(
                        anySpan().hasParent(server("GET")),
                        "parent: expected GET [SERVER] but was gateway: GET [CLIENT]"),
                arguments(
                        anySpan().hasAncestor(span("test")),
                        "ancestors: expected test but was gateway: GET [CLIENT] < gateway: GET /orders/{id} [SERVER]"),
                arguments(anySpan().matching("is deep", node -> false), "condition is deep: not met"),
                arguments(
                        anySpan().matching("is deep", node -> {
                            throw new IllegalStateException("bug");
                        }),
                        "condition is deep: java.lang.IllegalStateException: bug"),
                arguments(
                        anySpan().satisfying("is deep", node -> {
                            throw new AssertionError("not\n  deep");
                        }),
                        "condition is deep: not deep"));
    }

    @ParameterizedTest
    @MethodSource("notMet")
    void saysWhatDiffers(ExpectedSpan expected, String mismatch) {
        assertThat(expected.matches(SPAN)).isFalse();
        assertThat(expected.mismatches(SPAN)).extracting(Mismatch::describe).containsExactly(mismatch);
    }

    @Test
    void saysWhatTheRootDoesNotHave() {
        ExpectedSpan expected = anySpan()
                .hasParent(span("x"))
                .hasAncestor(span("y"))
                .withLink()
                .withEvent("z")
                .withException("E")
                .in("shop");

        assertThat(expected.mismatches(ROOT))
                .extracting(Mismatch::describe)
                .containsExactly(
                        "parent: expected x but was none",
                        "ancestors: expected y but was none",
                        "links: expected any span but was none",
                        "events: expected \"z\" but was none",
                        "exception: expected E but was none",
                        "service: expected \"shop\" but was \"gateway\"");
    }

    @Test
    void isNotChangedByItsMethods() {
        ExpectedSpan expected = span("a");

        expected.in("shop").kind(CLIENT).child("b").childrenInOrder().exactly();

        assertThat(expected).hasToString("a");
    }

    @Test
    void refusesAValueThatNoAttributeHas() {
        assertThatThrownBy(() -> anySpan().with("price", BigDecimal.ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value: a java.math.BigDecimal"
                        + " (expected: a String, boolean, int, long, float, double, or a List of one of these)");
    }

    @Test
    void refusesDescendantsAmongExactChildren() {
        String message = "exactly(): a descendant is expected as well"
                + " (expected: children only, since what lies between would be another child)";

        assertThatThrownBy(() -> span("a").descendant("b").exactly())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> span("a").exactly().descendant("b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }
}
