// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import static dev.spanhound.trace.SpanBuilder.span;
import static dev.spanhound.trace.synthetic.SyntheticTrace.aTrace;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Decisions;
import dev.spanhound.collector.tailsampling.FakeBlueprints;
import dev.spanhound.collector.tailsampling.LateSpans;
import dev.spanhound.collector.tailsampling.Outcome;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.synthetic.SyntheticTraces;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceCollectorTest {
    private static final Stage KEEPS_ERRORS = new Stage("tail_sampling", FakeBlueprints.samplesSpan("error"));

    private final TraceCollector collector =
            TraceCollector.builder().pipeline("traces", List.of(KEEPS_ERRORS)).build();

    @Test
    void decidesWhenAsked() {
        Trace kept = collector.receive(List.of(span("error", 1).trace(1).build()));
        Trace lost = collector.receive(List.of(span("fine", 2).trace(2).build()));

        Decision decision = collector.decisionOn(kept);

        assertThat(decision.outcome()).isEqualTo(Outcome.SAMPLED);
        assertThat(decision.policy()).contains("has-error");
        assertThat(collector.decisionOn(lost).outcome()).isEqualTo(Outcome.NOT_SAMPLED);
        assertThat(collector.exported()).isEqualTo(kept.received());
        assertThat(collector.exported(lost.traceId())).isEmpty();
    }

    @Test
    void explainsADecision() {
        Trace kept = collector.receive(List.of(span("error", 1).trace(1).build()));

        assertThat(collector.decisionOn(kept).explain()).isEqualTo("""
                        trace 00000000000000000000000000000001: sampled by has-error, the first policy that says so
                          1 span, decided 3 s after the first, at 2026-01-01T00:00:03Z
                          > has-error  fake  sampled  1 spans""");
    }

    @Test
    void receivesASyntheticTraceInPartsAtTheirTimes() {
        Trace late = collector.receive(aTrace().named("fine")
                .withLatePart(ofSeconds(5), 1, span -> span.named("error"))
                .arrivingAfter(ofSeconds(10)));

        Decision decision = collector.decisionOn(late);

        assertThat(decision.outcome()).isEqualTo(Outcome.NOT_SAMPLED);
        assertThat(decision.receivedAt()).isEqualTo("2026-01-01T00:00:10Z");
        assertThat(decision.spanCount()).isOne();
        assertThat(decision.lateSpans()).extracting(LateSpans::spans).containsExactly(1);
        assertThat(decision.trace()).contains(late);
    }

    @Test
    void decidesOnSyntheticTracesAtTheirTimes() {
        SyntheticTraces traces = SyntheticTraces.traces(200)
                .arrivingPerSecond(10)
                .seeded(3)
                .withShare(0.5, trace -> trace.named("error"));

        Decisions decisions = collector.decisionsOn(traces);

        assertThat(decisions.origin()).isEqualTo("200 synthetic traces, seed 3");
        assertThat(decisions.asList())
                .hasSize(200)
                .allMatch(decision ->
                        decision.trace().orElseThrow().roots().get(0).name().equals("error")
                                == (decision.outcome() == Outcome.SAMPLED));
        assertThat(decisions.asList().get(199).receivedAt()).isEqualTo("2026-01-01T00:00:19.900Z");
    }
}
