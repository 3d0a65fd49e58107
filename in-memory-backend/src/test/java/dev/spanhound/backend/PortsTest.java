// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.trace.SpanBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PortsTest {
    private final HttpClient client = HttpClient.newHttpClient();

    private String get(URI base, String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    @Test
    void givesOnePortForAllByDefault() throws Exception {
        try (TraceBackend backend = TraceBackend.create()) {
            URI endpoint = backend.endpoint();
            assertThat(endpoint.toString()).matches("http://127\\.0\\.0\\.1:[0-9]+");
            assertThat(backend.endpoints())
                    .isEqualTo(new Endpoints(endpoint, endpoint, URI.create(endpoint + "/api/v2/spans")));
            assertThat(backend.endpoint()).isEqualTo(endpoint);
            assertThat(get(endpoint, "/healthz")).isEqualTo("200 ok\n");
        }
    }

    @Test
    void addsPortsOnRequestWhichSpeakEveryProtocol() throws Exception {
        try (TraceBackend backend = TraceBackend.builder()
                .otlpGrpcPort(0)
                .otlpHttpPort(0)
                .zipkinPort(0)
                .build()) {
            Endpoints endpoints = backend.endpoints();
            assertThat(Stream.of(backend.endpoint(), endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin())
                            .map(URI::getPort))
                    .doesNotHaveDuplicates();
            assertThat(get(endpoints.otlpGrpc(), "/healthz")).isEqualTo("200 ok\n");
            assertThat(get(endpoints.zipkin().resolve("/"), "healthz")).isEqualTo("200 ok\n");
        }
    }

    @Test
    void bindsAPortOnceThatIsAskedForTwice() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        try (TraceBackend backend =
                TraceBackend.builder().port(port).otlpHttpPort(port).build()) {
            assertThat(backend.endpoints().otlpHttp()).isEqualTo(backend.endpoint());
            assertThat(backend.endpoint().getPort()).isEqualTo(port);
        }
    }

    @Test
    void namesAPortThatIsTakenAndLetsTheOthersGo() throws Exception {
        try (TraceBackend first = TraceBackend.create();
                TraceBackend second = TraceBackend.builder()
                        .otlpGrpcPort(first.endpoint().getPort())
                        .build()) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(second::endpoint)
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageStartingWith("port " + first.endpoint().getPort() + " on 127.0.0.1 cannot be bound");
            }
            first.close();
            assertThat(second.endpoints().otlpGrpc())
                    .isEqualTo(URI.create(
                            "http://127.0.0.1:" + second.endpoints().otlpGrpc().getPort()));
        }
    }

    @Test
    void bindsOtherAddressesOnRequest() throws Exception {
        InetAddress other = InetAddress.getByName("127.0.0.2");
        try (TraceBackend backend = TraceBackend.builder().address(other).build()) {
            URI endpoint = backend.endpoint();
            assertThat(endpoint.getHost()).isEqualTo("127.0.0.2");
            assertThat(get(endpoint, "/healthz")).isEqualTo("200 ok\n");
            assertThatThrownBy(() -> new Socket("127.0.0.1", endpoint.getPort()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void warmsUpInTheBackground() throws Exception {
        try (TraceBackend backend = TraceBackend.create()) {
            backend.warmUp();
            backend.warmUp();
            assertThat(get(backend.endpoint(), "/healthz")).isEqualTo("200 ok\n");
            assertThat(backend.counts().refusals()).isZero();
        }
        try (TraceBackend closedAtOnce = TraceBackend.create()) {
            closedAtOnce.warmUp();
        }
    }

    @Test
    void keepsSpansAndRefusesEndpointsOnceClosed() {
        TraceBackend backend = TraceBackend.create();
        URI endpoint = backend.endpoint();
        backend.receive(List.of(SpanBuilder.span("kept", 1).build()));
        backend.close();
        backend.close();
        assertThat(backend.find(SpanBuilder.traceId(1))).isPresent();
        assertThatThrownBy(() -> new Socket("127.0.0.1", endpoint.getPort()).close())
                .isInstanceOf(ConnectException.class);
        assertThatThrownBy(backend::endpoint)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the backend is closed: its spans can be read, but it receives no more");
    }

    @RepeatedTest(10)
    void closesWhileRequestsAreInFlight() {
        TraceBackend backend = TraceBackend.create();
        URI endpoint = backend.endpoint();
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/v1/traces"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        List<CompletableFuture<Integer>> statuses = IntStream.range(0, 200)
                .mapToObj(i -> client.sendAsync(request, BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode)
                        .orTimeout(20, TimeUnit.SECONDS)
                        .exceptionally(e -> e.getCause() instanceof IOException ? 0 : -1))
                .toList();
        backend.close();
        assertThat(statuses).allSatisfy(status -> assertThat(status.join()).isIn(200, 0));
    }

    @Test
    void saysWhereElseToGo() throws Exception {
        try (TraceBackend backend = TraceBackend.create()) {
            URI endpoint = backend.endpoint();
            String known =
                    "(expected: POST /v1/traces, /v1/logs, /v1/metrics, /api/v2/spans, /api/v1/spans or a gRPC call;"
                            + " GET /healthz, /api/traces/{traceId}, /api/v3/traces/{traceId}, /api/services,"
                            + " /api/v3/services)\n";
            assertThat(send(HttpRequest.newBuilder(endpoint.resolve("/v1/trace"))
                            .POST(BodyPublishers.noBody())))
                    .isEqualTo("404 POST /v1/trace: no such endpoint " + known);
            assertThat(backend.counts().refusals()).isOne();
            assertThat(get(endpoint, "/")).isEqualTo("404 GET /: no such endpoint " + known);
            assertThat(get(endpoint, "/v1/traces"))
                    .isEqualTo("405 GET /v1/traces: method not allowed (expected: POST)\n");
            HttpRequest.Builder head =
                    HttpRequest.newBuilder(endpoint.resolve("/healthz")).method("HEAD", BodyPublishers.noBody());
            assertThat(send(head)).isEqualTo("200 ");
            assertThat(send(HttpRequest.newBuilder(endpoint.resolve("/healthz")).DELETE()))
                    .isEqualTo("405 DELETE /healthz: method not allowed (expected: GET)\n");
            assertThat(send(HttpRequest.newBuilder(endpoint.resolve("/api/traces/1"))
                            .POST(BodyPublishers.noBody())))
                    .isEqualTo("405 POST /api/traces/1: method not allowed (expected: GET)\n");
            assertThat(get(endpoint, "/api/traces/00000000000000000000000000000001"))
                    .startsWith("404 ");
            assertThat(backend.counts().refusals()).isOne();
        }
    }

    @Test
    void refusesPortsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TraceBackend.builder().port(-1))
                .withMessage("port: -1 (expected: 0 to 65535)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TraceBackend.builder().zipkinPort(65_536))
                .withMessage("zipkinPort: 65536 (expected: 0 to 65535)");
    }
}
