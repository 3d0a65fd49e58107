// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatTraces;
import static dev.spanhound.assertions.TraceAssertions.percent;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.trace.Trace;
import dev.spanhound.trace.sampling.TraceIdRatio;
import dev.spanhound.trace.synthetic.SyntheticTrace;
import dev.spanhound.trace.synthetic.SyntheticTraces;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TraceAssertSamplingTest {
    private final SyntheticTrace shop =
            SyntheticTrace.aTrace().throughServices("gateway", "orders").withSpans(4);

    @Nested
    class HasSameSampledFlagEverywhere {
        @Test
        void passesIfAllOrNoneAreSampled() {
            assertThat(shop.toTrace()).hasSameSampledFlagEverywhere();
            assertThat(shop.sampled(false).toTrace()).hasSameSampledFlagEverywhere();
        }

        @Test
        void marksWhereTheFlagChanges() {
            Trace trace = shop.span(3, span -> span.sampled(false)).toTrace();
            assertFails(() -> assertThat(trace).hasSameSampledFlagEverywhere(), """
                    expected the trace to have the same sampled flag everywhere, but it is 1 in 3 spans and 0 in 1:

                      gateway: GET /orders       [SERVER]    100 ms
                      └─ gateway: call orders    [CLIENT]     80 ms
                         └─ orders: GET /orders  [SERVER]     64 ms   ✗ sampled flag 0, its parent has 1
                            └─ step 4            [INTERNAL]   51 ms   ✗ sampled flag 1, its parent has 0""");
        }

        @Test
        void saysThatAServiceMayLeaveTheFlagsOut() {
            Trace trace = shop.span(3, span -> span.sampled(false))
                    .span(4, span -> span.sampled(false))
                    .toTrace();
            assertFails(() -> assertThat(trace).hasSameSampledFlagEverywhere(), """
                    expected the trace to have the same sampled flag everywhere, but it is 1 in 2 spans and 0 in 2:
                      all spans of orders have the flag 0: so they have, too, if its SDK leaves the flags out of what it exports

                      gateway: GET /orders       [SERVER]    100 ms
                      └─ gateway: call orders    [CLIENT]     80 ms
                         └─ orders: GET /orders  [SERVER]     64 ms   ✗ sampled flag 0, its parent has 1
                            └─ step 4            [INTERNAL]   51 ms""");
        }
    }

    @Nested
    class HonoursUnsampledParents {
        @Test
        void passesIfTheFlagOnlyGetsLost() {
            assertThat(shop.span(4, span -> span.sampled(false)).toTrace()).honoursUnsampledParents();
        }

        @Test
        void marksASampledSpanBelowAnUnsampledOne() {
            Trace trace = shop.span(2, span -> span.sampled(false)).toTrace();
            assertFails(() -> assertThat(trace).honoursUnsampledParents(), """
                    expected the trace to have no sampled span below an unsampled one, but it has:

                      gateway: GET /orders       [SERVER]    100 ms
                      └─ gateway: call orders    [CLIENT]     80 ms
                         └─ orders: GET /orders  [SERVER]     64 ms   ✗ sampled, but its parent is not
                            └─ step 4            [INTERNAL]   51 ms""");
        }

        @Test
        void marksASampledSpanOfATestThatIsNot() {
            FakeLiveTrace live = FakeLiveTrace.of(
                            Spans.span(2, 255, "gateway", "GET /orders", 0, 5).build())
                    .belowTest()
                    .unsampled();
            assertFails(() -> assertThat(live).honoursUnsampledParents(), """
                    expected the trace to have no sampled span below an unsampled one, but it has:

                      gateway: GET /orders  [INTERNAL]  5 ms   ✗ sampled, but its context is not

                      waited 200 ms for the trace to be complete and quiet for 200 ms; last span of this trace arrived 700 ms ago""");
        }

        @Test
        void waitsForSpansThatShouldNotCome() {
            assertThat(FakeLiveTrace.empty().unsampled()).honoursUnsampledParents();
        }
    }

    @Nested
    class HasConsistentThresholds {
        // Its randomness is 0x2d9990b4..., that is below half.
        private final SyntheticTrace half = shop.withTraceId("0af7651916cd43dd84c8eb211c80319c");

        @Test
        void passesIfTheThresholdStaysOrRises() {
            assertThat(half.withTraceState("ot=th:8").toTrace()).hasConsistentThresholds();
            assertThat(half.withTraceState("ot=th:8")
                            .span(4, span -> span.withTraceState("ot=th:c8"))
                            .toTrace())
                    .hasConsistentThresholds();
            assertThat(half.withTraceState("ot=th:f;rv:ffffffffffffff").toTrace())
                    .hasConsistentThresholds();
        }

        @Test
        void passesIfAServiceOnTheWayBeginsToTellIt() {
            assertThat(half.span(3, span -> span.withTraceState("ot=th:4"))
                            .span(4, span -> span.withTraceState("ot=th:4"))
                            .toTrace())
                    .hasConsistentThresholds();
        }

        @Test
        void marksWhatIsLostFallsOrCannotBe() {
            Trace trace = half.withTraceState("ot=th:8")
                    .span(2, span -> span.withTraceState("ot=th:4"))
                    .span(3, span -> span.withTraceState("vendor=x"))
                    .span(4, span -> span.withTraceState("ot=th:d"))
                    .toTrace();
            assertFails(() -> assertThat(trace).hasConsistentThresholds(), """
                    expected the trace to have consistent sampling thresholds, but 3 spans have not:

                      gateway: GET /orders       [SERVER]    100 ms
                      └─ gateway: call orders    [CLIENT]     80 ms   ✗ th:4 is less than its parent's th:8
                         └─ orders: GET /orders  [SERVER]     64 ms   ✗ no threshold, its parent has th:4
                            └─ step 4            [INTERNAL]   51 ms   ✗ th:d keeps no span of the randomness rv:c8eb211c80319c (of the trace ID)""");
        }

        @Test
        void marksARandomnessThatChangesAndWhatIsMalformed() {
            Trace trace = half.withTraceState("ot=th:0;rv:00000000000001")
                    .span(3, span -> span.withTraceState("ot=th:0;rv:00000000000002"))
                    .span(4, span -> span.withTraceState("ot=th:0;rv:2"))
                    .toTrace();
            assertFails(() -> assertThat(trace).hasConsistentThresholds(), """
                    expected the trace to have consistent sampling thresholds, but 2 spans have not:

                      gateway: GET /orders       [SERVER]    100 ms
                      └─ gateway: call orders    [CLIENT]     80 ms
                         └─ orders: GET /orders  [SERVER]     64 ms   ✗ rv:00000000000002, its parent has rv:00000000000001
                            └─ step 4            [INTERNAL]   51 ms   ✗ ot: "rv:2" (expected: 14 hex digits); rv:c8eb211c80319c (of the trace ID), its parent has rv:00000000000002""");
        }

        @Test
        void failsIfNoSpanTellsOne() {
            assertFails(() -> assertThat(SyntheticTrace.aTrace().toTrace()).hasConsistentThresholds(), """
                    expected the trace to have consistent sampling thresholds, but no span tells one (ot=th in its trace state):

                      service: GET /orders  [SERVER]  100 ms""");
        }
    }

    @Nested
    class IsDecidedAlikeByTraceIdRatio {
        private final Trace trace = shop.toTrace();
        private final String kept = "00000000000000000000000000000001";
        private final String notKept = "00000000000000007fffffffffffffff";

        @Test
        void passesIfAllServicesKeepWhatTheRatioKeeps() {
            assertThat(shop.withTraceId(kept).toTrace()).isDecidedAlikeByTraceIdRatio(0.1, "gateway", "orders");
            assertThat(shop.withTraceId(kept).toTrace()).isDecidedAlikeByTraceIdRatio(0.1);
        }

        @Test
        void passesIfNoneKeepsWhatTheRatioDoesNot() {
            assertThat(Trace.of(notKept, List.of())).isDecidedAlikeByTraceIdRatio(0.1, "gateway", "orders");
            assertThat(shop.withTraceId(notKept).toTrace()).isDecidedAlikeByTraceIdRatio(0.1, "payment");
        }

        @Test
        void namesTheServiceThatDidNotKeepIt() {
            assertFails(
                    () -> assertThat(shop.withTraceId(kept).toTrace())
                            .isDecidedAlikeByTraceIdRatio(0.1, "gateway", "orders", "payment"),
                    """
                    expected the trace to be sampled by the trace ID ratio 0.1 in gateway, orders and payment, as its ID says, but payment has no spans in it:

                      gateway: GET /orders       [SERVER]    100 ms
                      └─ gateway: call orders    [CLIENT]     80 ms
                         └─ orders: GET /orders  [SERVER]     64 ms
                            └─ step 4            [INTERNAL]   51 ms""");
        }

        @Test
        void namesTheServiceThatKeptIt() {
            assertFails(
                    () -> assertThat(shop.withTraceId(notKept).toTrace())
                            .isDecidedAlikeByTraceIdRatio(0.1, "orders", "payment"),
                    """
                    expected the trace not to be sampled by the trace ID ratio 0.1 in orders and payment, as its ID says, but orders has spans in it:

                      gateway: GET /orders       [SERVER]    100 ms
                      └─ gateway: call orders    [CLIENT]     80 ms
                         └─ orders: GET /orders  [SERVER]     64 ms   ✗ not expected
                            └─ step 4            [INTERNAL]   51 ms   ✗ not expected""");
        }

        @Test
        void refusesARatioThatIsNone() {
            assertThatThrownBy(() -> assertThat(trace).isDecidedAlikeByTraceIdRatio(10))
                    .hasMessage("ratio: 10.0 (expected: 0 to 1)");
        }
    }

    @Nested
    class SampledShareIsAbout {
        /** Of each trace what services with these ratios would have sent. */
        private List<Trace> sampled(double gateway, double orders) {
            return SyntheticTraces.traces(5000).throughServices("gateway", "orders").stream()
                    .map(trace -> Trace.of(
                            trace.traceId(),
                            trace.spans().stream()
                                    .filter(span -> new TraceIdRatio(
                                                    span.getResource()
                                                                    .toString()
                                                                    .contains("gateway")
                                                            ? gateway
                                                            : orders)
                                            .keeps(trace.traceId()))
                                    .toList()))
                    .toList();
        }

        @Test
        void passesForThatShare() {
            assertThatTraces(sampled(0.1, 0.1)).sampledShareIsAbout(percent(10));
            assertThatTraces(sampled(0.1, 0.1)).sampledShareIsAbout(percent(10), "gateway", "orders");
            assertThatTraces(sampled(0.1, 0.3)).sampledShareIsAbout(percent(30), "orders");
        }

        @Test
        void saysWhatItIs() {
            assertFails(() -> assertThatTraces(sampled(0.1, 0.1)).sampledShareIsAbout(percent(12)), """
                    expected about 12 % of 5000 traces to be sampled, but 464 of 5000 (9.28 %) were:

                      with 99.9 % confidence the share is between 7.98 % and 10.7 %; for 12 % the p-value of this count is 1.0e-09
                      spans of gateway in 464 of 5000 (9.28 %)   ✗ not about 12 %
                      spans of orders in 464 of 5000 (9.28 %)   ✗ not about 12 %""");
        }

        @Test
        void namesTheServiceThatDeviates() {
            assertFails(
                    () -> assertThatTraces(sampled(0.1, 0.05)).sampledShareIsAbout(percent(10), "gateway", "orders"),
                    """
                    expected about 10 % of 5000 traces to be sampled, but orders sampled 215 of 5000 (4.3 %):

                      orders: with 99.9 % confidence the share is between 3.42 % and 5.32 %; for 10 % the p-value of this count is below 1e-12
                      spans of gateway in 464 of 5000 (9.28 %)
                      spans of orders in 215 of 5000 (4.3 %)   ✗ not about 10 %""");
        }

        @Test
        void takesTheFlagForTheDecisionOfAServiceThatSendsIt() {
            List<Trace> traces = SyntheticTraces.traces(1000)
                    .withShare(0.75, trace -> trace.sampled(false))
                    .toTraces();
            assertThatTraces(traces).sampledShareIsAbout(percent(25));
        }

        @Test
        void isSureToTheDegreeAskedFor() {
            List<Trace> traces = sampled(0.1, 0.1);
            assertThatTraces(traces).sampledShareIsAbout(percent(10));
            assertThatThrownBy(() ->
                            assertThatTraces(traces).withConfidence(percent(90)).sampledShareIsAbout(percent(10)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("with 90 % confidence the share is between 8.61 % and 9.98 %");
        }

        @Test
        void refusesSharesThatCannotBe() {
            assertThatThrownBy(() -> assertThatTraces(sampled(1, 1)).sampledShareIsAbout(percent(150)))
                    .hasMessage("share: 150 % (expected: at most 100 %)");
            assertThatThrownBy(() -> assertThatTraces(sampled(1, 1)).withConfidence(percent(100)))
                    .hasMessage("confidence: 100 % (expected: less than 100 %)");
        }
    }
}
