// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.collector.CollectorConfig;
import dev.spanhound.collector.config.ConfigException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the real Collector is given, by what the user's configuration says. */
class CollectorOverrideTest {
    private static final URI BACKEND = URI.create("http://host.testcontainers.internal:40123");

    private static String override(String... yaml) {
        return CollectorOverride.of(files(yaml).merged(Map.of("EXPORTER", "otlp")), BACKEND);
    }

    private static CollectorFiles files(String... yaml) {
        return CollectorFiles.read(
                Arrays.stream(yaml).map(text -> "yaml:" + text).toList());
    }

    private static String pipelines(String... yaml) {
        String override = override(yaml);
        return override.substring(override.indexOf("  pipelines:\n")).indent(-2);
    }

    @Test
    void theTracesComeFromTheContainersPortsAndGoToTheBackend() {
        assertThat(override("""
                receivers:
                  otlp:
                    protocols:
                      grpc:
                        tls: {cert_file: /etc/tls/server.crt}
                processors:
                  tail_sampling:
                    policies: [{name: errors, type: status_code, status_code: {status_codes: [ERROR]}}]
                exporters:
                  otlp/tempo:
                    endpoint: tempo.prod:4317
                service:
                  extensions: [health_check]
                  pipelines:
                    traces:
                      receivers: [otlp]
                      processors: [tail_sampling]
                      exporters: [otlp/tempo]
                """)).isEqualTo("""
                receivers:
                  otlp/spanhound:
                    protocols:
                      grpc:
                        endpoint: 0.0.0.0:4317
                      http:
                        endpoint: 0.0.0.0:4318
                exporters:
                  otlphttp/spanhound:
                    endpoint: http://host.testcontainers.internal:40123
                    compression: none
                  nop/spanhound:
                service:
                  extensions: []
                  telemetry:
                  pipelines:
                    traces:
                      receivers: [otlp/spanhound]
                      exporters: [otlphttp/spanhound]
                """);
    }

    @Test
    void connectorsStayWhereTheyAreAndOtherSignalsGoNowhere() {
        assertThat(pipelines("""
                connectors: {forward: {}, spanmetrics: {}}
                service:
                  pipelines:
                    traces/in: {receivers: [otlp, jaeger], exporters: [forward, spanmetrics, otlp/archive]}
                    traces/sampled: {receivers: [forward], processors: [tail_sampling], exporters: [otlp/tempo, debug]}
                    metrics: {receivers: [spanmetrics, hostmetrics], exporters: [prometheus]}
                    logs: {receivers: [filelog], exporters: ["loki"]}
                """)).isEqualTo("""
                pipelines:
                  traces/in:
                    receivers: [otlp/spanhound]
                    exporters: [forward, spanmetrics, otlphttp/spanhound]
                  traces/sampled:
                    receivers: [forward]
                    exporters: [otlphttp/spanhound]
                  metrics:
                    receivers: [spanmetrics, otlp/spanhound]
                    exporters: [nop/spanhound]
                  logs:
                    receivers: [otlp/spanhound]
                    exporters: [nop/spanhound]
                """);
    }

    @Test
    void laterConfigurationsCount() {
        assertThat(
                        pipelines(
                                "service: {pipelines: {traces: {receivers: [otlp], exporters: [forward]}}}",
                                "connectors: {forward: }\nservice::pipelines::traces/µ: {receivers: [forward], exporters: ['${env:EXPORTER}']}"))
                .isEqualTo("""
                        pipelines:
                          traces:
                            receivers: [otlp/spanhound]
                            exporters: [forward]
                          'traces/µ':
                            receivers: [forward]
                            exporters: [otlphttp/spanhound]
                        """);
    }

    @Test
    void processorsAloneMakeOnePipelineInTheOrderWritten() {
        assertThat(pipelines("""
                processors:
                  batch:
                  attributes/team: {actions: [{key: team, value: shop, action: insert}]}
                """)).isEqualTo("""
                pipelines:
                  traces:
                    receivers: [otlp/spanhound]
                    processors: [batch, attributes/team]
                    exporters: [otlphttp/spanhound]
                """);
    }

    @Test
    void withoutAConfigurationAllIsSentOn() {
        assertThat(pipelines()).isEqualTo("""
                pipelines:
                  traces:
                    receivers: [otlp/spanhound]
                    processors: []
                    exporters: [otlphttp/spanhound]
                """);
    }

    @Test
    void processorsByTheirNamesArePutWhereTheCollectorExpectsThem() {
        CollectorFiles files = files("""
                # the sampler
                ---
                tail_sampling:

                  decision_wait: 1s
                  policies: []
                """);
        assertThat(files.texts()).containsExactly("""
                processors:
                  # the sampler
                  tail_sampling:

                    decision_wait: 1s
                    policies: []
                """);
        assertThat(CollectorOverride.of(files.merged(Map.of()), BACKEND)).contains("processors: [tail_sampling]");
    }

    @Test
    void soIsWhatStandsUnderTailSampling() {
        assertThat(files("policies: []").texts()).containsExactly("""
                processors:
                  tail_sampling:
                    policies: []
                """);
    }

    @Test
    void aWholeConfigurationIsGivenAsItIs() {
        String yaml = "---\nservice: {}\n";
        assertThat(files(yaml).texts()).isEqualTo(List.of(yaml));
    }

    @Test
    void theEmbeddedCollectorReadsBothTogether() {
        String config = """
                receivers: {otlp: }
                processors: {probabilistic_sampler: {sampling_percentage: 10}}
                exporters: {otlp/tempo: {endpoint: tempo.prod:4317}}
                extensions: {health_check: }
                service:
                  extensions: [health_check]
                  telemetry: {metrics: {level: detailed}}
                  pipelines: {traces: {receivers: [otlp], processors: [probabilistic_sampler], exporters: [otlp/tempo]}}
                """;
        assertThat(CollectorConfig.load("yaml:" + config, "yaml:" + override(config))
                        .warnings())
                .isEmpty();
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> CollectorFiles.read(List.of("no-such.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no-such.yaml")
                .hasMessageContaining("the class path resource no-such.yaml");
    }
}
