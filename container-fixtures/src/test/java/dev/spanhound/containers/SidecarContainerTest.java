// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/** What a sidecar is told; nothing here needs Docker. */
class SidecarContainerTest {
    private final TracedNetwork mesh = TracedNetwork.exportingTo(URI.create("http://127.0.0.1:40123"));
    private final GenericContainer<?> frontend = new GenericContainer<>("mesh/frontend:1");

    private static String resource(String name) throws IOException {
        try (InputStream text = Objects.requireNonNull(SidecarContainerTest.class.getResourceAsStream(name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void isConfiguredAsIstioDoesButForTheSampling() throws IOException {
        SidecarContainer sidecar = mesh.sidecar("frontend.default")
                .inFrontOf(frontend, 8080)
                .calling(mesh.sidecar("backend.default"))
                .calling("legacy", "old-host", 9000);

        assertThat(sidecar.bootstrap()).isEqualTo(resource("sidecar-zipkin.yaml"));
    }

    @Test
    void sendsOtlpOverGrpcIfTheNetworkDoes() throws IOException {
        SidecarContainer sidecar = mesh.overGrpc()
                .sidecar("backend.default")
                .inFrontOf("echo", 8080)
                .withOtlp()
                .withSampling(1);

        assertThat(sidecar.bootstrap()).isEqualTo(resource("sidecar-otlp.yaml"));
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                setting(
                        sidecar -> sidecar.withSharedSpanIds(true),
                        "shared_span_context: false",
                        "shared_span_context: true"),
                setting(
                        sidecar -> sidecar.with128BitTraceIds(false),
                        "trace_id_128bit: true",
                        "trace_id_128bit: false"),
                setting(
                        SidecarContainer::withW3c,
                        "trace_context_option: USE_B3",
                        "trace_context_option: USE_B3_WITH_W3C_PROPAGATION"),
                setting(
                        sidecar -> sidecar.withSampling(0.25),
                        "random_sampling: {value: 100.0}",
                        "random_sampling: {value: 0.25}"));
    }

    private static Arguments setting(UnaryOperator<SidecarContainer> change, String before, String after) {
        return Arguments.of(change, before, after);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void changesWhatItIsToldAndNothingElse(UnaryOperator<SidecarContainer> change, String before, String after) {
        String byDefault =
                mesh.sidecar("backend.default").inFrontOf("echo", 8080).bootstrap();
        SidecarContainer changed = change.apply(mesh.sidecar("backend.default").inFrontOf("echo", 8080));

        assertThat(byDefault).contains(before);
        assertThat(changed.bootstrap()).isEqualTo(byDefault.replace(before, after));
    }

    @Test
    void sendsOtlpOverHttpOtherwise() {
        assertThat(mesh.sidecar("backend.default")
                        .calling("echo", "echo", 1)
                        .withOtlp()
                        .bootstrap())
                .contains(
                        "service_name: \"backend.default\"",
                        "uri: \"http://host.testcontainers.internal:40123/v1/traces\"")
                .doesNotContain("http2_protocol_options");
    }

    @Test
    void bringsItsServiceIntoTheNetwork() {
        SidecarContainer sidecar =
                mesh.sidecar("frontend.default").inFrontOf(frontend, 8080).behind(frontend);

        assertThat(frontend.getNetwork()).isSameAs(mesh.network());
        assertThat(frontend.getNetworkAliases()).contains("app.frontend.default");
        assertThat(sidecar.getNetworkAliases()).contains("frontend.default");
        assertThat(sidecar.getDependencies()).contains(frontend);
        assertThat(frontend.getEnvMap())
                .containsEntry("http_proxy", "http://frontend.default:15001")
                .containsEntry("no_proxy", "localhost,127.0.0.1,host.testcontainers.internal");
    }

    @Test
    void leavesItsServiceInTheNetworkThatItHas() {
        frontend.withNetwork(Network.SHARED);

        mesh.sidecar("frontend.default").inFrontOf(frontend, 8080);

        assertThat(frontend.getNetwork()).isSameAs(Network.SHARED);
    }

    @Test
    void startsAfterWhatItCallsUnlessThatCallsBack() {
        SidecarContainer first = mesh.sidecar("first");
        SidecarContainer second = mesh.sidecar("second").calling(first);
        SidecarContainer third = mesh.sidecar("third").calling(second);
        first.calling(third);

        assertThat(second.getDependencies()).contains(first);
        assertThat(third.getDependencies()).contains(second);
        assertThat(first.getDependencies()).doesNotContain(third);
        assertThat(first.bootstrap()).contains("outbound|80||third.svc.cluster.local");
    }

    /** Tests would be skipped otherwise where no registry can be reached. */
    @Test
    void hasTheImageThatTheScriptForCiBuilds() throws IOException {
        String image = SidecarContainer.IMAGE.asCanonicalNameString();

        assertThat(Files.readString(Path.of("src/test/images/up"))).contains(" echo " + image + " ;;");
        assertThat(SidecarContainerIT.class.getAnnotation(NeedsImage.class).value())
                .isEqualTo(image);
    }

    @Nested
    class Refuses {
        static Stream<Arguments> wrongs() {
            return Stream.of(
                    wrong(
                            mesh -> mesh.sidecar("Frontend"),
                            "name: \"Frontend\" (expected: a host name in lower case, such as frontend.default)"),
                    wrong(
                            mesh -> mesh.sidecar("a").inFrontOf("no host", 1),
                            "host: \"no host\" (expected: a host name in lower case, such as frontend.default)"),
                    wrong(mesh -> mesh.sidecar("a").inFrontOf("b", 0), "port: 0 (expected: 1 to 65535)"),
                    wrong(
                            mesh -> mesh.sidecar("a.b").inFrontOf(mesh.service("a.b", "shop/a:1"), 80),
                            "container: has the name a.b in the network (expected: another than its sidecar's, such as"
                                    + " a-app)"),
                    wrong(mesh -> mesh.sidecar("a").calling("b", "c", 65_536), "port: 65536 (expected: 1 to 65535)"),
                    wrong(mesh -> mesh.sidecar("a").withSampling(-1), "percent: -1.0 (expected: 0 to 100)"),
                    wrong(mesh -> mesh.sidecar("a").withSampling(Double.NaN), "percent: NaN (expected: 0 to 100)"),
                    wrong(
                            mesh -> mesh.sidecar("a")
                                    .calling(mesh.sidecar("backend.default"))
                                    .calling("backend", "b", 1),
                            "service: \"backend\" (expected: a name that is not one of backend.default, which a calls"
                                    + " already)"));
        }

        private static Arguments wrong(Consumer<TracedNetwork> what, String message) {
            return Arguments.of(what, message);
        }

        @ParameterizedTest(name = "{1}")
        @MethodSource("wrongs")
        void wrongValues(Consumer<TracedNetwork> what, String message) {
            assertThatThrownBy(() -> what.accept(mesh))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }

        @Test
        void aSidecarWithNothingToDo() {
            SidecarContainer idle = mesh.sidecar("frontend.default");

            assertThatThrownBy(idle::configure)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("sidecar frontend.default has nothing to do (expected: inFrontOf(…) its service, or"
                            + " calling(…) another)");
        }

        @Test
        void anImageThatIsNoEnvoy() {
            DockerImageName alpine = DockerImageName.parse("alpine:3.17");

            assertThatThrownBy(() -> mesh.sidecar("frontend.default", alpine))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("envoyproxy/envoy");
            assertThat(mesh.sidecar("frontend.default", alpine.asCompatibleSubstituteFor("envoyproxy/envoy"))
                            .service())
                    .isEqualTo("frontend.default");
        }
    }
}
