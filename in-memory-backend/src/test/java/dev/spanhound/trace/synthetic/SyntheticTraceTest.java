// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.synthetic;

import static dev.spanhound.trace.synthetic.SyntheticTrace.aTrace;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.trace.KnownServices;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SyntheticTraceTest {

    private static SpanData root(SyntheticTrace trace) {
        return trace.spans().get(0);
    }

    /** The tree without the headline, which has the ID. */
    private static String tree(SyntheticTrace trace) {
        String text = trace.toTrace().toString();
        return text.substring(text.indexOf('\n') + 1).replaceAll("(?m)^  ", "");
    }

    @Test
    void isOneServerSpanUnlessToldOtherwise() {
        SpanData span = root(aTrace());
        assertThat(aTrace().spans()).hasSize(1);
        assertThat(span.getName()).isEqualTo("GET /orders");
        assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getSpanContext().isSampled()).isTrue();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(aTrace().toTrace().duration()).isEqualTo(ofMillis(100));
    }

    @Nested
    class Tree {
        @Test
        void hasACallFromEachServiceToTheNext() {
            assertThat(tree(aTrace().throughServices("gateway", "orders", "payment")
                            .named("POST /pay")))
                    .isEqualTo("""
                            gateway: POST /pay [SERVER]
                              gateway: call orders [CLIENT]
                                orders: POST /pay [SERVER]
                                  orders: call payment [CLIENT]
                                    payment: POST /pay [SERVER]""");
        }

        @Test
        void hasNoClientSpansIfThereIsNoRoom() {
            assertThat(tree(aTrace().throughServices("gateway", "orders").withSpans(2)))
                    .isEqualTo("""
                            gateway: GET /orders [SERVER]
                              orders: GET /orders [SERVER]""");
        }

        @Test
        void hasAServerSpanOfEachServiceHoweverFewSpansAreAskedFor() {
            assertThat(aTrace().throughServices("gateway", "orders")
                            .withSpans(1)
                            .spans())
                    .hasSize(2);
        }

        @Test
        void isAChainInsideTheLastService() {
            assertThat(tree(aTrace().throughServices("gateway", "orders").withSpans(5)))
                    .isEqualTo("""
                            gateway: GET /orders [SERVER]
                              gateway: call orders [CLIENT]
                                orders: GET /orders [SERVER]
                                  orders: step 4 [INTERNAL]
                                    orders: step 5 [INTERNAL]""");
        }

        @Test
        void fansOut() {
            assertThat(tree(aTrace().withSpans(4).withShape(Shape.fanOut()))).isEqualTo("""
                            service: GET /orders [SERVER]
                              service: step 2 [INTERNAL]
                              service: step 3 [INTERNAL]
                              service: step 4 [INTERNAL]""");
        }

        @Test
        void hasTheSpansOfAWholeTreeUnlessANumberIsGiven() {
            SyntheticTrace tree = aTrace().withShape(Shape.tree(3, 2));
            assertThat(tree.spans()).hasSize(7);
            assertThat(tree.toTrace().depth()).isEqualTo(3);
            assertThat(tree.toTrace().roots().get(0).children())
                    .hasSize(2)
                    .allMatch(child -> child.children().size() == 2);
            assertThat(tree.withSpans(4).spans()).hasSize(4);
        }

        @Test
        void isCompleteForEachShape() {
            for (Shape shape : List.of(Shape.chain(), Shape.fanOut(), Shape.tree(4, 3))) {
                Trace trace = aTrace().throughServices("gateway", "orders")
                        .withShape(shape)
                        .withLatePart(ofSeconds(1), 2)
                        .toTrace();
                assertThat(trace.completeness(KnownServices.none()).missing()).isEmpty();
            }
        }

        @Test
        void refusesAShapeThatCannotBe() {
            assertThatThrownBy(() -> Shape.tree(0, 2)).hasMessage("depth: 0 (expected: > 0)");
            assertThatThrownBy(() -> Shape.tree(40, 2))
                    .hasMessage("tree: depth 40 and width 2 (expected: at most 1000000 spans)");
        }
    }

    @Nested
    class Times {
        @Test
        void areThoseOfTheRootForTheWholeTrace() {
            Trace trace = aTrace().throughServices("gateway", "orders")
                    .withShape(Shape.tree(4, 3))
                    .lasting(ofMillis(1200))
                    .toTrace();
            assertThat(trace.duration()).isEqualTo(ofMillis(1200));
            for (SpanNode node : trace.spans()) {
                node.parent().ifPresent(parent -> {
                    assertThat(node.span().getStartEpochNanos())
                            .isGreaterThan(parent.span().getStartEpochNanos());
                    assertThat(node.span().getEndEpochNanos())
                            .isLessThan(parent.span().getEndEpochNanos());
                });
            }
        }

        @Test
        void beginWhereTold() {
            Instant start = Instant.parse("2026-05-01T10:00:00.5Z");
            assertThat(Duration.ofNanos(root(aTrace().startingAt(start)).getStartEpochNanos()))
                    .isEqualTo(Duration.between(Instant.EPOCH, start));
        }

        @Test
        void canBeChangedForASpan() {
            SpanData span = aTrace().withSpans(2)
                    .span(2, slow -> slow.startingAfter(ofMillis(50)).lasting(ofSeconds(3)))
                    .spans()
                    .get(1);
            assertThat(span.getEndEpochNanos() - span.getStartEpochNanos())
                    .isEqualTo(ofSeconds(3).toNanos());
            assertThat(span.getStartEpochNanos() - root(aTrace()).getStartEpochNanos())
                    .isEqualTo(ofMillis(50).toNanos());
        }

        @Test
        void mayNotBeNegative() {
            assertThatThrownBy(() -> aTrace().lasting(ofMillis(-1)))
                    .hasMessage("duration: PT-0.001S (expected: not negative)");
        }
    }

    @Nested
    class Content {
        @Test
        void hasAttributesOfAllTypes() {
            AttributeKey<List<String>> tags = AttributeKey.stringArrayKey("tags");
            SpanData span = root(aTrace().withAttribute("tier", "gold")
                    .withAttribute("http.response.status_code", 503)
                    .withAttribute("ratio", 0.5)
                    .withAttribute("cached", true)
                    .withAttribute(tags, List.of("a", "b")));
            assertThat(span.getAttributes())
                    .isEqualTo(Attributes.builder()
                            .put("tier", "gold")
                            .put("http.response.status_code", 503)
                            .put("ratio", 0.5)
                            .put("cached", true)
                            .put(tags, List.of("a", "b"))
                            .build());
        }

        @Test
        void hasResourceAttributesOnEachSpan() {
            assertThat(aTrace().throughServices("gateway", "orders")
                            .withResourceAttribute("deployment.environment.name", "test")
                            .spans())
                    .extracting(span -> span.getResource().getAttributes().asMap().values().stream()
                            .map(Object::toString)
                            .toList())
                    .containsExactly(List.of("test", "gateway"), List.of("test", "gateway"), List.of("test", "orders"));
        }

        @Test
        void sharesOneResourceObjectPerService() {
            List<SpanData> spans = aTrace().throughServices("gateway", "orders").spans();
            assertThat(spans.get(0).getResource())
                    .isSameAs(spans.get(1).getResource())
                    .isNotSameAs(spans.get(2).getResource());
        }

        @Test
        void hasAnErrorWhereTold() {
            Trace trace = aTrace().throughServices("gateway", "orders")
                    .withSpans(5)
                    .spanNamed("step 4", span -> span.withError("no stock"))
                    .toTrace();
            assertThat(trace.find(span -> span.statusCode() == StatusCode.ERROR))
                    .singleElement()
                    .matches(span -> span.name().equals("step 4"))
                    .matches(span -> span.span().getStatus().getDescription().equals("no stock"));
            assertThat(root(aTrace().withError()).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        }

        @Test
        void hasTheTraceStateAndTheFlagsOnEachSpan() {
            assertThat(aTrace().withSpans(3)
                            .withTraceState("ot=th:8,vendor=x")
                            .sampled(false)
                            .spans())
                    .allSatisfy(span -> {
                        assertThat(span.getSpanContext().isSampled()).isFalse();
                        assertThat(span.getSpanContext().getTraceState().asMap())
                                .containsExactly(Map.entry("ot", "th:8"), Map.entry("vendor", "x"));
                    });
        }

        @Test
        void hasEventsAtTheStartOfTheSpan() {
            SpanData span = root(aTrace().withEvent("retry"));
            assertThat(span.getEvents()).singleElement().satisfies(event -> {
                assertThat(event.getName()).isEqualTo("retry");
                assertThat(event.getEpochNanos()).isEqualTo(span.getStartEpochNanos());
            });
        }

        @Test
        void marksTheParentOfAServerSpanAsRemote() {
            assertThat(aTrace().throughServices("gateway", "orders").spans())
                    .extracting(span -> span.getParentSpanContext().isRemote())
                    .containsExactly(false, false, true);
        }

        @Test
        void refusesASpanThatIsNotThere() {
            SyntheticTrace trace = aTrace().throughServices("gateway", "orders");
            assertThatThrownBy(() -> trace.span(4, SyntheticSpan::withError).spans())
                    .hasMessage("span: 4 (expected: from 1 to 3)");
            assertThatThrownBy(() ->
                            trace.spanNamed("charge", SyntheticSpan::withError).spans())
                    .hasMessage("span named: charge (expected one of: [GET /orders, call orders])");
        }

        @Test
        void refusesATraceStateAndATraceIdThatAreNone() {
            assertThatThrownBy(() -> aTrace().withTraceState("ot"))
                    .hasMessage(
                            "trace state: ot (expected: members key=value of different keys, as in the W3C header tracestate)");
            assertThatThrownBy(() -> aTrace().withTraceId("123"))
                    .hasMessage("trace ID: 123 (expected: 32 lower-case hex digits, not all of them 0)");
        }
    }

    @Nested
    class Arriving {
        @Test
        void isAtOnceUnlessToldOtherwise() {
            SyntheticTrace trace = aTrace().withSpans(3);
            assertThat(trace.arrivals()).containsExactly(new Arrival(Duration.ZERO, trace.spans()));
        }

        @Test
        void isInPartsByTime() {
            SyntheticTrace trace = aTrace().withLatePart(ofSeconds(40), 2, late -> late.withError())
                    .withLatePart(ofSeconds(10), 1)
                    .arrivingAfter(ofSeconds(5));
            List<SpanData> spans = trace.spans();
            assertThat(trace.arrivals())
                    .containsExactly(
                            new Arrival(ofSeconds(5), spans.subList(0, 1)),
                            new Arrival(ofSeconds(15), spans.subList(3, 4)),
                            new Arrival(ofSeconds(45), spans.subList(1, 3)));
            assertThat(spans)
                    .extracting(span -> span.getStatus().getStatusCode())
                    .containsExactly(StatusCode.UNSET, StatusCode.ERROR, StatusCode.ERROR, StatusCode.UNSET);
        }

        @Test
        void canBeLateForTheRoot() {
            SyntheticTrace trace = aTrace().withSpans(2).root(root -> root.arrivingAfter(ofSeconds(3)));
            assertThat(trace.arrivals())
                    .extracting(arrival -> arrival.spans().get(0).getName())
                    .containsExactly("step 2", "GET /orders");
        }
    }

    @Nested
    class Ids {
        @Test
        void areTheSameForTheSameContent() {
            assertThat(aTrace().withError().spans())
                    .isEqualTo(aTrace().withError().spans());
        }

        @Test
        void areTheseOnEachJvm() {
            assertThat(aTrace().traceId()).isEqualTo("192b4d9990b445bdc3e955d14cbca38a");
        }

        @Test
        void differForAnyDifference() {
            SyntheticTrace trace = aTrace().withSpans(2);
            assertThat(List.of(
                            trace,
                            trace.lasting(ofMillis(1)),
                            trace.named("x"),
                            trace.withError(),
                            trace.span(2, SyntheticSpan::withError),
                            trace.withAttribute("a", "1"),
                            trace.withAttribute("a", 1),
                            trace.withAttribute("a", "2"),
                            trace.withResourceAttribute("a", "1"),
                            trace.withEvent("e"),
                            trace.withTraceState("a=b"),
                            trace.sampled(false),
                            trace.withLatePart(ofSeconds(1), 1),
                            trace.arrivingAfter(ofSeconds(1)),
                            trace.seeded(1),
                            trace.seeded(2)))
                    .extracting(SyntheticTrace::traceId)
                    .doesNotHaveDuplicates();
        }

        @Test
        void areDifferentForEachSpan() {
            assertThat(aTrace().withSpans(100).spans())
                    .extracting(SpanData::getSpanId)
                    .doesNotHaveDuplicates();
        }

        @Test
        void canBeGiven() {
            String id = "0af7651916cd43dd8448eb211c80319c";
            assertThat(aTrace().withTraceId(id).toTrace().traceId()).isEqualTo(id);
        }
    }
}
