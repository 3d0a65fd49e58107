// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stand-alone jar as a process of its own. */
@Timeout(60)
class ProgramIT {
    private static final Path JAR = Path.of(System.getProperty("spanhound.standalone.jar", "missing"));
    private static final String ZIPKIN = """
            [{"traceId": "463ac35c9f6413ad48485a3953bb6124", "id": "a2fb4a1d1a96d312", "name": "get /price",
              "kind": "SERVER", "timestamp": 1700000000000000, "duration": 2000,
              "localEndpoint": {"serviceName": "price"}}]
            """;
    private static final String OTLP = """
            {"resourceSpans": [{
              "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "orders"}}]},
              "scopeSpans": [{"spans": [{
                "traceId": "463ac35c9f6413ad48485a3953bb6124", "spanId": "00000000000000b2", "name": "GET", "kind": 3,
                "startTimeUnixNano": "1700000000001000000", "endTimeUnixNano": "1700000000001500000",
                "parentSpanId": "a2fb4a1d1a96d312"}]}]}]}
            """;

    @TempDir
    private Path logs;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(logs.resolve("stderr").toFile())
                .start();
        started.add(process);
        return process;
    }

    @AfterEach
    void leaveNoProcess() {
        started.forEach(Process::destroyForcibly);
    }

    private String stderr() throws IOException {
        return Files.readString(logs.resolve("stderr"));
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    private int post(URI uri, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void servesUntilItIsTerminated() throws Exception {
        Process process = start("serve", "--port", "0", "--zipkin-port", "0");
        BufferedReader out = process.inputReader();
        JsonObject endpoints = JsonParser.parseString(out.readLine()).getAsJsonObject();
        assertThat(endpoints.keySet()).containsExactly("otlpGrpc", "otlpHttp", "zipkin");
        URI otlp = URI.create(endpoints.get("otlpHttp").getAsString());
        URI zipkin = URI.create(endpoints.get("zipkin").getAsString());
        assertThat(endpoints.get("otlpGrpc").getAsString()).isEqualTo(otlp.toString());
        assertThat(zipkin.getPath()).isEqualTo("/api/v2/spans");
        assertThat(zipkin.getPort()).isNotEqualTo(otlp.getPort());

        assertThat(get(otlp.resolve("/healthz")).statusCode()).isEqualTo(200);
        assertThat(post(zipkin, ZIPKIN)).isEqualTo(202);
        assertThat(post(otlp.resolve("/v1/traces"), OTLP)).isEqualTo(200);

        HttpResponse<String> jaeger = get(otlp.resolve("/api/traces/463ac35c9f6413ad48485a3953bb6124"));
        assertThat(jaeger.statusCode()).isEqualTo(200);
        assertThat(jaeger.body()).contains("\"operationName\":\"get /price\"", "\"operationName\":\"GET\"");
        HttpResponse<String> v3 = get(zipkin.resolve("/api/v3/traces/463ac35c9f6413ad48485a3953bb6124"));
        assertThat(v3.statusCode()).isEqualTo(200);
        assertThat(v3.body()).startsWith("{\"result\":{\"resourceSpans\":[").contains("\"name\":\"get /price\"");

        // Process.destroy() would close the streams as well.
        process.toHandle().destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(out.readLine()).isNull();
        assertThat(stderr()).isEmpty();
        for (int port : List.of(otlp.getPort(), zipkin.getPort())) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> new Socket(InetAddress.getByName("127.0.0.1"), port).close());
        }
    }

    @Test
    void saysInOneLineThatAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Process process = start("serve", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(process.inputReader().readLine()).isNull();
            assertThat(stderr().lines())
                    .singleElement()
                    .asString()
                    .startsWith("spanhound: port " + taken.getLocalPort() + " on 127.0.0.1 cannot be bound");
        }
    }

    @Test
    void exportsWhatACollectorLetsThrough() throws Exception {
        Path yaml = Files.writeString(logs.resolve("otel.yaml"), """
                tail_sampling:
                  decision_wait: 30s
                  policies:
                    - {name: prices, type: ottl_condition, ottl_condition: {span: ['name == "get /price"']}}
                """);
        Path kept = logs.resolve("kept.ndjson");
        Process process = start("serve", "--port=0", "--collector=" + yaml, "--export=" + kept);
        JsonObject endpoints =
                JsonParser.parseString(process.inputReader().readLine()).getAsJsonObject();
        URI otlp = URI.create(endpoints.get("otlpHttp").getAsString());
        String other = OTLP.replace("463ac35c9f6413ad48485a3953bb6124", "00000000000000000000000000000abc");
        assertThat(post(otlp.resolve("/v1/traces"), OTLP)).isEqualTo(200);
        assertThat(post(otlp.resolve("/v1/traces"), other)).isEqualTo(200);
        assertThat(post(otlp.resolve("/api/v2/spans"), ZIPKIN)).isEqualTo(202);

        // A Collector that shuts down decides on what it has.
        process.toHandle().destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(kept))
                .singleElement()
                .asString()
                .contains("463ac35c9f6413ad48485a3953bb6124", "get /price", "\"GET\"")
                .doesNotContain("abc");
        assertThat(stderr()).isEmpty();

        Process decide = start("decide", "--config", yaml.toString(), kept.toString());
        assertThat(decide.inputReader().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "{\"traceId\":\"463ac35c9f6413ad48485a3953bb6124\",\"decision\":\"sampled\",\"policy\":\"prices\",");
        assertThat(decide.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(decide.exitValue()).isZero();
    }

    @Test
    void tellsItsVersion() throws Exception {
        Process process = start("--version");

        assertThat(process.inputReader().readLine()).matches("spanhound \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
