// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/** What a container is told; nothing here needs Docker. */
class TracedNetworkTest {
    private final TracedNetwork network = TracedNetwork.exportingTo(URI.create("http://127.0.0.1:40123"));

    @Test
    void tellsOpenTelemetryAndSpringBootWhereToSend() {
        String expected = """
                OTEL_SERVICE_NAME=orders
                OTEL_TRACES_EXPORTER=otlp
                OTEL_METRICS_EXPORTER=none
                OTEL_LOGS_EXPORTER=none
                OTEL_EXPORTER_OTLP_ENDPOINT=http://host.testcontainers.internal:40123
                OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
                OTEL_EXPORTER_ZIPKIN_ENDPOINT=http://host.testcontainers.internal:40123/api/v2/spans
                OTEL_BSP_SCHEDULE_DELAY=10
                OTEL_TRACES_SAMPLER=parentbased_always_on
                OTEL_PROPAGATORS=tracecontext,baggage
                OTEL_LOG_LEVEL=error
                MANAGEMENT_OPENTELEMETRY_RESOURCEATTRIBUTES_SERVICE_NAME=orders
                MANAGEMENT_TRACING_SAMPLING_PROBABILITY=1.0
                MANAGEMENT_OTLP_TRACING_ENDPOINT=http://host.testcontainers.internal:40123/v1/traces
                MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT=http://host.testcontainers.internal:40123/v1/traces
                MANAGEMENT_ZIPKIN_TRACING_ENDPOINT=http://host.testcontainers.internal:40123/api/v2/spans
                MANAGEMENT_TRACING_EXPORT_ZIPKIN_ENDPOINT=http://host.testcontainers.internal:40123/api/v2/spans
                MANAGEMENT_TRACING_OPENTELEMETRY_EXPORT_SCHEDULEDELAY=10ms
                MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULEDELAY=10ms
                MANAGEMENT_OTLP_METRICS_EXPORT_ENABLED=false
                """;
        StringBuilder lines = new StringBuilder();
        network.environment("orders")
                .forEach((name, value) ->
                        lines.append(name).append('=').append(value).append('\n'));
        assertThat(lines).hasToString(expected);
    }

    @Test
    void givesTheContainerTheseVariablesAndItsNameInTheNetwork() {
        GenericContainer<?> orders = network.service("orders", "shop/orders:1");

        assertThat(orders.getEnvMap()).containsExactlyInAnyOrderEntriesOf(network.environment("orders"));
        assertThat(orders.getNetwork()).isSameAs(network.network());
        assertThat(orders.getNetworkAliases()).contains("orders");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:4318,   http://host.testcontainers.internal:4318",
        "http://[::1]:4318,       http://host.testcontainers.internal:4318",
        "http://collector:4318,   http://collector:4318",
        "http://172.17.0.1:4318/, http://172.17.0.1:4318",
    })
    void namesThisMachineAsContainersKnowIt(URI endpoint, String seen) {
        assertThat(TracedNetwork.exportingTo(endpoint).environment("orders"))
                .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", seen);
    }

    @Test
    void goesByTheGatewayOnRequest() {
        GenericContainer<?> orders = network.viaHostGateway().service("orders", "shop/orders:1");

        assertThat(orders.getEnvMap())
                .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://host.docker.internal:40123");
        assertThat(orders.getExtraHosts()).containsExactly("host.docker.internal:host-gateway");
    }

    @Test
    void asksForGrpcOnRequestAndOnlyThere() {
        assertThat(network.overGrpc().environment("orders")).containsEntry("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
        assertThat(network.environment("orders")).containsEntry("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        assertThat(network.overGrpc().network()).isSameAs(network.network());
    }

    @Test
    void addsAJavaAgentToTheOptionsThatAreThere(@TempDir Path folder) throws Exception {
        Path agent = Files.createFile(folder.resolve("agent.jar"));
        GenericContainer<?> auth = new GenericContainer<>("shop/auth:1").withEnv("JAVA_TOOL_OPTIONS", "-Xmx64m");

        network.withJavaAgent(agent).instrument(auth, "auth");

        assertThat(auth.getEnvMap())
                .containsEntry("JAVA_TOOL_OPTIONS", "-Xmx64m -javaagent:/opt/spanhound/javaagent.jar");
        assertThat(auth.getCopyToFileContainerPathMap().values()).containsExactly("/opt/spanhound/javaagent.jar");
    }

    @Test
    void givesItsNameInTheNetworkToItsProxyOnRequest() {
        GenericContainer<?> orders = network.behindProxy().service("orders", "shop/orders:1");

        assertThat(orders.getNetworkAliases()).doesNotContain("orders");
        assertThat(orders.getEnvMap()).containsExactlyInAnyOrderEntriesOf(network.environment("orders"));
        assertThat(orders.getDependencies()).hasSize(2);
        assertThat(network.service("payment", "shop/payment:1").getDependencies())
                .hasSize(1);
    }

    @Test
    void opensMorePortsOfThisMachineOnRequest() {
        GenericContainer<?> orders = network.reaching(8081).service("orders", "shop/orders:1");

        assertThat(orders.getDependencies()).hasSize(2);
        assertThat(network.hostName()).isEqualTo("host.testcontainers.internal");
        assertThat(network.viaHostGateway().hostName()).isEqualTo("host.docker.internal");
    }

    @Nested
    class AUsersOwnContainer {
        private final GenericContainer<?> own = new GenericContainer<>("shop/orders:1");

        @Test
        void keepsWhatItIsToldAlreadyButForEndpoints() {
            own.withEnv(Map.of(
                    "OTEL_TRACES_SAMPLER", "traceidratio",
                    "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317",
                    "LOG", "debug"));

            network.instrument(own, "orders");

            assertThat(own.getEnvMap())
                    .containsEntry("OTEL_TRACES_SAMPLER", "traceidratio")
                    .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://host.testcontainers.internal:40123")
                    .containsEntry("LOG", "debug");
        }

        @Test
        void isToldLaterWhatWins() {
            network.instrument(own, "orders").withEnv("OTEL_PROPAGATORS", "b3");

            assertThat(own.getEnvMap()).containsEntry("OTEL_PROPAGATORS", "b3");
        }

        @Test
        void staysInItsNetwork() {
            own.withNetwork(Network.SHARED);

            network.instrument(own, "orders");

            assertThat(own.getNetwork()).isSameAs(Network.SHARED);
        }
    }

    @Nested
    class Refuses {
        @Test
        void aBlankName() {
            assertThatThrownBy(() -> network.service(" ", "shop/orders:1"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("name: \" \" (expected: the service.name of the container)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://localhost", "orders", "http:///traces"})
        void anEndpointWithoutHostOrPort(URI endpoint) {
            assertThatThrownBy(() -> TracedNetwork.exportingTo(endpoint))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "endpoint: " + endpoint + " (expected: with host and port, such as http://localhost:4318)");
        }

        @Test
        void anAgentThatIsNotThere() {
            assertThatThrownBy(() -> network.withJavaAgent(Path.of("no-such-agent.jar")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("agent: no-such-agent.jar (expected: a file)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PT0S", "PT-1S"})
        void aDelayThatIsNone(Duration delay) {
            GenericContainer<?> orders = network.behindProxy().service("orders", "shop/orders:1");
            assertThatThrownBy(() -> network.slowDown(orders, delay))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("delay: " + delay + " (expected: > 0)");
        }

        @Test
        void aProxyOfAContainerWithoutPorts() {
            GenericContainer<?> orders = network.behindProxy().service("orders", "shop/orders:1");
            assertThatThrownBy(() -> new Relay("orders", orders, Optional.empty()).start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("container orders is behind a proxy and exposes no port"
                            + " (expected: those that other containers call, as withExposedPorts(8080))");
        }

        @Test
        void aFaultInAContainerThatDoesNotRun() {
            GenericContainer<?> orders = network.service("orders", "shop/orders:1");
            assertThatThrownBy(() -> network.kill(orders))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("container orders does not run");
        }
    }
}
