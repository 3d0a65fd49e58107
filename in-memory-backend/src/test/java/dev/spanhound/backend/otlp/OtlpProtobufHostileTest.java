// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static dev.spanhound.backend.otlp.SampleTraces.attribute;
import static dev.spanhound.backend.otlp.SampleTraces.request;
import static dev.spanhound.backend.otlp.SampleTraces.span;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.management.ThreadMXBean;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are broken, or made to break the decoder. */
class OtlpProtobufHostileTest {
    private static final byte[] SPAN_WITHOUT_END = Bytes.join(
            Bytes.message(1, Bytes.hex(SampleTraces.TRACE_ID)), Bytes.message(2, Bytes.hex(SampleTraces.SPAN_ID)));

    @Test
    void namesTheByteWhereverTheBodyIsCut() {
        byte[] body = SampleTraces.rich().toByteArray();
        for (int length = 0; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            Object outcome = decoded(cut);
            if (parsed(cut) instanceof DecodedSpans whole) {
                assertThat(outcome).isEqualTo(whole);
            } else {
                assertThat(outcome).asString().startsWith("Truncated: ");
            }
        }
    }

    /**
     * What protobuf takes is taken, with the same meaning, save varints of more than ten bytes: protobuf-java ends them
     * after the tenth, against the specification.
     */
    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void survivesBytesThatHaveFlipped(long seed) {
        Random random = new Random(seed);
        RandomMessages messages = new RandomMessages(seed);
        byte[] original = {};
        for (int i = 0; i < 10_000; i++) {
            if (i % 100 == 0) {
                original = Bytes.join(
                        SampleTraces.rich().toByteArray(), messages.message(ExportTraceServiceRequest.getDescriptor()));
            }
            byte[] body = original.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            Object outcome = decoded(body);
            Object expected = parsed(body);
            if (expected instanceof DecodedSpans && !outcome.equals(expected)) {
                assertThat(outcome)
                        .as("seed %d, body %d", seed, i)
                        .asString()
                        .matches("Malformed: varint of more than 10 bytes at byte \\d+");
            }
        }
    }

    /** Returns the spans, or the message that refuses the body. */
    private static Object decoded(byte[] body) {
        try {
            return OtlpProtobuf.decodeTraces(body);
        } catch (MalformedOtlpException e) {
            assertThat(e.getMessage()).matches("(Truncated|Malformed): .* at byte \\d+");
            return String.valueOf(e.getMessage());
        }
    }

    /** Returns the spans that protobuf's own parser sees, or its message that refuses the body. */
    private static Object parsed(byte[] body) {
        try {
            return Oracle.decodeDynamically(body);
        } catch (InvalidProtocolBufferException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void survivesRandomBytes() {
        Random random = new Random(33);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            byte[] framed = Bytes.message(1, Bytes.message(2, Bytes.message(2, SPAN_WITHOUT_END, body)));
            decoded(body);
            decoded(framed);
        }
    }

    @Test
    void takesValuesNestedAsDeepAsProtobufDoesAndNotDeeper() throws Exception {
        byte[] deep = request(span().addAttributes(attribute("k", arrays(47)))).toByteArray();
        assertThat(OtlpProtobuf.decodeTraces(deep)).isEqualTo(Oracle.decode(deep));

        byte[] tooDeep =
                request(span().addAttributes(attribute("k", arrays(48)))).toByteArray();
        assertThatExceptionOfType(InvalidProtocolBufferException.class)
                .isThrownBy(() -> ExportTraceServiceRequest.parseFrom(tooDeep));
        assertThat(decoded(tooDeep)).asString().matches("Malformed: messages nested more than 100 deep at byte \\d+");
    }

    @Test
    void refusesValuesNestedWithoutEnd() {
        byte[] value = {};
        for (int i = 0; i < 2_000; i++) {
            value = i % 2 == 0
                    ? Bytes.message(5, Bytes.message(1, value))
                    : Bytes.message(6, Bytes.message(1, Bytes.message(2, value)));
        }
        byte[] body = Bytes.message(1, Bytes.message(2, Bytes.message(2, Bytes.message(9, Bytes.message(2, value)))));
        assertThat(decoded(body)).asString().matches("Malformed: messages nested more than 100 deep at byte \\d+");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("textFields")
    void refusesTextThatIsNotUtf8(String field, byte[] before) {
        byte[] bad = Bytes.join(before, Bytes.hex("61ff"));
        assertThat(decoded(bad)).isEqualTo("Malformed: invalid UTF-8 at byte " + (before.length + 1));
    }

    static Stream<Arguments> textFields() {
        return Stream.of(
                textField("schema URL of a resource", 3, 1),
                textField("schema URL of a scope", 3, 2, 1),
                textField("scope name", 1, 1, 2, 1),
                textField("scope version", 2, 1, 2, 1),
                textField("span name", 5, 2, 2, 1),
                textField("trace state", 3, 2, 2, 1),
                textField("key", 1, 9, 2, 2, 1),
                textField("value", 1, 2, 9, 2, 2, 1),
                textField("value in an array", 1, 1, 5, 2, 9, 2, 2, 1),
                textField("key in a map", 1, 1, 6, 2, 9, 2, 2, 1),
                textField("event name", 2, 11, 2, 2, 1),
                textField("trace state of a link", 3, 13, 2, 2, 1),
                textField("status message", 2, 15, 2, 2, 1));
    }

    /** Returns what comes before two bytes of text, which is reached by these field numbers, from within. */
    private static Arguments textField(String name, int... path) {
        byte[] marker = "\u0001\u0002".getBytes(US_ASCII);
        byte[] body = marker;
        for (int number : path) {
            body = Bytes.message(number, body);
        }
        int at = body.length - 2;
        return Arguments.of(name, Arrays.copyOf(body, at));
    }

    @Test
    void doesNotReadTextInFieldsThatItDoesNotKnow() {
        byte[] unknown = Bytes.message(
                1, Bytes.message(77, Bytes.hex("ff")), Bytes.message(1, Bytes.message(77, Bytes.hex("ff"))));
        assertThat(decoded(unknown)).isEqualTo(new DecodedSpans(List.of(), 0, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("greedy")
    void allocatesNoMoreThanAMultipleOfTheBody(String name, byte[] body) {
        decoded(body);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        decoded(body);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated / body.length)
                .as("bytes for each byte of %s", name)
                .isLessThan(250);
    }

    static Stream<Arguments> greedy() {
        int times = 50_000;
        byte[] emptyEvents = Bytes.repeat(Bytes.hex("5a00"), times);
        byte[] emptyLinks = Bytes.repeat(Bytes.hex("6a00"), times);
        byte[] emptyAttributes = Bytes.repeat(Bytes.hex("4a00"), times);
        byte[] oneLetterAttributes = Bytes.repeat(Bytes.message(9, Bytes.hex("0a0161")), times);
        byte[] attributesOfEvents = Bytes.repeat(Bytes.message(11, Bytes.message(3, Bytes.hex("0a0161"))), times);
        byte[] elements = Bytes.message(
                9, Bytes.hex("0a0161"), Bytes.message(2, Bytes.message(5, Bytes.repeat(Bytes.hex("0a00"), times))));
        byte[] doubles = Bytes.message(
                9,
                Bytes.hex("0a0161"),
                Bytes.message(
                        2,
                        Bytes.message(5, Bytes.repeat(Bytes.hex("0a09210123456789abcdef"), times), Bytes.hex("0a00"))));
        byte[] members = Bytes.message(
                9, Bytes.hex("0a0161"), Bytes.message(2, Bytes.message(6, Bytes.repeat(Bytes.hex("0a00"), times))));
        byte[] arraysOfArrays = Bytes.message(
                9,
                Bytes.hex("0a0161"),
                Bytes.message(2, Bytes.message(5, Bytes.repeat(Bytes.message(1, Bytes.hex("2a00")), times))));
        byte[] names = Bytes.repeat(Bytes.hex("2a02c3a4"), times);
        byte[] traceStates = Bytes.repeat(Bytes.message(3, Bytes.repeat(Bytes.hex("613d2c"), 40)), 1_000);
        byte[] repeatedTraceState = Bytes.message(3, Bytes.repeat("a=1,".getBytes(US_ASCII), times));
        byte[] merged =
                Bytes.message(9, Bytes.hex("0a0161"), Bytes.repeat(Bytes.message(2, Bytes.hex("2a020a00")), times));
        return Stream.of(
                Arguments.of("empty events", inSpan(emptyEvents)),
                Arguments.of("empty links", inSpan(emptyLinks)),
                Arguments.of("empty attributes", inSpan(emptyAttributes)),
                Arguments.of("one letter attributes", inSpan(oneLetterAttributes)),
                Arguments.of("attributes of events", inSpan(attributesOfEvents)),
                Arguments.of("array elements", inSpan(elements)),
                Arguments.of("doubles as text", inSpan(doubles)),
                Arguments.of("map members", inSpan(members)),
                Arguments.of("arrays of arrays", inSpan(arraysOfArrays)),
                Arguments.of("names", inSpan(names)),
                Arguments.of("trace states", inSpan(traceStates)),
                Arguments.of("a long trace state", inSpan(repeatedTraceState)),
                Arguments.of("an array in many parts", inSpan(merged)),
                Arguments.of("empty spans", Bytes.message(1, Bytes.message(2, Bytes.repeat(Bytes.hex("1200"), times)))),
                Arguments.of(
                        "small spans",
                        Bytes.message(1, Bytes.message(2, Bytes.repeat(Bytes.message(2, SPAN_WITHOUT_END), times)))),
                Arguments.of("empty scopes", Bytes.message(1, Bytes.repeat(Bytes.hex("1200"), times))),
                Arguments.of("empty resources", Bytes.repeat(Bytes.hex("0a00"), times)),
                Arguments.of(
                        "resources with a key that the SDK refuses",
                        Bytes.repeat(
                                Bytes.message(1, Bytes.message(1, Bytes.message(1, Bytes.hex("0a0101")))), times)));
    }

    private static byte[] inSpan(byte[] fields) {
        return Bytes.message(1, Bytes.message(2, Bytes.message(2, SPAN_WITHOUT_END, fields)));
    }

    private static AnyValue.Builder arrays(int depth) {
        AnyValue.Builder value = AnyValue.newBuilder().setBytesValue(ByteString.EMPTY);
        for (int i = 0; i < depth; i++) {
            value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value));
        }
        return value;
    }
}
