// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Requests with one span, encoded by hand: a JVM that has just started loads no protobuf library for them. */
public final class OneSpan {
    private static final String SERVICE = "first-service";
    private static final String NAME = "first span";

    private OneSpan() {}

    /** Returns an OTLP {@code ExportTraceServiceRequest} with a child of this span. */
    public static byte[] otlp(String traceId, String parentSpanId) {
        long now = System.currentTimeMillis() * 1_000_000;
        String span = field(1, traceId)
                + field(2, "00000000000000f1")
                + field(4, parentSpanId)
                + field(5, hex(NAME))
                + "3001" // kind: internal
                + fixed64(7, now)
                + fixed64(8, now + 1_000_000);
        String serviceName = field(1, hex("service.name")) + field(2, field(1, hex(SERVICE)));
        String resourceSpans = field(1, field(1, serviceName)) + field(2, field(2, span));
        return HexFormat.of().parseHex(field(1, resourceSpans));
    }

    /** Returns the same as a list of one in Zipkin's JSON, version 2. */
    public static byte[] zipkinJson(String traceId, String parentSpanId) {
        long now = System.currentTimeMillis() * 1000;
        String span = "[{\"traceId\":\"" + traceId + "\",\"parentId\":\"" + parentSpanId
                + "\",\"id\":\"00000000000000f1\",\"name\":\"" + NAME + "\",\"timestamp\":" + now
                + ",\"duration\":1000,\"localEndpoint\":{\"serviceName\":\"" + SERVICE + "\"}}]";
        return span.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a length-delimited field of fewer than 128 bytes, or of two bytes of length, as hex digits. */
    private static String field(int number, String content) {
        int length = content.length() / 2;
        String size = length < 128 ? octet(length) : octet((length & 0x7f) | 0x80) + octet(length >> 7);
        return octet((number << 3) | 2) + size + content;
    }

    private static String fixed64(int number, long value) {
        return octet((number << 3) | 1) + HexFormat.of().toHexDigits(Long.reverseBytes(value));
    }

    private static String octet(int value) {
        return HexFormat.of().toHexDigits((byte) value);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
