// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import static dev.spanhound.trace.SpanBuilder.span;
import static dev.spanhound.trace.SpanBuilder.spanId;
import static dev.spanhound.trace.SpanBuilder.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletenessTest {
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> PEER = AttributeKey.stringKey("peer.service");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");

    private static List<String> missing(Trace trace, KnownServices known) {
        return trace.completeness(known).missing().stream()
                .map(Missing::describe)
                .toList();
    }

    @Test
    void isCompleteWithOneRootAndAllParents() {
        Trace trace = Trace.of(
                List.of(span("root", 1).build(), span("child", 2).below(1).build()));

        assertThat(trace.completeness(KnownServices.none()).isComplete()).isTrue();
    }

    @Test
    void lacksEverythingWithoutSpans() {
        assertThat(missing(Trace.of(traceId(1), List.of()), KnownServices.none()))
                .containsExactly("no span of this trace has arrived");
    }

    @Test
    void lacksTheParentOfAnOrphan() {
        Trace trace = Trace.of(List.of(
                span("root", 1).build(), span("child", 2).below(9).in("orders").build()));

        assertThat(missing(trace, KnownServices.none()))
                .containsExactly("the parent 0000000000000009 of orders: child [INTERNAL] has not arrived");
        assertThat(missing(
                        Trace.of(List.of(span("child", 2).below(9).build())).withKnownParent(spanId(9)),
                        KnownServices.none()))
                .isEmpty();
    }

    @Test
    void lacksARootIfItsSpansAreEachOthersParents() {
        Trace cycle = Trace.of(
                List.of(span("a", 1).below(2).build(), span("b", 2).below(1).build()));
        Trace ownParent = Trace.of(List.of(span("a", 1).below(1).build()));

        assertThat(missing(cycle, KnownServices.none())).containsExactly("the root span has not arrived");
        assertThat(missing(ownParent, KnownServices.none())).isEmpty();
    }

    @Test
    void hasNoMoreThanOneRoot() {
        Trace two = Trace.of(
                List.of(span("root", 1).build(), span("other", 2).from(1).build()));
        Trace besideKnownParent = Trace.of(List.of(
                        span("child", 1).below(9).build(), span("other", 2).build()))
                .withKnownParent(spanId(9));

        assertThat(missing(two, KnownServices.none()))
                .containsExactly("one root was expected, but other [INTERNAL] is a root as well");
        assertThat(missing(besideKnownParent, KnownServices.none()))
                .containsExactly("one root was expected, but other [INTERNAL] is a root as well");
    }

    @Test
    void allowsSeveralChildrenOfAKnownParent() {
        Trace trace = Trace.of(List.of(
                        span("first", 1).below(9).build(),
                        span("second", 2).below(9).build()))
                .withKnownParent(spanId(9));

        assertThat(missing(trace, KnownServices.none())).isEmpty();
    }

    @Test
    void lacksTheAnswerOfAServiceThatSendsSpans() {
        SpanBuilder call = span("GET", 1).kind(SpanKind.CLIENT).in("gateway").with(PEER, "orders");

        assertThat(missing(Trace.of(List.of(call.build())), KnownServices.of("orders")))
                .containsExactly("gateway: GET [CLIENT] calls orders, but no span of orders answers it");
        assertThat(missing(Trace.of(List.of(call.build())), KnownServices.of("payment")))
                .isEmpty();
        assertThat(missing(
                        Trace.of(List.of(
                                call.build(),
                                span("GET /", 2).below(1).kind(SpanKind.SERVER).build())),
                        KnownServices.of("orders")))
                .isEmpty();
    }

    /** Python's SDK sends no trace flags; a span that came was sampled. */
    @Test
    void lacksTheAnswerToACallWhoseFlagsWereLeftOut() {
        Trace trace = Trace.of(List.of(span("GET", 1)
                .kind(SpanKind.CLIENT)
                .with(PEER, "orders")
                .withoutFlags()
                .build()));

        assertThat(missing(trace, KnownServices.of("orders"))).hasSize(1);
    }

    @Test
    void needsNoAnswerToACallThatFailed() {
        Trace trace = Trace.of(List.of(span("GET", 1)
                .kind(SpanKind.CLIENT)
                .with(PEER, "orders")
                .failed()
                .build()));

        assertThat(missing(trace, KnownServices.of("orders"))).isEmpty();
    }

    @Test
    void learnsWhereAServiceAnswers() {
        KnownServices known = KnownServices.none()
                .with(
                        span("GET /", 8)
                                .kind(SpanKind.SERVER)
                                .in("orders")
                                .with(ADDRESS, "localhost")
                                .with(PORT, 8080L)
                                .build(),
                        Duration.ofMillis(5));
        Trace trace = Trace.of(List.of(span("GET", 1)
                .kind(SpanKind.CLIENT)
                .with(ADDRESS, "127.0.0.1")
                .with(PORT, 8080L)
                .build()));
        Trace elsewhere = Trace.of(List.of(span("GET", 1)
                .kind(SpanKind.CLIENT)
                .with(ADDRESS, "127.0.0.1")
                .with(PORT, 9090L)
                .build()));

        assertThat(missing(trace, known))
                .containsExactly("GET [CLIENT] calls orders, but no span of orders answers it");
        assertThat(missing(elsewhere, known)).isEmpty();
        assertThat(known.exportDelay("orders")).isEqualTo(Duration.ofMillis(5));
        assertThat(known.exportDelay("other")).isZero();
    }

    @Test
    void learnsWhereAZipkinServiceAnswers() {
        KnownServices known = KnownServices.none()
                .with(
                        span("get /", 8)
                                .kind(SpanKind.SERVER)
                                .in("payment")
                                .with(AttributeKey.stringKey("network.local.address"), "127.0.0.1")
                                .with(AttributeKey.longKey("network.local.port"), 8080L)
                                .build(),
                        Duration.ZERO);
        Trace trace = Trace.of(List.of(span("GET", 1)
                .kind(SpanKind.CLIENT)
                .with(ADDRESS, "localhost")
                .with(PORT, 8080L)
                .build()));

        assertThat(missing(trace, known))
                .containsExactly("GET [CLIENT] calls payment, but no span of payment answers it");
    }

    @Test
    void takesAHostNameForAServiceName() {
        Trace trace = Trace.of(List.of(
                span("GET", 1).kind(SpanKind.CLIENT).with(ADDRESS, "orders").build()));

        assertThat(missing(trace, KnownServices.of("orders"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "outbound|80||backend.default.svc.cluster.local, backend.default",
        "outbound|80|v2|backend.default.svc.acme.corp,   backend.default",
        "backend.default,                                backend.default",
        "outbound|80||other.default.svc.cluster.local,   ",
        "inbound|8080||,                                 ",
    })
    void takesTheUpstreamClusterOfAProxyForAServiceName(String cluster, @Nullable String called) {
        Trace trace = Trace.of(List.of(span("backend", 1)
                .kind(SpanKind.CLIENT)
                .with(AttributeKey.stringKey("upstream_cluster"), cluster)
                .build()));

        assertThat(KnownServices.of("backend.default").calledBy(trace.spans().get(0)))
                .isEqualTo(Optional.ofNullable(called));
    }

    @Test
    void acceptsALinkAsTheAnswerToAMessage() {
        KnownServices known = KnownServices.none()
                .with(
                        span("process", 8)
                                .kind(SpanKind.CONSUMER)
                                .in("mailer")
                                .with(DESTINATION, "orders-created")
                                .build(),
                        Duration.ZERO);
        Trace sent = Trace.of(List.of(span("send", 1)
                .kind(SpanKind.PRODUCER)
                .with(DESTINATION, "orders-created")
                .build()));
        Trace batch = Trace.of(List.of(span("process", 2)
                .trace(2)
                .kind(SpanKind.CONSUMER)
                .linkedTo(1, 1)
                .build()));

        assertThat(missing(sent, known))
                .containsExactly("send [PRODUCER] calls mailer, but no span of mailer answers it");
        assertThat(Completeness.of(sent, List.of(batch), known).isComplete()).isTrue();
    }
}
