// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import static dev.spanhound.trace.synthetic.SyntheticTrace.aTrace;
import static dev.spanhound.trace.synthetic.SyntheticTraces.healthyTraces;
import static dev.spanhound.trace.synthetic.SyntheticTraces.traces;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Decisions;
import dev.spanhound.collector.tailsampling.LateSpans;
import dev.spanhound.collector.tailsampling.LateSpans.Fate;
import dev.spanhound.collector.tailsampling.Outcome;
import dev.spanhound.trace.Trace;
import org.junit.jupiter.api.Test;

class SyntheticInputTest {
    private final TraceCollector collector = TraceCollector.of(CollectorConfig.parse("""
            tail_sampling:
              decision_wait: 10s
              policies:
                - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
                - {name: slow, type: latency, latency: {threshold_ms: 1000}}
            """));

    @Test
    void decidesOnATrace() {
        Trace slow = collector.receive(aTrace().lasting(ofMillis(1200)));

        assertThat(collector.decisionOn(slow).policy()).contains("slow");
    }

    @Test
    void movesTimeOnToLateParts() {
        Trace late = collector.receive(aTrace().withLatePart(ofSeconds(40), 2, span -> span.withError()));

        Decision decision = collector.decisionOn(late);
        assertThat(late.size()).isEqualTo(3);
        assertThat(decision.outcome()).isEqualTo(Outcome.NOT_SAMPLED);
        assertThat(decision.lateSpans()).extracting(LateSpans::fate).containsOnly(Fate.DISCARDED);
    }

    @Test
    void decidesOnManyTracesAsTheyArrive() {
        Decisions decisions = collector.decisionsOn(traces(2000).withErrors(0.1).arrivingPerSecond(100));

        assertThat(decisions.size()).isEqualTo(2000);
        assertThat(decisions.byPolicy().get("errors")).isBetween(150L, 250L);
        assertThat(decisions.duration()).isBetween(ofSeconds(25), ofSeconds(40));
    }

    @Test
    void keepsNoHealthyTrace() {
        assertThat(collector.decisionsOn(healthyTraces(1000)).byOutcome()).containsOnlyKeys(Outcome.NOT_SAMPLED);
    }
}
