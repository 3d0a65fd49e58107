// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.TraceBackend;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A Collector between services and backend, as far as it needs no Docker. */
class CollectorContainerTest {
    @AutoClose
    private final TraceBackend backend = TraceBackend.create();

    private final OtelCollectorContainer collector = new OtelCollectorContainer();

    @Test
    void isGivenTheConfigurationsInOrderAndTheOverrideLast() {
        collector
                .withConfig("yaml:receivers: {otlp: }", "yaml:processors: {batch: }")
                .exportingTo(backend)
                .configure();

        assertThat(collector.getCommandParts())
                .containsExactly(
                        "--config=/etc/spanhound/config-1.yaml",
                        "--config=/etc/spanhound/config-2.yaml",
                        "--config=/etc/spanhound/config-3.yaml");
    }

    @Test
    void runsAConfigurationAsItIsIfItIsNotToldWhereToExport() {
        collector.withConfig("yaml:receivers: {otlp: }").configure();

        assertThat(collector.getCommandParts()).containsExactly("--config=/etc/spanhound/config-1.yaml");
    }

    @Test
    void runsTheImagesConfigurationIfItHasNone() {
        collector.configure();

        assertThat(collector.getCommandParts()).isEmpty();
    }

    @Test
    void servicesSendToItByItsNameAndStartAfterIt() {
        try (TracedNetwork network = TracedNetwork.exportingTo(backend)) {
            TracedNetwork sampled = network.through(collector);
            GenericContainer<?> orders = sampled.service("orders", Boxes.IMAGE);
            GenericContainer<?> payment = sampled.overGrpc().service("payment", Boxes.IMAGE);
            GenericContainer<?> auth = network.service("auth", Boxes.IMAGE);

            assertThat(collector.getNetwork()).isSameAs(network.network());
            assertThat(collector.getNetworkAliases()).contains("otel-collector");
            assertThat(orders.getEnvMap())
                    .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel-collector:4318")
                    .containsEntry("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                    .containsEntry("MANAGEMENT_OTLP_TRACING_ENDPOINT", "http://otel-collector:4318/v1/traces");
            assertThat(orders.getDependencies()).containsExactly(collector);
            assertThat(payment.getEnvMap())
                    .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel-collector:4317")
                    .containsEntry("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
            assertThat(auth.getEnvMap().get("OTEL_EXPORTER_OTLP_ENDPOINT"))
                    .isEqualTo("http://host.testcontainers.internal:"
                            + backend.endpoint().getPort());
            assertThat(auth.getDependencies()).doesNotContain(collector);
        }
    }

    @Test
    void whatTheCollectorSaidLastIsTheReason() {
        assertThat(CollectorReady.refusal("""
                info starting
                Error: failed to get config: cannot unmarshal the configuration

                'receivers' unknown type: "kafka"
                Usage:
                  otelcol [flags]
                """, List.of("otel.yaml", "yaml:a: b")))
                .contains("""
                expected the Collector to start, but it ended:

                  failed to get config: cannot unmarshal the configuration
                  'receivers' unknown type: "kafka"

                  its configuration: otel.yaml
                    then yaml:a: b""");
    }

    @Test
    void anotherFailureStaysWhatItIs() {
        assertThat(CollectorReady.refusal("", List.of())).isEmpty();
        assertThat(CollectorReady.refusal("Everything is ready.\nError: signal", List.of()))
                .isEmpty();
    }

    @Test
    void acceptsBothDistributionsAndSubstitutes() {
        assertThat(new OtelCollectorContainer("otel/opentelemetry-collector:0.150.0").getExposedPorts())
                .containsExactly(4317, 4318);
        assertThat(new OtelCollectorContainer(DockerImageName.parse("registry.acme.example/collector:7")
                                .asCompatibleSubstituteFor("otel/opentelemetry-collector-contrib"))
                        .getExposedPorts())
                .containsExactly(4317, 4318);
    }

    @Test
    void refusesAnotherImage() {
        assertThatThrownBy(() -> new OtelCollectorContainer("otel/collector"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("otel/collector")
                .hasMessageContaining("otel/opentelemetry-collector-contrib");
    }
}
