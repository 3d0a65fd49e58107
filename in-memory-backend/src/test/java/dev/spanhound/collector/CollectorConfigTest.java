// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.spanhound.collector.config.ConfigException;
import dev.spanhound.collector.config.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorConfigTest {
    private static final String WHOLE = """
            receivers:
              otlp: {protocols: {grpc: {}}}
            processors:
              memory_limiter: {check_interval: 1s}
              tail_sampling/edge:
                decision_wait: 5s
              batch:
            exporters:
              otlp/backend: {endpoint: example.com}
              debug:
            service:
              pipelines:
                traces:
                  receivers: [otlp]
                  processors: [memory_limiter, tail_sampling/edge, batch]
                  exporters: [otlp/backend, debug]
            """;

    private static CollectorConfig.Builder builder() {
        return CollectorConfig.builder().environment(Map.of()).processors(FakeFactory.processors());
    }

    private static List<String> stages(CollectorConfig config) {
        return config.pipelines().get(0).stages().stream().map(Stage::id).toList();
    }

    private static List<String> warnings(CollectorConfig config) {
        return config.warnings().stream().map(Finding::toString).toList();
    }

    private static void assertRefused(String yaml, String message) {
        assertThatThrownBy(() -> builder().parse(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message.strip());
    }

    private static String replaced(String what, String by) {
        assertThat(WHOLE).contains(what);
        return WHOLE.replace(what, by);
    }

    @Test
    void readsTheTracesPipelinesOfAWholeConfiguration() {
        CollectorConfig config = builder().parse(WHOLE);

        assertThat(config.pipelines())
                .extracting(TracesPipeline::id, TracesPipeline::receivers, TracesPipeline::exporters)
                .containsExactly(tuple("traces", List.of("otlp"), List.of("otlp/backend", "debug")));
        assertThat(stages(config)).containsExactly("memory_limiter", "tail_sampling/edge", "batch");
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void readsProcessorsAloneAsOnePipelineInTheOrderWritten() {
        CollectorConfig config = builder().parse("processors:\n  batch:\n  tail_sampling: {decision_wait: 5s}\n");

        assertThat(stages(config)).containsExactly("batch", "tail_sampling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tail_sampling: {policies: []}", "policies: []", "decision_wait: 5s\nnum_traces: 10"})
    void readsATailSamplerAlone(String yaml) {
        assertThat(stages(builder().parse(yaml))).containsExactly("tail_sampling");
    }

    @Test
    void leavesOtherSignalsAlone() {
        CollectorConfig config = builder()
                .parse(replaced("  pipelines:\n", """
                          pipelines:
                            metrics:
                              receivers: [otlp]
                              processors: [transform]
                              exporters: [debug]
                        """)
                        .replace("  batch:\n", "  batch:\n  transform: {metric_statements: []}\n"));

        assertThat(config.pipelines()).extracting(TracesPipeline::id).containsExactly("traces");
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void leavesOutWhatIsIgnored() {
        CollectorConfig config = builder()
                .ignoring("batch", "tail_sampling/edge", "k8sattributes")
                .parse(WHOLE);

        assertThat(stages(config)).containsExactly("memory_limiter");
        assertThat(warnings(config))
                .containsExactly(
                        "yaml:1:1: ignoring(\"k8sattributes\") has no effect: no such processor is in a traces pipeline");
    }

    @Test
    void refusesAProcessorThatDoesNotRunHere() {
        assertRefused(replaced("batch:\n", "transform/names:\n").replace(", batch]", ", transform/names]"), """
                yaml:15:56: service.pipelines.traces.processors[2]: processor transform/names does not run here, and may \
                change what is decided: leave it out knowingly with ignoring("transform/names"), or run the real Collector \
                (expected: tail_sampling, probabilistic_sampler, filter, attributes, batch, memory_limiter)
                """);
    }

    @Test
    void tellsOfAllThatIsWrongInTheOrderOfThePlaces() {
        assertRefused("""
                recievers:
                  otlp:
                processors:
                  tail_sampling: {polices: []}
                exporters: [debug]
                service:
                  pipelines:
                    traces:
                      receivers: [otlp]
                      processors: [tail_samplin, tail_sampling, tail_sampling]
                      exporters: [debug]
                      proccessors: []
                    trace: {}
                """, """
                yaml:1:1: recievers: unknown key recievers: did you mean receivers?
                yaml:4:19: processors.tail_sampling.polices: unknown key polices under tail_sampling: did you mean policies?
                yaml:5:1: exporters: expected a map, but was a list
                yaml:9:19: service.pipelines.traces.receivers[0]: receiver otlp is not defined under receivers
                yaml:10:20: service.pipelines.traces.processors[0]: processor tail_samplin is not defined under processors: \
                did you mean tail_sampling?
                yaml:10:49: service.pipelines.traces.processors[2]: processor tail_sampling is twice in the pipeline: leave \
                one out, or define a second one, tail_sampling/again
                yaml:11:19: service.pipelines.traces.exporters[0]: exporter debug is not defined under exporters
                yaml:12:7: service.pipelines.traces.proccessors: unknown key proccessors under traces: did you mean processors?
                yaml:13:5: service.pipelines.trace: unknown kind of pipeline trace: did you mean traces?
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | yaml:1:1: nothing is configured (expected: a Collector configuration with service: and processors:, or processors: alone, or what stands under tail_sampling:)
            polices: [] | yaml:1:1: polices: unknown key polices: did you mean policies?
            proccessors: {} | yaml:1:1: proccessors: unknown key proccessors: did you mean processors?
            colour: red | yaml:1:1: colour: unknown key colour (expected: a Collector configuration with service: and processors:, or processors: alone, or what stands under tail_sampling:)
            {processors: {batch: }, policies: []} | yaml:1:25: policies: unknown key policies: did you mean processors: {tail_sampling: {policies: …}}?
            processors: [batch] | yaml:1:1: processors: expected a map, but was a list
            processors: {batch: 5} | yaml:1:14: processors.batch: expected a map, but was 5
            processors: {"batch/": {}} | yaml:1:14: processors.batch/: "batch/" is no name of a processor (expected: type or type/name)
            processors: {"batch /a": {}, "batch/ a": {}} | yaml:1:30: processors.batch/ a: processor batch/a is already there
            processors: {batch: {type: b}} | yaml:1:22: processors.batch.type: unknown key type under batch: leave it out, for the name of the processor says its type, batch
            processors: {bacth: {}} | yaml:1:14: processors.bacth: unknown processor bacth: did you mean batch? If it is one of your own, leave it out knowingly with ignoring("bacth"), or run the real Collector
            processors: {routing: {}} | yaml:1:14: processors.routing: processor routing does not run here, and may change what is decided: leave it out knowingly with ignoring("routing"), or run the real Collector (expected: tail_sampling, probabilistic_sampler, filter, attributes, batch, memory_limiter)
            """)
    void refusesAPartThatCannotBeRead(String yaml, String message) {
        assertRefused(yaml, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            receivers: [otlp] | receivers: [] | 13:5: service.pipelines.traces: pipeline traces has no receivers (expected: at least one)
            receivers: [otlp] | receivers: otlp | 13:5: service.pipelines.traces: pipeline traces has no receivers (expected: at least one);14:7: service.pipelines.traces.receivers: expected a list, but was the string "otlp"
            receivers: [otlp] | receivers: [5] | 13:5: service.pipelines.traces: pipeline traces has no receivers (expected: at least one);14:7: service.pipelines.traces.receivers: expected the name of a component, type or type/name, but was 5
            receivers: [otlp] | receivers: [otpl] | 14:19: service.pipelines.traces.receivers[0]: receiver otpl is not defined under receivers: did you mean otlp?
            , debug] | , debugg] | 16:33: service.pipelines.traces.exporters[1]: exporter debugg is not defined under exporters: did you mean debug?
            [otlp/backend, debug] | [] | 13:5: service.pipelines.traces: pipeline traces has no exporters (expected: at least one)
            , batch] | , batch/2] | 15:56: service.pipelines.traces.processors[2]: processor batch/2 is not defined under processors: did you mean batch?
            "    traces:" | "    trace:" | 11:1: service: no traces pipeline (expected: service: {pipelines: {traces: {receivers: […], exporters: […]}}});13:5: service.pipelines.trace: unknown kind of pipeline trace: did you mean traces?
            "    traces:" | "    profiles:" | 11:1: service: no traces pipeline (expected: service: {pipelines: {traces: {receivers: […], exporters: […]}}});13:5: service.pipelines.profiles: profiles need the feature gate service.profilesSupport, which is off by default
            "    traces:" | "    metrics:" | 11:1: service: no traces pipeline (expected: service: {pipelines: {traces: {receivers: […], exporters: […]}}})
            "  pipelines:" | "  extensions: [health_chek]!  pipelines:" | 12:3: service.extensions: extension health_chek is not defined under extensions
            "  pipelines:" | "  telemetry: 5!  pipelines:" | 12:3: service.telemetry: expected a map, but was 5
            "  pipelines:" | "  pipeline: {}!  pipelines:" | 12:3: service.pipeline: unknown key pipeline under service: did you mean pipelines?
            exporters: [otlp | exporter: [otlp | 13:5: service.pipelines.traces: pipeline traces has no exporters (expected: at least one);16:7: service.pipelines.traces.exporter: unknown key exporter under traces: did you mean exporters?
            decision_wait: 5s | decison_wait: 5s | 6:5: processors.tail_sampling/edge.decison_wait: unknown key decison_wait under tail_sampling/edge: did you mean decision_wait?
            """)
    void refusesAWholeConfigurationThatCannotBeRun(String what, String by, String messages) {
        String yaml = replaced(unquoted(what), unquoted(by).replace('!', '\n'));
        String expected = "yaml:" + messages.replace(";", "\nyaml:");

        assertRefused(yaml, expected);
    }

    private static String unquoted(String cell) {
        return cell.replace("\"", "");
    }

    @Test
    void warnsOfAProcessorThatNobodyRuns() {
        CollectorConfig config = builder().parse(replaced("  batch:\n", "  batch:\n  transform:\n"));

        assertThat(warnings(config))
                .containsExactly(
                        "yaml:8:3: processors.transform: processor transform is in no pipeline, and the Collector does not"
                                + " run it");
    }

    @Test
    void refusesAProcessorThatNobodyRunsIfItIsWrong() {
        assertRefused(replaced("  batch:\n", "  batch:\n  batch/big: {size: 5}\n"), """
                yaml:8:15: processors.batch/big.size: unknown key size under batch/big (expected: timeout, send_batch_size)
                """);
    }

    @Test
    void readsAProcessorOfSeveralPipelinesOnce() {
        CollectorConfig config = builder()
                .parse(WHOLE
                        + "    traces/b: {receivers: [otlp], processors: [tail_sampling/edge], exporters: [debug]}\n");

        assertThat(config.pipelines()).extracting(TracesPipeline::id).containsExactly("traces", "traces/b");
        assertThat(config.pipelines().get(1).stages())
                .containsExactly(config.pipelines().get(0).stages().get(1));
    }

    private static String connected(String connector, String pipelines) {
        return WHOLE.replace("exporters:\n  otlp", "connectors: {" + connector + ": }\nexporters:\n  otlp")
                + pipelines.indent(4);
    }

    @Test
    void followsForwardConnectors() {
        CollectorConfig config = builder().parse(connected("forward/x", """
                        traces/in: {receivers: [otlp], exporters: [forward/x]}
                        traces/out: {receivers: [forward/x], exporters: [debug]}
                        traces/too: {receivers: [forward/x, otlp], exporters: [debug]}
                        """));

        assertThat(config.pipelines())
                .extracting(TracesPipeline::id, TracesPipeline::feeds, TracesPipeline::isEntry, TracesPipeline::isExit)
                .containsExactly(
                        tuple("traces", List.of(), true, true),
                        tuple("traces/in", List.of("traces/out", "traces/too"), true, false),
                        tuple("traces/out", List.of(), false, true),
                        tuple("traces/too", List.of(), true, true));
    }

    @Test
    void refusesAConnectorThatChooses() {
        assertRefused(connected("routing", """
                        traces/in: {receivers: [otlp], exporters: [routing]}
                        traces/out: {receivers: [routing], exporters: [debug]}
                        """), """
                yaml:18:48: service.pipelines.traces/in.exporters[0]: connector routing chooses which traces go to which \
                pipeline, and does not run here: load the pipelines one by one, or run the real Collector (expected: forward)
                """);
    }

    @Test
    void refusesAConnectorWithOneEndOnly() {
        assertRefused(connected("forward", "traces/in: {receivers: [otlp], exporters: [forward]}"), """
                yaml:18:48: service.pipelines.traces/in.exporters[0]: connector forward is an exporter here, and must be the \
                receiver of another pipeline
                """);
        assertRefused(connected("forward", "traces/in: {receivers: [forward], exporters: [debug]}"), """
                yaml:18:29: service.pipelines.traces/in.receivers[0]: connector forward is a receiver here, and must be the \
                exporter of another pipeline
                """);
    }

    @Test
    void refusesPipelinesThatFeedThemselves() {
        assertRefused(
                connected("forward", "traces/in: {receivers: [otlp, forward], exporters: [forward]}"),
                "yaml:18:5: service.pipelines.traces/in: pipeline traces/in feeds itself by its connectors");
    }

    @Test
    void refusesAConnectorThatIsAnExporterAsWell() {
        assertRefused(connected("debug", ""), """
                yaml:17:33: service.pipelines.traces.exporters[1]: debug is defined twice, and one is a connector: rename it
                yaml:17:33: service.pipelines.traces.exporters[1]: connector debug is an exporter here, and must be the \
                receiver of another pipeline
                """);
    }

    @Test
    void tellsOfReferencesThatCannotBeFollowedTogetherWithAllElse() {
        assertRefused("tail_sampling: {decision_wait: '${https://x}', polices: []}", """
                yaml:1:17: tail_sampling.decision_wait: ${https://x}: unknown scheme https (expected: env, file or yaml)
                yaml:1:48: tail_sampling.polices: unknown key polices under tail_sampling: did you mean policies?
                """);
    }

    @Test
    void needsALocation() {
        assertThatThrownBy(() -> builder().load()).hasMessage("no location (expected: at least one)");
    }

    @Test
    void putsLaterLocationsOverEarlierOnes() {
        CollectorConfig config = builder()
                .load(
                        "classpath:collector/accepted/flow-style.yaml",
                        "yaml:service::pipelines::traces::processors: []");

        assertThat(stages(config)).isEmpty();
    }
}
