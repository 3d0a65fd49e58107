// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that is broken, or made to break the decoder. */
class OtlpJsonHostileTest {

    @Test
    void saysWhereTheBodyIsCut() {
        byte[] body = new JsonForm(5).serialize(SampleTraces.rich());
        for (int length = 0; length < body.length; length++) {
            assertThat(outcome(Arrays.copyOf(body, length)))
                    .as("cut to %d of %d bytes", length, body.length)
                    .matches("Truncated: the JSON ends too early at line 1 column \\d+ path \\$.*"
                            + "|Malformed: Unterminated .* at line 1 column \\d+ path \\$.*"
                            + "|Malformed: not JSON at line 1 column \\d+ path \\$.*"
                            + "|Malformed: expected .* but was .* at line 1 column \\d+ path \\$.*"
                            + "|Malformed: invalid UTF-8 at byte \\d+");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42})
    void survivesCharactersThatHaveChanged(long seed) {
        Random random = new Random(seed);
        byte[] alphabet = "{}[]:,\"\\0123456789.eE+-tfnulx \n\u0000".getBytes(UTF_8);
        JsonForm form = new JsonForm(seed);
        byte[] original = {};
        for (int i = 0; i < 10_000; i++) {
            if (i % 100 == 0) {
                original = form.serialize(SampleTraces.rich());
            }
            byte[] body = original.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                body[random.nextInt(body.length)] =
                        random.nextInt(8) == 0 ? (byte) random.nextInt() : alphabet[random.nextInt(alphabet.length)];
            }
            outcome(body);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":",
                "[",
                "{\"resourceSpans\":[",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"attributes\":[{\"value\":{\"arrayValue\":{\"values\":["
            })
    void refusesNestingWithoutEnd(String prefix) {
        String last = prefix.contains("arrayValue") ? "{\"arrayValue\":{\"values\":[" : "[";
        assertThat(outcome((prefix + last.repeat(100_000)).getBytes(UTF_8)))
                .matches(
                        "Malformed: (Nesting limit 255 reached|expected an object but was an array) at line 1 column \\d+ path .*");
    }

    @Test
    void takesValuesNestedAsDeepAsProtobufAllows() throws Exception {
        String value = "{\"arrayValue\":{\"values\":[".repeat(47) + "]}}".repeat(47);
        String body =
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%s\",\"spanId\":\"%s\",\"attributes\":[{\"key\":\"k\",\"value\":%s}]}]}]}]}"
                        .formatted(SampleTraces.TRACE_ID, SampleTraces.SPAN_ID, value);
        assertThat(OtlpJson.decodeTraces(body.getBytes(UTF_8)).spans()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e999999999", "1e-999999999", "0e-999999999", "1e2147483648", "1e-2147483648", "1e99999999999"})
    void expandsNoExponent(String number) {
        assertThat(outcome(withField("\"startTimeUnixNano\":" + number)))
                .startsWith("Malformed: expected an unsigned integer of 64 bits but was \"" + number + "\" at line 1");
    }

    @Test
    void readsNoNumberOfAMillionDigits() {
        assertThat(outcome(withField("\"startTimeUnixNano\":\"" + "9".repeat(1_000_000) + "\"")))
                .startsWith("Malformed: expected an unsigned integer of 64 bits but was \"" + "9".repeat(40)
                        + "...\" at line 1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("greedy")
    void allocatesNoMoreThanAMultipleOfTheBody(String name, byte[] body) {
        outcome(body);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        outcome(body);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated / body.length)
                .as("bytes for each byte of %s", name)
                .isLessThan(250);
    }

    static Stream<Arguments> greedy() {
        int times = 30_000;
        return Stream.of(
                Arguments.of("empty events", withField("\"events\":[{}" + ",{}".repeat(times) + "]")),
                Arguments.of("empty links", withField("\"links\":[{}" + ",{}".repeat(times) + "]")),
                Arguments.of("null events", withField("\"events\":[{}" + ",null".repeat(times) + "]")),
                Arguments.of("empty attributes", withField("\"attributes\":[{}" + ",{}".repeat(times) + "]")),
                Arguments.of(
                        "empty spans",
                        ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}" + ",{}".repeat(times) + "]}]}]}")
                                .getBytes(UTF_8)),
                Arguments.of(
                        "empty scopes",
                        ("{\"resourceSpans\":[{\"scopeSpans\":[{}" + ",{}".repeat(times) + "]}]}").getBytes(UTF_8)),
                Arguments.of(
                        "empty resources", ("{\"resourceSpans\":[{}" + ",{}".repeat(times) + "]}").getBytes(UTF_8)),
                Arguments.of("text", withField("\"name\":\"" + "ä".repeat(times) + "\"")));
    }

    private static byte[] withField(String member) {
        return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%s\",\"spanId\":\"%s\",%s}]}]}]}"
                .formatted(SampleTraces.TRACE_ID, SampleTraces.SPAN_ID, member)
                .getBytes(UTF_8);
    }

    private static String outcome(byte[] body) {
        try {
            OtlpJson.decodeTraces(body);
            return "The message is whole";
        } catch (MalformedOtlpException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
