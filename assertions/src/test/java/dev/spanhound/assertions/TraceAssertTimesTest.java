// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.client;
import static java.time.Duration.ofMillis;

import dev.spanhound.trace.Trace;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Assertions on durations and on the order of spans. */
class TraceAssertTimesTest {
    private final Trace trace = Trace.of(checkout());

    @Nested
    class Lasts {
        @Test
        void passesAtTheLimit() {
            assertThat(trace).lastsAtMost(ofMillis(120)).lastsAtLeast(ofMillis(120));
        }

        @Test
        void saysHowMuchLonger() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).lastsAtMost(ofMillis(119)), """
                    expected the trace to last at most 119 ms, but it lasted 120 ms:

                      gateway: POST /checkout  [SERVER]  120 ms""");
        }

        @Test
        void saysHowMuchShorter() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).lastsAtLeast(ofMillis(121)), """
                    expected the trace to last at least 121 ms, but it lasted 120 ms:

                      gateway: POST /checkout  [SERVER]  120 ms""");
        }
    }

    @Nested
    class HappensBefore {
        @Test
        void passesIfEachEndsBeforeAnyStarts() {
            assertThat(trace).happensBefore("get_order", "charge_card");
        }

        @Test
        void passesIfOneStartsWhenTheOtherEnds() {
            assertThat(Spans.trace(
                            Spans.span(1, 0, "a", "one", 0, 5).build(),
                            Spans.span(2, 0, "a", "two", 5, 9).build()))
                    .happensBefore("one", "two");
        }

        @Test
        void saysWhenEachRan() {
            assertFails(() -> assertThat(trace).happensBefore("charge_card", "get_order"), """
                    expected the trace to have the span charge_card before the span get_order, but it is not:
                      orders: get_order [INTERNAL] ran from 12 ms to 40 ms

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms   ✗ ran from 55 ms to 90 ms""");
        }

        @Test
        void failsIfOneOfSeveralIsLater() {
            assertFails(
                    () -> assertThat(Spans.trace(
                                    Spans.span(1, 0, "a", "read", 0, 5).build(),
                                    Spans.span(2, 0, "a", "read", 6, 9).build(),
                                    Spans.span(3, 0, "a", "write", 5, 6).build()))
                            .happensBefore("read", "write"),
                    """
                    expected the trace to have the span read before the span write, but 1 of 2 is not:
                      a: write [INTERNAL] ran from 5 ms to 6 ms

                      a: read   [INTERNAL]  5 ms
                      a: write  [INTERNAL]  1 ms
                      a: read   [INTERNAL]  3 ms   ✗ ran from 6 ms to 9 ms""");
        }

        @Test
        void failsIfThereIsNoSuchSpan() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).happensBefore("one", "two"), """
                    expected the trace to have the span one before the span two, but there is no span one:

                      gateway: POST /checkout  [SERVER]  120 ms
                      (missing) one""");
        }
    }

    @Nested
    class HappensInside {
        @Test
        void passesWhereverTheSpansAreInTheTree() {
            assertThat(trace)
                    .happensInside("charge_card", "POST /checkout")
                    .happensInside(client("POST").in("orders"), client("POST").in("gateway"));
        }

        @Test
        void saysWhenEachRan() {
            assertFails(() -> assertThat(trace).happensInside("charge_card", "get_order"), """
                    expected the trace to have the span charge_card inside the span get_order, but it is not:
                      orders: get_order [INTERNAL] ran from 12 ms to 40 ms

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms   ✗ ran from 55 ms to 90 ms""");
        }
    }

    @Nested
    class Overlaps {
        @Test
        void passesForAMoment() {
            assertThat(Spans.trace(
                            Spans.span(1, 0, "a", "one", 0, 5).build(),
                            Spans.span(2, 0, "a", "two", 4, 9).build()))
                    .overlaps("one", "two")
                    .overlaps("two", "one");
        }

        @Test
        void failsForSpansThatOnlyTouch() {
            assertFails(
                    () -> assertThat(Spans.trace(
                                    Spans.span(1, 0, "a", "one", 0, 5).build(),
                                    Spans.span(2, 0, "a", "two", 5, 9).build()))
                            .overlaps("one", "two"),
                    """
                    expected the trace to have the span one at the same time as the span two, but it is not:
                      a: two [INTERNAL] ran from 5 ms to 9 ms

                      a: one  [INTERNAL]  5 ms   ✗ ran from 0 ms to 5 ms
                      a: two  [INTERNAL]  4 ms""");
        }
    }
}
