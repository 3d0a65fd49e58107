// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.percent;
import static dev.spanhound.trace.synthetic.SyntheticTrace.aTrace;
import static dev.spanhound.trace.synthetic.SyntheticTraces.healthyTraces;
import static dev.spanhound.trace.synthetic.SyntheticTraces.traces;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.spanhound.collector.TraceCollector;
import dev.spanhound.collector.tailsampling.Decisions;
import dev.spanhound.junit.TraceTest;
import dev.spanhound.trace.Trace;
import org.junit.jupiter.api.Test;

/** What production's own configuration keeps, told without production: in virtual time, so that nobody waits 30 seconds. */
@TraceTest(collector = "otel-collector.yaml")
class SamplingTest {

    @Test
    void slowCheckoutsAreKept(TraceCollector collector) {
        Trace slow = collector.receive(aTrace().lasting(ofMillis(1200)));
        Trace fast = collector.receive(aTrace().lasting(ofMillis(999)));

        assertThat(collector.decisionOn(slow)).isSampled().by("slow-requests");
        assertThat(collector.decisionOn(fast)).notBy("slow-requests");
    }

    @Test
    void healthChecksAreDroppedEvenIfTheyFail(TraceCollector collector) {
        Trace probe =
                collector.receive(aTrace().withAttribute("url.path", "/healthz").withError());

        assertThat(collector.decisionOn(probe)).isDropped().by("health-checks");
    }

    @Test
    void everyErrorIsKeptAndATenthOfTheRest(TraceCollector collector) {
        Decisions decisions = collector.decisionsOn(
                traces(2_000).throughServices("gateway", "orders").withErrors(0.02));
        assertThat(decisions).keepEveryError();

        assertThat(collector.decisionsOn(healthyTraces(10_000).seeded(1))).keepAbout(percent(10));
    }

    @Test
    void reportsStayWithinTheirBudget(TraceCollector collector) {
        Decisions reports = collector.decisionsOn(traces(1_000)
                .withSpans(4)
                .each(trace -> trace.withAttribute("http.route", "/reports/{id}"))
                .arrivingPerSecond(50));

        assertThat(reports.that(
                        decision -> decision.policy().filter("reports"::equals).isPresent()))
                .spendAtMost(40)
                .spansPerSecond();
    }

    @Test
    void anErrorThatComesAfterTheDecisionIsLost(TraceCollector collector) {
        Trace late = collector.receive(aTrace().withTraceId("4bf92f3577b34da6a3ce929d0e0e4736")
                .withLatePart(ofSeconds(45), 1, span -> span.withError()));

        assertThat(collector.decisionOn(late)).isNotSampled().discardedLateSpans(1);
    }
}
