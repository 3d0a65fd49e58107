// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private static final int MAX_BYTES = 100_000;

    private final Queue<String> unreadable = new ConcurrentLinkedQueue<>();
    private final HttpServer server = new HttpServer(Echo::new, MAX_BYTES);
    private final int port = server.listen(List.of(), 0);
    private final HttpClient client = HttpClient.newHttpClient();

    /** Answers with what it was asked. */
    private final class Echo implements Endpoint {
        @Override
        public Response answer(Request request) {
            return switch (request.path()) {
                case "/fail" -> throw new IllegalStateException("on purpose");
                case "/late" -> Response.of(200, "text/plain", "late").with(Delivery.after(Duration.ofMillis(50)));
                case "/broken" -> Response.of(200, "text/plain", "half").with(Delivery.BROKEN);
                case "/size" -> Response.of(200, "text/plain", "size " + request.body().length);
                default ->
                    Response.of(
                            200,
                            "text/plain",
                            request.method() + " " + request.path() + " " + request.query() + " "
                                    + new String(request.body(), UTF_8));
            };
        }

        @Override
        public void unreadable(String reason) {
            unreadable.add(reason);
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String body(String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void answersAClientThatOffersToUpgradeToHttp2() throws Exception {
        assertThat(send(request("/a/b?c=d&e=%20f&c=g").POST(BodyPublishers.ofString("hello"))))
                .isEqualTo("200 POST /a/b {c=d, e= f} hello");
        assertThat(send(request("/%41"))).isEqualTo("200 GET /A {} ");
    }

    @Test
    void keepsAConnectionForManyRequestsWithoutAStall() throws Exception {
        send(request("/size"));
        int quick = 0;
        for (int i = 0; i < 400 && quick < 20; i++) {
            long before = System.nanoTime();
            assertThat(send(request("/size").POST(BodyPublishers.ofString("small"))))
                    .isEqualTo("200 size 5");
            Duration time = Duration.ofNanos(System.nanoTime() - before);
            quick += time.compareTo(Duration.ofMillis(40)) < 0 ? 1 : 0;
        }
        // A delayed acknowledgement would make each of them 40 ms or more; a busy machine makes some of them slow.
        assertThat(quick).isEqualTo(20);
    }

    @Test
    void readsChunkedBodies() throws Exception {
        byte[] body = new byte[70_000];
        assertThat(send(request("/size")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))))
                .isEqualTo("200 size 70000");
        try (RawClient raw = new RawClient(port)) {
            raw.send(
                    "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1;x=y\r\nd\r\n0\r\n\r\n");
            assertThat(body(raw.response())).isEqualTo("POST /x {} abcd");
        }
    }

    @Test
    void tellsAClientThatAsksToGoOn() throws Exception {
        assertThat(send(request("/x").expectContinue(true).POST(BodyPublishers.ofString("body"))))
                .isEqualTo("200 POST /x {} body");
        try (RawClient raw = new RawClient(port)) {
            raw.send("POST /x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(raw.response()).startsWith("HTTP/1.1 100 Continue\r\n");
            assertThat(body(raw.send("ok").response())).isEqualTo("POST /x {} ok");
        }
    }

    @Test
    void readsWhatComesByteByByte() throws Exception {
        try (RawClient raw = new RawClient(port)) {
            assertThat(body(raw.sendByteByByte(post("/slow", "abc")).response()))
                    .isEqualTo("POST /slow {} abc");
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrderEvenWhenOneIsDelayed() throws Exception {
        try (RawClient raw = new RawClient(port)) {
            raw.send(post("/1", "") + post("/late", "") + post("/2", "") + post("/3", "x"));
            assertThat(body(raw.response())).isEqualTo("POST /1 {} ");
            assertThat(body(raw.response())).isEqualTo("late");
            assertThat(body(raw.response())).isEqualTo("POST /2 {} ");
            assertThat(body(raw.response())).isEqualTo("POST /3 {} x");
        }
    }

    @Test
    void closesTheConnectionOfAClientThatAsksForIt() throws Exception {
        try (RawClient raw = new RawClient(port)) {
            raw.send("GET /bye HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(raw.rest()).asString(UTF_8).contains("connection: close").endsWith("GET /bye {} ");
        }
        try (RawClient raw = new RawClient(port)) {
            raw.send("GET /old HTTP/1.0\r\n\r\n");
            assertThat(raw.rest()).asString(UTF_8).endsWith("GET /old {} ");
        }
    }

    @Test
    void refusesABodyAboveTheLimitAndServesOthersOn() throws Exception {
        String refused = "413 body: more than 100000 bytes (expected: at most that)";
        assertThat(send(request("/size").POST(BodyPublishers.ofByteArray(new byte[MAX_BYTES]))))
                .isEqualTo("200 size 100000");
        assertThat(send(request("/size").POST(BodyPublishers.ofByteArray(new byte[MAX_BYTES + 1]))))
                .isEqualTo(refused);
        assertThat(send(request("/size")
                        .POST(BodyPublishers.ofInputStream(
                                () -> new java.io.ByteArrayInputStream(new byte[MAX_BYTES + 1])))))
                .isEqualTo(refused);
        assertThat(send(request("/size"))).isEqualTo("200 size 0");
    }

    @Test
    void letsAClientThatWritesAHugeBodyFirstReadTheRefusal() throws Exception {
        HttpURLConnection connection = (HttpURLConnection) uri("/size").toURL().openConnection();
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(64 * 1024 * 1024);
        try (OutputStream out = connection.getOutputStream()) {
            byte[] part = new byte[1024 * 1024];
            for (int i = 0; i < 64; i++) {
                out.write(part);
            }
        }
        assertThat(connection.getResponseCode()).isEqualTo(413);
    }

    @Test
    void answersGarbageWithAnErrorAndTellsOfIt() throws Exception {
        try (RawClient raw = new RawClient(port)) {
            raw.send("what is this\r\n\r\n");
            assertThat(raw.rest()).asString(UTF_8).startsWith("HTTP/1.1 400 Bad Request\r\n");
        }
        assertThat(unreadable).singleElement().asString().startsWith("not an HTTP request: ");
    }

    @Test
    void answersTooLongLinesWithTheirStatus() throws Exception {
        try (RawClient raw = new RawClient(port)) {
            raw.send("GET /" + "x".repeat(70_000) + " HTTP/1.1\r\n\r\n");
            assertThat(raw.rest()).asString(UTF_8).startsWith("HTTP/1.1 414 ");
        }
        try (RawClient raw = new RawClient(port)) {
            raw.send("GET / HTTP/1.1\r\nX: " + "x".repeat(70_000) + "\r\n\r\n");
            assertThat(raw.rest()).asString(UTF_8).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void namesTheCureForATlsHandshake() throws Exception {
        try (RawClient raw = new RawClient(port)) {
            raw.send(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01});
            assertThat(raw.rest()).isEmpty();
        }
        assertThat(unreadable)
                .containsExactly("a TLS handshake (expected: plain text; the endpoint begins with http://)");
    }

    @Test
    void survivesAConnectionThatEndsWithinABody() throws Exception {
        try (RawClient raw = new RawClient(port)) {
            raw.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc");
        }
        assertThat(send(request("/on"))).isEqualTo("200 GET /on {} ");
    }

    @Test
    void answersWithStatus500WhatItsEndpointThrows() throws Exception {
        assertThat(send(request("/fail"))).isEqualTo("500 GET /fail: java.lang.IllegalStateException: on purpose");
        assertThat(unreadable).containsExactly("GET /fail: java.lang.IllegalStateException: on purpose");
    }

    @Test
    void breaksAConnectionWithinTheAnswerWhenToldTo() {
        assertThatThrownBy(() -> send(request("/broken"))).isInstanceOf(IOException.class);
    }

    @Test
    void servesManyConnectionsAtATime() {
        List<CompletableFuture<HttpResponse<String>>> responses = IntStream.range(0, 200)
                .mapToObj(i -> client.sendAsync(
                        request("/size")
                                .POST(BodyPublishers.ofByteArray(new byte[i]))
                                .build(),
                        BodyHandlers.ofString()))
                .toList();
        for (int i = 0; i < 200; i++) {
            assertThat(responses.get(i).join().body()).isEqualTo("size " + i);
        }
    }

    @Test
    void listensOnBothLoopbackAddressesWithOnePort() throws Exception {
        for (InetAddress address : InetAddress.getAllByName("localhost")) {
            try (Socket socket = new Socket(address, port)) {
                assertThat(socket.isConnected()).isTrue();
            }
        }
        InetAddress other = InetAddress.getByName("127.0.0.2");
        assertThatThrownBy(() -> new Socket(other, port).close()).isInstanceOf(IOException.class);
    }

    @Test
    void namesPortAndCureWhenAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> server.listen(List.of(), taken.getLocalPort()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(
                            "port " + taken.getLocalPort() + " on 127.0.0.1 cannot be bound: Address already in use."
                                    + " Another trace backend, a Collector or another test JVM may hold it;"
                                    + " port 0 takes any free one");
        }
    }

    @Test
    void namesTheCureWhenAnAddressIsNotOfThisMachine() throws Exception {
        InetAddress elsewhere = InetAddress.getByName("192.0.2.1"); // reserved for documentation by RFC 5737
        assertThatThrownBy(() -> server.listen(List.of(elsewhere), 0))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("port 0 on 192.0.2.1 cannot be bound: ")
                .hasMessageEndingWith(". The address must be one of this machine's");
    }

    @Test
    void leavesNoPortAndNoThreadBehind() throws Exception {
        send(request("/size"));
        try (RawClient raw = new RawClient(port)) {
            raw.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc");
            server.close();
            server.close();
            assertThat(raw.rest()).isEmpty();
        }
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("spanhound-accept-" + port);
        assertThatIllegalStateException().isThrownBy(() -> server.listen(List.of(), 0));
    }
}
