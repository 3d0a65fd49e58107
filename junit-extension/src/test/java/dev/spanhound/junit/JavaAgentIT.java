// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static dev.spanhound.assertions.TraceAssertions.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.assertions.TraceAssertions;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.trace.Span;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of a user, with the OpenTelemetry Java agent and nothing else but the environment of its test. */
@TraceTest(timeout = "60 s")
class JavaAgentIT {

    @TempDir
    private Path directory;

    private Process process;

    private URI start(TestTrace trace) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-javaagent:" + agent(),
                        "-cp",
                        Stream.of(classPath())
                                .filter(path -> path.endsWith("test-classes"))
                                .findFirst()
                                .orElseThrow(),
                        OrdersProcess.class.getName())
                .redirectError(directory.resolve("stderr").toFile());
        builder.environment().putAll(trace.environment("orders-service"));
        process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        return URI.create("http://127.0.0.1:" + output.readLine());
    }

    private static String agent() {
        return Stream.of(classPath())
                .filter(path -> path.contains("opentelemetry-javaagent"))
                .findFirst()
                .orElseThrow();
    }

    private static String[] classPath() {
        return System.getProperty("java.class.path").split(File.pathSeparator);
    }

    @AfterEach
    void stop() throws Exception {
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void sendsTheServerSpanOfARequestOfThisTest(TestTrace trace) throws Exception {
        URI orders = start(trace);
        HttpRequest.Builder request = HttpRequest.newBuilder(orders.resolve("/orders/42"));
        trace.headers().forEach(request::header);

        assertThat(HttpClient.newHttpClient()
                        .send(request.build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(204);

        TraceAssertions.assertThat(trace)
                .isComplete()
                .hasExactlyTree(server("GET /orders")
                        .in("orders-service")
                        .withResource(
                                "test.case.name",
                                JavaAgentIT.class.getName() + ".sendsTheServerSpanOfARequestOfThisTest"));
        SpanNode server = trace.look().trace().roots().get(0);
        assertThat(server.isBelowKnownParent()).isTrue();
        assertThat(server.parentSpanId())
                .isEqualTo(Span.fromContext(trace.context()).getSpanContext().getSpanId());
        assertThat(Files.readString(directory.resolve("stderr"))).doesNotContain("ERROR", "WARN", "Failed to export");
    }
}
