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
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).lastsAtMost(ofMillis(119)), "@@atmost");
        }

        @Test
        void saysHowMuchShorter() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).lastsAtLeast(ofMillis(121)), "@@atleast");
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
            assertFails(() -> assertThat(trace).happensBefore("charge_card", "get_order"), "@@before1");
        }

        @Test
        void failsIfOneOfSeveralIsLater() {
            assertFails(
                    () -> assertThat(Spans.trace(
                                    Spans.span(1, 0, "a", "read", 0, 5).build(),
                                    Spans.span(2, 0, "a", "read", 6, 9).build(),
                                    Spans.span(3, 0, "a", "write", 5, 6).build()))
                            .happensBefore("read", "write"),
                    "@@before2");
        }

        @Test
        void failsIfThereIsNoSuchSpan() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).happensBefore("one", "two"), "@@before3");
        }
    }

    @Nested
    class HappensInside {
        @Test
        void passesWhereverTheSpansAreInTheTree() {
            assertThat(trace).happensInside("charge_card", "POST /checkout").happensInside(client("POST").in("orders"), client("POST").in("gateway"));
        }

        @Test
        void saysWhenEachRan() {
            assertFails(() -> assertThat(trace).happensInside("charge_card", "get_order"), "@@inside");
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
                    "@@overlaps");
        }
    }
}
