// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import static dev.spanhound.trace.SpanBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Outcome;
import dev.spanhound.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PipelinesTest {
    private static final String KEEPS_ALL = """
            processors:
              tail_sampling:
                decision_wait: 2s
                policies: [{name: all, type: always_sample}]
            """;
    private static final String EDGE_AND_CORE = """
            receivers: {otlp: {}}
            exporters: {debug: {}}
            processors:
              tail_sampling/edge:
                decision_wait: 2s
                policies: [{name: none, type: span_count, span_count: {min_spans: 100}}]
              tail_sampling:
                decision_wait: 4s
                policies: [{name: all, type: always_sample}]
            service:
              pipelines:
                traces/edge: {receivers: [otlp], processors: [tail_sampling/edge], exporters: [debug]}
                traces: {receivers: [otlp], processors: [tail_sampling], exporters: [debug]}
            """;

    private static Trace trace(long id) {
        return Trace.of(List.of(span("root", id).trace(id).build()));
    }

    @Test
    void eachDecideForThemselves() {
        TraceCollector collector = TraceCollector.fromYaml(EDGE_AND_CORE);
        Trace trace = collector.receive(trace(1));

        assertThat(collector.decisionOn(trace, "traces/edge").outcome()).isEqualTo(Outcome.NOT_SAMPLED);
        assertThat(collector.decisionOn(trace, "traces").outcome()).isEqualTo(Outcome.SAMPLED);
        assertThat(collector.decisionOn(trace, "tail_sampling").waited()).hasSeconds(5);
        assertThat(collector.exported()).hasSize(1);
        assertThat(collector.metrics().value("count_traces_sampled", Map.of("policy", "edge.none")))
                .isEqualTo(1);
        assertThatThrownBy(() -> collector.decisionOn(trace, "traces/core"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("traces/core", "traces/edge", "tail_sampling/edge");
    }

    @Test
    void sayWhichProcessorTookATraceAwayBeforeItCouldBeSampled() {
        TraceCollector collector = TraceCollector.fromYaml("""
                processors:
                  probabilistic_sampler: {sampling_percentage: 0}
                  tail_sampling:
                    policies: [{name: all, type: always_sample}]
                """);

        Decision decision = collector.decisionOn(trace(1));

        assertThat(decision.outcome()).isEqualTo(Outcome.NOT_SAMPLED);
        assertThat(decision.reason())
                .isEqualTo("not sampled by processor probabilistic_sampler, so that no tail_sampling processor saw it");
        assertThat(collector.exported()).isEmpty();
    }

    @Test
    void keepWhatNothingTakesAway() {
        TraceCollector collector =
                TraceCollector.fromYaml("processors: {probabilistic_sampler: {sampling_percentage: 100}}");

        assertThat(collector.decisionOn(trace(1)).reason())
                .isEqualTo("sampled: no processor of the pipeline takes it away, and none is a tail_sampling");
    }

    @Test
    void decideWhatCameDueInRealTimeAtTheNextCall() {
        AtomicReference<Instant> clock = new AtomicReference<>(Instant.EPOCH);
        TraceCollector collector = TraceCollector.builder()
                .config(CollectorConfig.parse(KEEPS_ALL))
                .realTime(clock::get)
                .build();
        Trace trace = collector.receive(trace(1));
        assertThat(collector.decisionOn(trace).outcome()).isEqualTo(Outcome.PENDING);

        clock.set(Instant.ofEpochSecond(60));

        assertThat(collector.decisionOn(trace).waited()).hasSeconds(3);
        assertThatThrownBy(() -> collector.advance(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "advance: this collector's time is real, and does not move on demand (leave out realTime())");
    }

    @Test
    void sayThatADecisionMayBeForgotten() {
        TraceCollector collector = TraceCollector.builder()
                .config(CollectorConfig.parse(KEEPS_ALL))
                .rememberingDecisions(1)
                .build();
        collector.receive(trace(1));
        collector.receive(trace(2));
        collector.decide();

        assertThat(collector.decisionOn(trace(2)).outcome()).isEqualTo(Outcome.SAMPLED);
        assertThat(collector.metrics().value("global_count_traces_sampled")).isEqualTo(2);
        collector.receive(trace(3));
        collector.decide();
        assertThatThrownBy(() -> collector.decisionOn("000000000000000000000000000000ff"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("(2 decisions were forgotten; rememberingDecisions(n) keeps more)");
    }

    @Test
    void decideOnShutdownAndThenReceiveNoMore() {
        TraceCollector collector = TraceCollector.fromYaml(KEEPS_ALL);
        Trace trace = collector.receive(trace(1));
        collector.close();

        assertThat(collector.decisionOn(trace).outcome()).isEqualTo(Outcome.SAMPLED);
        assertThat(collector.exported()).hasSize(1);
        assertThatThrownBy(() -> collector.receive(trace(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the collector is closed, and receives no more");
    }

    @Test
    void knowTheirMetricsByName() {
        TraceCollector collector = TraceCollector.fromYaml(KEEPS_ALL);

        assertThatThrownBy(() -> collector.metrics().value("new_trace_ids"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("metric new_trace_ids: none (expected one of: [")
                .hasMessageContaining("otelcol_processor_tail_sampling_new_trace_id_received");
    }
}
