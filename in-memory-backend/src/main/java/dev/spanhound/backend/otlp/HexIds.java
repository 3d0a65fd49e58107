// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Writes IDs as lower-case hex. Gives again the last trace ID, which the spans of a trace share, and span IDs asked for
 * lately: a span's is asked for again by its children.
 */
final class HexIds {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int DIGITS_OF_LONG = 16;
    private static final int SLOTS = 64;

    private final byte[] hex = new byte[2 * DIGITS_OF_LONG];
    private final long[] ids = new long[SLOTS];
    private final @Nullable String[] spanIds = new String[SLOTS];
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
        int slot = (int) (id ^ id >>> 32) & (SLOTS - 1);
        String known = spanIds[slot];
        if (known != null && ids[slot] == id) {
            return known;
        }
        write(id, 0);
        String made = new String(hex, 0, DIGITS_OF_LONG, ISO_8859_1);
        ids[slot] = id;
        spanIds[slot] = made;
        return made;
    }

    private void write(long value, int at) {
        LONGS.set(hex, at, digits(value >>> Integer.SIZE));
        LONGS.set(hex, at + Long.BYTES, digits(value & 0xffff_ffffL));
    }

    /** Returns the eight digits of 32 bits, all at once: four bits into each byte, then to ASCII. */
    private static long digits(long value) {
        long nibbles = (value | value << 16) & 0x0000_ffff_0000_ffffL;
        nibbles = (nibbles | nibbles << 8) & 0x00ff_00ff_00ff_00ffL;
        nibbles = (nibbles | nibbles << 4) & 0x0f0f_0f0f_0f0f_0f0fL;
        long aboveNine = (nibbles + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
        return nibbles + 0x3030_3030_3030_3030L + aboveNine * ('a' - '9' - 1);
    }
}
