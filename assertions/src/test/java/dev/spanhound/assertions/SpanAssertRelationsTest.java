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
import io.opentelemetry.api.trace.SpanKind;
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
        assertThatSpan("get_order").parent().hasName("POST /orders").parent().hasKind(SpanKind.CLIENT);
    }

    @Test
    void saysThatTheParentIsTheTestsOwn() {
        Trace below =
                Spans.trace(Spans.span(2, 1, "gateway", "GET", 0, 9).build()).withKnownParent(Spans.spanId(1));

        assertFails(() -> assertThat(below).root().isRoot(), """
                expected the span gateway: GET [INTERNAL] to be a root, but it differs:

                  gateway: GET  [INTERNAL]  9 ms   ✗ parent: expected none but was 0000000000000001, the span of the test or another caller""");
    }

    @Test
    void findsTheTraceAroundASpanThatComesWithoutOne() {
        then(trace.find(Spans.spanId(4)).orElseThrow())
                .hasAncestor("POST /checkout")
                .isBefore("charge_card");
    }

    @Test
    void waitsForTheParent() {
        FakeLiveTrace live = FakeLiveTrace.of(checkout().get(3))
                .arrivingAfter(ofSeconds(1), checkout().get(2));
        assertThat(live).span("get_order").hasParent("POST /orders");
        assertThat(live.waited()).isEqualTo(ofSeconds(1));
    }

    @Test
    void doesNotWaitForAnotherParent() {
        FakeLiveTrace live = FakeLiveTrace.of(checkout());
        assertFails(() -> assertThat(live).span("get_order").hasParent("charge_card"), """
                    expected the span orders: get_order [INTERNAL] to have the parent charge_card, but the parent is orders: POST /orders [SERVER]:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms   ✗ parent's name: expected "charge_card" but was "POST /orders"
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms

                      waited 200 ms; last span of this trace arrived 700 ms ago""");
        assertThat(live.waited()).isEqualTo(ofMillis(200));
    }

    @Nested
    class FailsForARelative {
        @Test
        void thatIsAnotherParent() {
            assertFails(
                    () -> assertThatSpan("get_order").hasParent(client("POST").in("orders")), """
                    expected the span orders: get_order [INTERNAL] to have the parent orders: POST [CLIENT], but the parent is orders: POST /orders [SERVER]:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms   ✗ parent's name: expected "POST" but was "POST /orders"
                            │                                              ✗ parent's kind: expected CLIENT but was SERVER
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
            assertFails(
                    () -> assertThatSpan("get_order")
                            .hasParent(trace.find(Spans.spanId(5)).orElseThrow()),
                    """
                    expected the span orders: get_order [INTERNAL] to have the parent orders: POST [CLIENT] (0000000000000005), but the parent is orders: POST /orders [SERVER] (0000000000000003):

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms   ✗ this span
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void thatARootHasNot() {
            assertFails(() -> assertThatSpan("POST /checkout").hasParent("GET /"), """
                    expected the span gateway: POST /checkout [SERVER] to have the parent GET /, but it is a root:

                      gateway: POST /checkout         [SERVER]    120 ms   ✗ this span
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
            assertFails(() -> assertThatSpan("POST /checkout").hasAncestor("GET /"), """
                    expected the span gateway: POST /checkout [SERVER] to have the ancestor GET /, but it is a root:

                      gateway: POST /checkout         [SERVER]    120 ms   ✗ this span
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
            assertFails(() -> assertThatSpan("POST /checkout").parent(), """
                    expected the span gateway: POST /checkout [SERVER] to have the parent *, but it is a root:

                      gateway: POST /checkout         [SERVER]    120 ms   ✗ this span
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void thatHasNotArrived() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().get(6)))
                            .span("charge_card")
                            .hasParent("POST /pay"),
                    """
                    expected the span payment: charge_card [INTERNAL] to have the parent POST /pay, but the parent 0000000000000006 has not arrived:

                      payment: charge_card  [INTERNAL]  35 ms   ✗ this span
                                                                ? parent 0000000000000006 never arrived

                      waited 5.0 s; last span of this trace arrived 5.5 s ago
                      likely cause: nobody has exported span 0000000000000006, the parent of payment: charge_card [INTERNAL]
                        All services known to send spans have spans here: payment.
                        Its service has not exported it yet, never ended it, dropped it, or is a proxy that passes headers on but exports nothing.""");
        }

        @Test
        void thatIsOutsideOfTheTrace() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(
                                            Spans.span(1, 255, "a", "one", 0, 1).build())
                                    .belowTest())
                            .span("one")
                            .hasParent("test"),
                    """
                    expected the span a: one [INTERNAL] to have the parent test, but the parent is outside of the trace:

                      a: one  [INTERNAL]  1 ms   ✗ this span

                      waited 200 ms; last span of this trace arrived 700 ms ago""");
        }

        @Test
        void thatIsNoAncestor() {
            assertFails(() -> assertThatSpan("get_order").hasAncestor("charge_card"), """
                    expected the span orders: get_order [INTERNAL] to have the ancestor charge_card, but it has only orders: POST /orders [SERVER], gateway: POST [CLIENT] and gateway: POST /checkout [SERVER]:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms   ✗ this span
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void thatIsNoChild() {
            assertFails(() -> assertThatSpan("POST /orders").hasChild("charge_card"), """
                    expected the span orders: POST /orders [SERVER] to have the child charge_card, but it has only orders: get_order [INTERNAL] and orders: POST [CLIENT]:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms   ✗ this span
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
            assertFails(() -> assertThatSpan("charge_card").hasChild("get_order"), """
                    expected the span payment: charge_card [INTERNAL] to have the child get_order, but it has no children:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms   ✗ this span""");
        }

        @Test
        void thatIsNoDescendant() {
            assertFails(() -> assertThatSpan("POST /pay").hasDescendant("get_order"), """
                    expected the span payment: POST /pay [SERVER] to have the descendant get_order, but it has only payment: charge_card [INTERNAL]:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms   ✗ this span
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void thatMakesItNoRoot() {
            assertFails(() -> assertThatSpan("get_order").isRoot(), """
                    expected the span orders: get_order [INTERNAL] to be a root, but it differs:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms   ✗ parent: expected none but was orders: POST /orders [SERVER]
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
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
                    """
                    expected the span mailer: process [INTERNAL] to link to orders: POST [CLIENT] (0000000000000005), but it links to others:
                      link to span 0000000000000004 of trace 0af7651916cd43dd8448eb211c80319c

                      mailer: process  [INTERNAL]  1 ms   ✗ this span""");
            assertFails(() -> assertThat(linking).root().isLinkedTo(OTHER_TRACE_ID), """
                    expected the span mailer: process [INTERNAL] to link to trace 4bf92f3577b34da6a3ce929d0e0e4736, but it differs:

                      mailer: process  [INTERNAL]  1 ms   ✗ links: expected trace 4bf92f3577b34da6a3ce929d0e0e4736 but was 0af7651916cd43dd8448eb211c80319c/0000000000000004""");
        }

        @Test
        void failWithout() {
            assertFails(
                    () -> assertThatSpan("get_order").isLinkedTo(linking.roots().get(0)), """
                    expected the span orders: get_order [INTERNAL] to link to mailer: process [INTERNAL] (0000000000000009), but it has no links:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms   ✗ this span
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
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
            assertFails(() -> assertThatSpan("charge_card").isBefore("get_order"), """
                    expected the span payment: charge_card [INTERNAL] to end before get_order starts, but it ran from 55 ms to 90 ms:
                      orders: get_order [INTERNAL] ran from 12 ms to 40 ms

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms   ✗ this span""");
        }

        @Test
        void failInside() {
            assertFails(() -> assertThatSpan("charge_card").isInside("get_order"), """
                    expected the span payment: charge_card [INTERNAL] to run inside get_order, but it ran from 55 ms to 90 ms:
                      orders: get_order [INTERNAL] ran from 12 ms to 40 ms

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms   ✗ this span""");
        }

        @Test
        void failToOverlap() {
            assertFails(() -> assertThatSpan("charge_card").overlaps("get_order"), """
                    expected the span payment: charge_card [INTERNAL] to run at the same time as get_order, but it ran from 55 ms to 90 ms:
                      orders: get_order [INTERNAL] ran from 12 ms to 40 ms

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms   ✗ this span""");
        }

        @Test
        void failWithoutTheOther() {
            assertFails(() -> assertThatSpan("charge_card").overlaps("nothing"), """
                    expected the span payment: charge_card [INTERNAL] to run at the same time as nothing, but there is no such span:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms   ✗ this span""");
        }

        @Test
        void failAfterTheLimit() {
            assertFails(
                    () -> assertThatSpan("charge_card")
                            .startsWithin(ofMillis(50))
                            .ofRoot(),
                    """
                    expected the span payment: charge_card [INTERNAL] to start within 50 ms of the start of the root, but it did so 55 ms after that of gateway: POST /checkout [SERVER]:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms   ✗ this span""");
            assertFails(
                    () -> assertThatSpan("get_order").startsWithin(ofMillis(42)).of("charge_card"), """
                    expected the span orders: get_order [INTERNAL] to start within 42 ms of the start of charge_card, but it did so 43 ms before that of payment: charge_card [INTERNAL]:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms   ✗ this span
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
            assertFails(
                    () -> assertThatSpan("charge_card").endsWithin(ofMillis(10)).of("get_order"), """
                    expected the span payment: charge_card [INTERNAL] to end within 10 ms of the start of get_order, but it did so 78 ms after that of orders: get_order [INTERNAL]:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms   ✗ this span""");
        }

        @Test
        void failWithoutTheSpanThatTheLimitCountsFrom() {
            assertFails(
                    () -> assertThatSpan("charge_card").endsWithin(ofMillis(10)).of("nothing"), """
                    expected the span payment: charge_card [INTERNAL] to end within 10 ms of the start of nothing, but that span has not arrived:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms   ✗ this span""");
        }
    }
}
