// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.OTHER_TRACE_ID;
import static dev.spanhound.assertions.Spans.TRACE_ID;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.then;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Assertions on what other spans have to do with a span. */
class SpanAssertRelationsTest {
    private final Trace trace = Trace.of(checkout());

    private SpanAssert assertThatSpan(String name) {
        return assertThat(trace).span(name);
    }

    @Test
    void passesForRelatives() {
        SpanNode orders = trace.find(Spans.spanId(3)).orElseThrow();
        assertThatSpan("get_order")
                .hasParent("POST /orders")
                .hasParent(server("POST /orders").in("orders"))
                .hasParent(orders)
                .hasAncestor("POST /checkout")
                .hasAncestor(client("POST").in("gateway"));
        assertThatSpan("POST /checkout").isRoot().hasChild("POST").hasDescendant("charge_card");
        assertThatSpan("get_order").parent().hasName("POST /orders").parent().hasKind(io.opentelemetry.api.trace.SpanKind.CLIENT);
    }

    @Test
    void findsTheTraceAroundASpanThatComesWithoutOne() {
        then(trace.find(Spans.spanId(4)).orElseThrow())
                .hasAncestor("POST /checkout")
                .isBefore("charge_card");
    }

    @Test
    void waitsForTheParent() {
        FakeLiveTrace live = FakeLiveTrace.of(checkout().get(3)).arrivingAfter(ofSeconds(1), checkout().get(2));
        assertThat(live).span("get_order").hasParent("POST /orders");
        assertThat(live.waited()).isEqualTo(ofSeconds(1));
    }

    @Test
    void doesNotWaitForAnotherParent() {
        FakeLiveTrace live = FakeLiveTrace.of(checkout());
        assertFails(() -> assertThat(live).span("get_order").hasParent("charge_card"), "@@r00");
        assertThat(live.waited()).isEqualTo(ofMillis(200));
    }

    @Nested
    class FailsForARelative {
        @Test
        void thatIsAnotherParent() {
            assertFails(() -> assertThatSpan("get_order").hasParent(client("POST").in("orders")), "@@r01");
            assertFails(
                    () -> assertThatSpan("get_order")
                            .hasParent(trace.find(Spans.spanId(5)).orElseThrow()),
                    "@@r02");
        }

        @Test
        void thatARootHasNot() {
            assertFails(() -> assertThatSpan("POST /checkout").hasParent("GET /"), "@@r03");
            assertFails(() -> assertThatSpan("POST /checkout").hasAncestor("GET /"), "@@r04");
            assertFails(() -> assertThatSpan("POST /checkout").parent(), "@@r05");
        }

        @Test
        void thatHasNotArrived() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().get(6)))
                            .span("charge_card")
                            .hasParent("POST /pay"),
                    "@@r06");
        }

        @Test
        void thatIsOutsideOfTheTrace() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(
                                            Spans.span(1, 255, "a", "one", 0, 1).build())
                                    .belowTest())
                            .span("one")
                            .hasParent("test"),
                    "@@r07");
        }

        @Test
        void thatIsNoAncestor() {
            assertFails(() -> assertThatSpan("get_order").hasAncestor("charge_card"), "@@r08");
        }

        @Test
        void thatIsNoChild() {
            assertFails(() -> assertThatSpan("POST /orders").hasChild("charge_card"), "@@r09");
            assertFails(() -> assertThatSpan("charge_card").hasChild("get_order"), "@@r10");
        }

        @Test
        void thatIsNoDescendant() {
            assertFails(() -> assertThatSpan("POST /pay").hasDescendant("get_order"), "@@r11");
        }

        @Test
        void thatMakesItNoRoot() {
            assertFails(() -> assertThatSpan("get_order").isRoot(), "@@r12");
        }
    }

    @Nested
    class Links {
        private final Trace linking = Spans.trace(Spans.span(9, 0, "mailer", "process", 0, 1)
                .in(OTHER_TRACE_ID)
                .linkTo(TRACE_ID, 4)
                .build());

        @Test
        void pass() {
            assertThat(linking)
                    .root()
                    .isLinkedTo(trace.find(Spans.spanId(4)).orElseThrow())
                    .isLinkedTo(TRACE_ID);
        }

        @Test
        void failToOthers() {
            assertFails(
                    () -> assertThat(linking)
                            .root()
                            .isLinkedTo(trace.find(Spans.spanId(5)).orElseThrow()),
                    "@@r13");
            assertFails(() -> assertThat(linking).root().isLinkedTo(OTHER_TRACE_ID), "@@r14");
        }

        @Test
        void failWithout() {
            assertFails(
                    () -> assertThatSpan("get_order").isLinkedTo(linking.roots().get(0)), "@@r15");
        }
    }

    @Nested
    class Times {
        @Test
        void pass() {
            assertThatSpan("get_order")
                    .isBefore("charge_card")
                    .isInside("POST /orders")
                    .startsWithin(ofMillis(12))
                    .ofRoot()
                    .startsWithin(ofMillis(2))
                    .of("POST /orders")
                    .endsWithin(ofMillis(40))
                    .of(server("POST /checkout"));
            assertThat(trace).span(client("POST").in("orders")).overlaps("charge_card");
        }

        @Test
        void failBefore() {
            assertFails(() -> assertThatSpan("charge_card").isBefore("get_order"), "@@r16");
        }

        @Test
        void failInside() {
            assertFails(() -> assertThatSpan("charge_card").isInside("get_order"), "@@r17");
        }

        @Test
        void failToOverlap() {
            assertFails(() -> assertThatSpan("charge_card").overlaps("get_order"), "@@r18");
        }

        @Test
        void failWithoutTheOther() {
            assertFails(() -> assertThatSpan("charge_card").overlaps("nothing"), "@@r19");
        }

        @Test
        void failAfterTheLimit() {
            assertFails(() -> assertThatSpan("charge_card").startsWithin(ofMillis(50)).ofRoot(), "@@r20");
            assertFails(
                    () -> assertThatSpan("charge_card").endsWithin(ofMillis(10)).of("get_order"), "@@r21");
        }

        @Test
        void failWithoutTheSpanThatTheLimitCountsFrom() {
            assertFails(
                    () -> assertThatSpan("charge_card").endsWithin(ofMillis(10)).of("nothing"), "@@r22");
        }
    }
}
