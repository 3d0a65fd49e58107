// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.propagation.HeaderLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Header lines go out and come in byte for byte. */
class WireTest {

    private static HttpMessage request(String text, OutputStream answer) throws IOException {
        return HttpMessage.readRequest(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), answer)
                .orElseThrow();
    }

    @Test
    void sendsLinesAsTheyAre() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/a%20b?c=d");
            HeaderLines lines = HeaderLines.of(
                    "TraceParent", "\t 00 \t", "tracestate", "", "tracestate", "a=1", "X-Latin", "\u00e9");
            CompletableFuture<Answer> answer = sending(ServiceRequest.post(uri).body("text/plain", "hello"), lines);
            try (Socket socket = server.accept()) {
                String expected = "POST /a%20b?c=d HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort()
                        + "\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n"
                        + "TraceParent: \t 00 \t\r\ntracestate: \r\ntracestate: a=1\r\nX-Latin: \u00e9\r\n\r\nhello";
                byte[] received = socket.getInputStream().readNBytes(expected.length());
                socket.getOutputStream()
                        .write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\n\r\nfine"
                                .getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();

                assertThat(new String(received, StandardCharsets.ISO_8859_1)).isEqualTo(expected);
                assertThat(answer.join()).isEqualTo(Answer.of(202, "fine"));
            }
        }
    }

    @Test
    void keepsRepeatedLinesAndTheirOrderAndSpelling() throws IOException {
        HttpMessage request =
                request("POST /x.1?y HTTP/1.1\r\nB: 2 \t\r\na:1\r\nb:\r\n\r\n", OutputStream.nullOutputStream());

        assertThat(request.headers().toString()).isEqualTo("B: 2 \t\na: 1\nb: ");
        assertThat(request.path()).isEqualTo("/x.1");
    }

    @Test
    void readsABodyInChunks() throws IOException {
        String text =
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n";

        assertThat(request(text, OutputStream.nullOutputStream()).body()).isEqualTo("abcde");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n"
            })
    void answersForAServiceWhoseChunksHaveNoSize(String response) throws Exception {
        assertThat(answered(response).text()).startsWith("the answer is no HTTP/1.1: chunk size: ");
    }

    @Test
    void takesALengthBelowZeroForNone() throws Exception {
        assertThat(answered("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")).isEqualTo(Answer.of(200, ""));
    }

    private static Answer answered(String response) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
            CompletableFuture<Answer> answer = sending(ServiceRequest.get(uri), HeaderLines.none());
            try (Socket socket = server.accept()) {
                HttpMessage.readRequest(socket.getInputStream(), socket.getOutputStream());
                socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
                return answer.join();
            }
        }
    }

    private static CompletableFuture<Answer> sending(ServiceRequest request, HeaderLines lines) {
        return CompletableFuture.supplyAsync(
                () -> RequestSender.send(request, lines, Duration.ofSeconds(10)), task -> new Thread(task).start());
    }

    @Test
    void letsAClientGoOnThatAsks() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();

        HttpMessage request = request("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok", answer);

        assertThat(request.body()).isEqualTo("ok");
        assertThat(answer.toString(StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    }

    @Test
    void endsWhereNoRequestFollows() throws IOException {
        assertThat(HttpMessage.readRequest(new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream()))
                .isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "'\\ta\\s', '\ta '",
        "\\\\t, \\t",
        "\\xe9, \u00e9",
        "'a\\times{0b,3}', a0b0b0b",
        "'\\list{k##=v,8,10}!', 'k08=v,k09=v,k10=v!'",
    })
    void readsEscapes(String written, String meant) {
        assertThat(Escapes.read(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"' \ta=\tb ', ·⇥a=⇥b·", "zzzzzzzzzzzzzzzzzzzzzzzzz=1, z{25}=1", "a b, a b"})
    void showsWhatIsHardToSee(String value, String shown) {
        assertThat(HeaderText.visible(value)).isEqualTo(shown);
    }

    @Test
    void servesSeveralCallsOnOneConnection() throws Exception {
        try (DownstreamStub stub = DownstreamStub.start().answering(201, "text/plain", "ö");
                Socket socket = new Socket("127.0.0.1", stub.port())) {
            Calls calls = stub.collect("/case");
            socket.getOutputStream()
                    .write(
                            "POST /case.2 HTTP/1.1\r\nn: 2\r\n\r\nPOST /case.1 HTTP/1.1\r\nn: 1\r\n\r\nGET /other HTTP/1.1\r\n\r\n"
                                    .getBytes(StandardCharsets.ISO_8859_1));

            List<OutgoingCall> made = calls.await(2, Duration.ofSeconds(10));

            assertThat(made).extracting(call -> call.headers().toString()).containsExactly("n: 1", "n: 2");
            assertThat(new String(socket.getInputStream().readNBytes(65), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 201 -\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nö");
        }
    }

    @Test
    void endsAConnectionThatComesWhileTheStubIsClosed() throws Exception {
        ServerSocket closing = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")) {
            @Override
            public Socket accept() throws IOException {
                Socket socket = super.accept();
                close();
                return socket;
            }
        };
        int port = closing.getLocalPort();
        try (DownstreamStub stub = DownstreamStub.start(closing);
                Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);

            assertThat(stub.url()).hasPort(port);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void doesNotSpinWhileNothingCanBeAccepted() throws Exception {
        CountDownLatch failures = new CountDownLatch(100);
        ServerSocket failing = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")) {
            @Override
            public Socket accept() throws IOException {
                failures.countDown();
                throw new IOException("too many open files");
            }
        };
        long began = System.nanoTime();
        try (DownstreamStub stub = DownstreamStub.start(failing)) {
            assertThat(failures.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(stub.port()).isPositive();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(800));
        }
    }
}
