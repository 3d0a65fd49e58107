// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Sampling.ERRORS;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.trace.synthetic.SyntheticTrace.aTrace;

import dev.spanhound.collector.fleet.CollectorFleet;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.synthetic.SyntheticSpan;
import org.junit.jupiter.api.Test;

class FleetDecisionAssertTest {
    private final Trace trace = aTrace().withTraceId(Spans.TRACE_ID)
            .throughServices("gateway", "orders")
            .withSpans(2)
            .span(2, SyntheticSpan::withError)
            .toTrace();
    private final CollectorFleet byTraceId = CollectorFleet.byTraceId(3, () -> Sampling.by(ERRORS));
    private final CollectorFleet roundRobin = CollectorFleet.roundRobin(3, () -> Sampling.by(ERRORS));

    @Test
    void passesBehindRoutingByTraceId() {
        assertThat(byTraceId.decisionOn(trace))
                .isWhole()
                .metOneDecision()
                .isSampled()
                .by("errors");
    }

    @Test
    void showsWhatRoundRobinBreaks() {
        assertFails(() -> assertThat(roundRobin.decisionOn(trace)).metOneDecision(), """
                    expected all spans of the trace to meet one decision, but they met 2:

                      collector-0:4317:
                        trace 0af7651916cd43dd8448eb211c80319c: not sampled: none of 1 policies said so
                          1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                            errors  status_code  not sampled  no span has status ERROR (1 span: 1 UNSET)
                      collector-1:4317:
                        trace 0af7651916cd43dd8448eb211c80319c: sampled by errors, the first policy that says so
                          1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          > errors  status_code  sampled  span orders/GET /orders has status ERROR

                      likely cause: requests are spread over the collectors without regard to their traces
                        The loadbalancing exporter with routing_key: traceID brings all spans of a trace to one.""");
    }

    @Test
    void showsThatAPartIsMissing() {
        assertFails(() -> assertThat(roundRobin.decisionOn(trace)).as("shop").isWhole(), """
                    [shop] expected the trace to be kept as a whole or not at all, but a part is:

                      collector-0:4317:
                        trace 0af7651916cd43dd8448eb211c80319c: not sampled: none of 1 policies said so
                          1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                            errors  status_code  not sampled  no span has status ERROR (1 span: 1 UNSET)
                      collector-1:4317:
                        trace 0af7651916cd43dd8448eb211c80319c: sampled by errors, the first policy that says so
                          1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          > errors  status_code  sampled  span orders/GET /orders has status ERROR

                      likely cause: requests are spread over the collectors without regard to their traces
                        The loadbalancing exporter with routing_key: traceID brings all spans of a trace to one.""");
    }

    @Test
    void leavesOutWhatFollowsAFailureIfSoft() {
        SoftTraceAssertions softly = new SoftTraceAssertions();
        softly.assertThat(roundRobin.decisionOn(trace)).metOneDecision().isDropped();
        softly.assertThat(byTraceId.decisionOn(trace)).metOneDecision().isDropped();
        assertThat(softly.errorsCollected()).hasSize(2);
    }
}
