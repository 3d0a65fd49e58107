// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.TraceSource;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The stand-alone backend in a container. */
@NeedsImage("eclipse-temurin:17-jre")
@Testcontainers(disabledWithoutDocker = true)
class BackendContainerIT implements JudgesWhatCameByOtlp {
    @Container
    static final BackendContainer backend = new BackendContainer();

    @Override
    public URI otlpGrpc() {
        return backend.endpoint();
    }

    @Override
    public URI otlpHttp() {
        return backend.endpoint();
    }

    @Override
    public TraceSource traces() {
        return backend.traces();
    }

    @Test
    void servicesThatReachNothingElseReachIt() {
        try (Network sealed = Network.builder()
                        .createNetworkCmdModifier(command -> command.withInternal(true))
                        .build();
                TracedNetwork shop = TracedNetwork.exportingTo(URI.create("http://traces:4318"));
                GenericContainer<?> orders =
                        shop.service("orders", Boxes.IMAGE).withNetwork(sealed).withCommand("sleep", "1000")) {
            Docker.of(backend).connect(sealed.getId(), List.of("traces"));
            orders.start();

            assertThat(Boxes.sh(orders, "nc -w 1 host.testcontainers.internal 80 || echo unreachable"))
                    .contains("unreachable");
            assertThat(Boxes.sendSpan(orders, "00f067aa0ba902b7")).isEqualTo("{}");

            assertThat(backend.traces().watch(Boxes.TRACE_ID))
                    .isComplete()
                    .containsTree(server("work").in("orders"));
            Docker.of(backend).disconnect(sealed.getId());
        }
    }

    @Test
    void anImageBuiltByHandDoesToo() throws Exception {
        Path module = Path.of("../in-memory-backend");
        Path jar;
        try (Stream<Path> built = Files.list(module.resolve("target"))) {
            jar = built.filter(file -> file.toString().endsWith("-standalone.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        ImageFromDockerfile image = new ImageFromDockerfile()
                .withFileFromPath("Dockerfile", module.resolve("Dockerfile"))
                .withFileFromPath("target/" + jar.getFileName(), jar);

        try (BackendContainer byHand = new BackendContainer(image.get())) {
            byHand.start();
            String traceId = FourSpans.sendBy(() -> OtlpGrpcSpanExporter.builder()
                    .setEndpoint(byHand.endpoint().toString())
                    .build());

            assertThat(byHand.traces().watch(traceId)).isComplete();
        }
    }
}
