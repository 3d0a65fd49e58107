// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import static dev.spanhound.trace.SpanBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.collector.config.ConfigException;
import dev.spanhound.collector.config.Finding;
import dev.spanhound.collector.tailsampling.Outcome;
import dev.spanhound.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Configurations with the processors that there are. */
class LoadedCollectorTest {
    private static final String REST_LIMITED = """
            processors:
              probabilistic_sampler: {sampling_percentage: 50}
              tail_sampling:
                policies:
                  - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
                  - {name: rest, type: rate_limiting, rate_limiting: {spans_per_second: 5}}
            """;

    private static TraceCollector collector(String yaml) {
        return TraceCollector.of(CollectorConfig.builder().environment(Map.of()).parse(yaml));
    }

    @Test
    void refusesAConfigurationThatMixesUpTypesAndKeysAndSaysWhatWasMeant() {
        assertThatThrownBy(() -> CollectorConfig.load("classpath:collector/refused/mixed-up.yaml"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        FILE:3:5: processors.tail_sampling.type: unknown key type under tail_sampling: leave it out, \
                        for the name of the processor says its type, tail_sampling
                        FILE:6:9: processors.tail_sampling.policies[0].status_code: expected at least one status code \
                        to filter on: OK, ERROR, UNSET
                        FILE:8:9: processors.tail_sampling.policies[0].status_codes: unknown key status_codes under \
                        policies[0]: did you mean status_code: {status_codes: …}?
                        FILE:11:9: processors.tail_sampling.policies[1].latency_threshold_ms: unknown key \
                        latency_threshold_ms under policies[1]: did you mean latency: {threshold_ms: …}?
                        FILE:14:9: processors.tail_sampling.policies[2].sampling_percentage: unknown key \
                        sampling_percentage under policies[2]: did you mean probabilistic: {sampling_percentage: …}?
                        FILE:15:3: processors.prob_sampler: unknown processor prob_sampler: did you mean \
                        probabilistic_sampler? A processor has no key type: its name begins with its type, such as \
                        probabilistic_sampler/prob_sampler. If it is one of your own, leave it out knowingly with \
                        ignoring("prob_sampler"), or run the real Collector""".replace("FILE", "classpath:collector/refused/mixed-up.yaml"));
    }

    @Test
    void decidesAsTheConfigurationSays() {
        TraceCollector collector = TraceCollector.load("classpath:collector/accepted/policies-alone.yaml");
        Trace unset = collector.receive(List.of(span("fine", 1).trace(1).build()));

        assertThat(collector.decisionOn(unset).outcome()).isEqualTo(Outcome.NOT_SAMPLED);
        assertThat(collector.now()).isEqualTo("2026-01-01T00:00:03Z");
    }

    @Test
    void countsForEachPipelineOnItsOwn() {
        TraceCollector collector = collector("""
                receivers: {otlp: }
                processors:
                  tail_sampling:
                    decision_wait: 1s
                    policies: [{name: one, type: rate_limiting, rate_limiting: {spans_per_second: 1, burst_capacity: 1}}]
                exporters: {debug: }
                service:
                  pipelines:
                    traces/a: {receivers: [otlp], processors: [tail_sampling], exporters: [debug]}
                    traces/b: {receivers: [otlp], processors: [tail_sampling], exporters: [debug]}
                """);
        Trace trace = collector.receive(List.of(span("a", 1).trace(1).build()));

        assertThat(collector.decisionOn(trace, "traces/a").outcome()).isEqualTo(Outcome.SAMPLED);
        assertThat(collector.decisionOn(trace, "traces/b").outcome()).isEqualTo(Outcome.SAMPLED);
        assertThat(collector.exported()).hasSize(2);
    }

    @Test
    void runsPipelinesThatForwardToEachOther() {
        TraceCollector collector = collector("""
                receivers: {otlp: }
                processors:
                  attributes: {actions: [{key: seen, value: true, action: insert}]}
                  tail_sampling:
                    decision_wait: 1s
                    policies: [{name: seen, type: boolean_attribute, boolean_attribute: {key: seen, value: true}}]
                connectors: {forward: }
                exporters: {debug: }
                service:
                  pipelines:
                    traces/sampled: {receivers: [forward], processors: [tail_sampling], exporters: [debug]}
                    traces/in: {receivers: [otlp], processors: [attributes], exporters: [forward]}
                """);
        Trace trace = collector.receive(List.of(span("a", 1).trace(1).build()));

        assertThat(collector.decisionOn(trace).policy()).contains("seen");
        assertThat(collector.exported()).hasSize(1);
    }

    @Test
    void decidesWhatIsHeldUpWhenPipelinesThatForwardShutDown() {
        TraceCollector collector = collector("""
                receivers: {otlp: }
                processors:
                  tail_sampling/one: {policies: [{name: all, type: always_sample}]}
                  tail_sampling/two: {policies: [{name: all, type: always_sample}]}
                connectors: {forward: }
                exporters: {debug: }
                service:
                  pipelines:
                    traces/two: {receivers: [forward], processors: [tail_sampling/two], exporters: [debug]}
                    traces/one: {receivers: [otlp], processors: [tail_sampling/one], exporters: [forward]}
                """);
        collector.receive(List.of(span("a", 1).trace(1).build()));
        collector.close();

        assertThat(collector.exported()).hasSize(1);
    }

    @Test
    void warnsOfWaysThatSurpriseWhenAskedTo() {
        CollectorConfig.Builder builder = CollectorConfig.builder().environment(Map.of());

        assertThat(builder.parse(REST_LIMITED).warnings()).isEmpty();
        assertThat(builder.strict().parse(REST_LIMITED).warnings().stream().map(Finding::toString))
                .containsExactly(
                        "yaml:1:1: probabilistic before tail loses errors: probabilistic_sampler drops traces before"
                                + " tail_sampling sees them; a probabilistic policy keeps a share of the rest",
                        "yaml:6:22: processors.tail_sampling.policies[1].type: rate_limiting spends tokens on traces another"
                                + " policy keeps (errors), and does not keep these out");
    }

    @Test
    void tellsTheCollectorsUserOfTheWarnings() {
        TraceCollector collector = collector("policies: [{name: a, type: always_sample, latency: {threshold_ms: 5}}]");

        assertThat(collector.warnings().stream().map(Finding::toString))
                .containsExactly("yaml:1:43: policies[0].latency: a policy of type always_sample does not use it");
    }
}
