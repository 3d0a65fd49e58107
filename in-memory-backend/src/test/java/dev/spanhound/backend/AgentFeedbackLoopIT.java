// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.child.ExportToItself;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The OpenTelemetry agent on the JVM of the backend: a server that it instruments makes a span of each export, which is
 * exported, for ever.
 */
class AgentFeedbackLoopIT {

    private static String run(ChildJvm jvm, String protocol) throws IOException, InterruptedException {
        int port;
        // The agent wants the endpoint before the program can bind it.
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        return jvm.option("-javaagent:" + ChildJvm.aside("opentelemetry-javaagent.jar"))
                .option("-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + port)
                .option("-Dotel.exporter.otlp.protocol=" + protocol)
                .option("-Dotel.bsp.schedule.delay=100")
                .option("-Dotel.metrics.exporter=none")
                .option("-Dotel.logs.exporter=none")
                .run(ExportToItself.class, Integer.toString(port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "http/protobuf"})
    void makesNoSpanOfItsOwnExports(String protocol) throws Exception {
        String output = run(new ChildJvm(), protocol);
        assertThat(output.lines().filter(line -> line.startsWith("received: ")))
                .containsExactly("received: the only one");
    }

    @Test
    void wouldWithoutTheRelocation() throws Exception {
        String output = run(new ChildJvm().unrelocated(), "http/protobuf");
        assertThat(output.lines().filter(line -> line.startsWith("received: ")))
                .contains("received: the only one")
                .hasSizeGreaterThan(2);
    }
}
