// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** UTF-8, strictly: proto3 and JSON both say that text which is not valid UTF-8 is malformed. */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /**
     * Returns the text in {@code bytes} between two positions.
     *
     * @throws MalformedOtlpException if it is not valid UTF-8; names the first bad byte
     */
    static String decode(byte[] bytes, int from, int to) throws MalformedOtlpException {
        if (isAscii(bytes, from, to)) {
            return new String(bytes, from, to - from, ISO_8859_1);
        }
        CharBuffer chars = CharBuffer.allocate(to - from);
        CharsetDecoder decoder = UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CoderResult result = decoder.decode(in, chars, true);
        if (result.isError()) {
            throw new MalformedOtlpException("Malformed: invalid UTF-8 at byte " + in.position());
        }
        return chars.flip().toString();
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        int position = from;
        for (; position + Long.BYTES <= to; position += Long.BYTES) {
            if (((long) LONGS.get(bytes, position) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; position < to; position++) {
            if (bytes[position] < 0) {
                return false;
            }
        }
        return true;
    }
}
