// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Writes IDs as lower-case hex. Gives the last trace ID again when it is asked for again: spans of a trace share it. */
final class HexIds {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(ISO_8859_1);
    private static final int DIGITS_OF_LONG = 16;

    private final byte[] hex = new byte[2 * DIGITS_OF_LONG];
    private long lastHigh;
    private long lastLow;
    private String lastTraceId = "0".repeat(2 * DIGITS_OF_LONG);

    String traceId(long high, long low) {
        if (high != lastHigh || low != lastLow) {
            write(high, 0);
            write(low, DIGITS_OF_LONG);
            lastHigh = high;
            lastLow = low;
            lastTraceId = new String(hex, ISO_8859_1);
        }
        return lastTraceId;
    }

    String spanId(long id) {
        write(id, 0);
        return new String(hex, 0, DIGITS_OF_LONG, ISO_8859_1);
    }

    private void write(long value, int from) {
        long rest = value;
        for (int i = from + DIGITS_OF_LONG - 1; i >= from; i--) {
            hex[i] = DIGITS[(int) rest & 0xf];
            rest >>>= 4;
        }
    }
}
