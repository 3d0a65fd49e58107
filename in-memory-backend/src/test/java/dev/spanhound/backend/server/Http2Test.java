// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP/2 frame by frame; GrpcTest has a real client. */
class Http2Test {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int MAX_BYTES = 1000;

    /** {@code POST http:/}, in HPACK's static table. */
    private static final String POST = "\u0083\u0086\u0084";

    /** {@code HEAD http:/}: the method is told in letters. */
    private static final String HEAD = "\u0002\u0004HEAD\u0086\u0084";

    private final HttpServer server = new HttpServer(() -> Http2Test::answer, MAX_BYTES);
    private final int port = server.listen(List.of(), 0);

    private static Response answer(Request request) {
        Response response = new Response(
                200,
                Map.of("x", "y"),
                (request.method() + " " + request.body().length).getBytes(UTF_8),
                Map.of("last", "line"));
        return request.body().length == 1 ? response.with(Delivery.after(Duration.ofMillis(50))) : response;
    }

    @AfterEach
    void close() {
        server.close();
    }

    private record Frame(int type, int flags, int stream, byte[] payload) {

        static String of(int type, int flags, int stream, String payload) {
            byte[] head = ByteBuffer.allocate(9)
                    .putShort((short) (payload.length() >> 8))
                    .put((byte) payload.length())
                    .put((byte) type)
                    .put((byte) flags)
                    .putInt(stream)
                    .array();
            return new String(head, ISO_8859_1) + payload;
        }

        static List<Frame> all(byte[] bytes) {
            List<Frame> frames = new ArrayList<>();
            ByteBuffer in = ByteBuffer.wrap(bytes);
            while (in.hasRemaining()) {
                byte[] payload = new byte[(in.getShort() & 0xffff) << 8 | in.get() & 0xff];
                int type = in.get();
                int flags = in.get();
                int stream = in.getInt();
                in.get(payload);
                frames.add(new Frame(type, flags, stream, payload));
            }
            return frames;
        }
    }

    private static final String BEGINNING = PREFACE + Frame.of(SETTINGS, 0, 0, "");

    /** Sends, closes the sending side, and returns all that comes back. */
    private List<Frame> exchange(String bytes) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.send(bytes);
            return Frame.all(client.end().rest());
        }
    }

    @Test
    void answersStreamsSideBySide() throws IOException {
        List<Frame> frames = exchange(BEGINNING
                + Frame.of(HEADERS, END_HEADERS, 1, POST)
                + Frame.of(HEADERS, END_HEADERS | END_STREAM, 3, POST)
                + Frame.of(DATA, 0, 1, "abc")
                + Frame.of(DATA, END_STREAM, 1, "de"));
        assertThat(frames.stream().filter(frame -> frame.type() == DATA))
                .extracting(frame -> frame.stream() + ": " + new String(frame.payload(), UTF_8))
                .containsExactly("3: POST 0", "1: POST 5");
        assertThat(frames.stream().filter(frame -> frame.type() == HEADERS && frame.stream() == 1))
                .extracting(Frame::flags)
                .containsExactly(END_HEADERS, END_HEADERS | END_STREAM);
    }

    @Test
    void readsWhatComesByteByByte() throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.sendByteByByte(BEGINNING + Frame.of(HEADERS, END_HEADERS | END_STREAM, 1, POST));
            assertThat(Frame.all(client.end().rest()))
                    .filteredOn(frame -> frame.type() == DATA)
                    .extracting(frame -> new String(frame.payload(), UTF_8))
                    .containsExactly("POST 0");
        }
    }

    @Test
    void refusesABodyAboveTheLimitAndServesTheConnectionOn() throws IOException {
        List<Frame> frames = exchange(BEGINNING
                + Frame.of(HEADERS, END_HEADERS, 1, POST)
                + Frame.of(DATA, 0, 1, "x".repeat(MAX_BYTES))
                + Frame.of(DATA, 0, 1, "x")
                + Frame.of(DATA, END_STREAM, 1, "x".repeat(MAX_BYTES))
                + Frame.of(HEADERS, END_HEADERS | END_STREAM, 3, POST));
        assertThat(frames.stream().filter(frame -> frame.type() == DATA))
                .extracting(frame -> frame.stream() + ": " + new String(frame.payload(), UTF_8))
                .containsExactly("1: body: more than 1000 bytes (expected: at most that)", "3: POST 0");
    }

    @Test
    void passesOverTrailersOfABodyThatItHasRefused() throws IOException {
        List<Frame> frames = exchange(BEGINNING
                + Frame.of(HEADERS, END_HEADERS, 1, POST)
                + Frame.of(DATA, 0, 1, "x".repeat(MAX_BYTES + 1))
                + Frame.of(HEADERS, END_HEADERS | END_STREAM, 1, "\0\u0001x\u0001y")
                + Frame.of(HEADERS, END_HEADERS | END_STREAM, 3, POST));
        assertThat(frames).noneMatch(frame -> frame.type() == GO_AWAY);
        assertThat(frames.stream().filter(frame -> frame.type() == DATA))
                .extracting(frame -> frame.stream() + ": " + new String(frame.payload(), UTF_8))
                .containsExactly("1: body: more than 1000 bytes (expected: at most that)", "3: POST 0");
    }

    @Test
    void sendsNoBodyForHead() throws IOException {
        List<Frame> frames = exchange(BEGINNING + Frame.of(HEADERS, END_HEADERS | END_STREAM, 1, HEAD));
        assertThat(frames.stream().filter(frame -> frame.stream() == 1))
                .extracting(Frame::type, Frame::flags)
                .containsExactly(tuple(HEADERS, END_HEADERS | END_STREAM));
    }

    @ParameterizedTest
    @CsvSource({
        "header block,        9, '\0\0\u0003\u0001\u0005\0\0\0\u0001\u00ff\u00ff\u00ff'",
        "data without stream, 1, '\0\0\u0001\0\u0001\0\0\0\u0005x'",
        "frame size,          6, '\u00ff\u00ff\u00ff\0\0\0\0\0\u0001'",
        "headers on stream 0, 1, '\0\0\u0001\u0001\u0005\0\0\0\0\u0082'"
    })
    void saysWhatIsWrongBeforeItCloses(String what, int error, String frame) throws IOException {
        assertThat(exchange(BEGINNING + frame))
                .filteredOn(answer -> answer.type() == GO_AWAY)
                .extracting(answer -> ByteBuffer.wrap(answer.payload()).getInt(4))
                .as(what)
                .containsExactly(error);
        assertThat(exchange(BEGINNING + Frame.of(HEADERS, END_HEADERS | END_STREAM, 1, POST)))
                .anyMatch(answer -> answer.type() == DATA);
    }

    @Test
    void survivesRandomFrames() throws IOException {
        Random random = new Random(42);
        for (int i = 0; i < 200; i++) {
            StringBuilder frames = new StringBuilder(BEGINNING);
            for (int j = 0; j < 5; j++) {
                byte[] payload = new byte[random.nextInt(50)];
                random.nextBytes(payload);
                frames.append(Frame.of(
                        random.nextInt(10), random.nextInt(256), random.nextInt(6), new String(payload, ISO_8859_1)));
            }
            exchange(frames.toString());
        }
        assertThat(exchange(BEGINNING + Frame.of(HEADERS, END_HEADERS | END_STREAM, 1, POST)))
                .anyMatch(frame -> frame.type() == DATA);
    }
}
