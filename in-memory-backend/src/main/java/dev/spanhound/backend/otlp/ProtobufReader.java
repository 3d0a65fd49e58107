// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads protobuf's wire format, front to back.
 *
 * <p>Between {@link #enter()} and {@link #leave(int)} it sees one embedded message and nothing behind it. Whatever the
 * bytes are, each call either consumes some of them or throws, and no length in them is trusted before it is known to
 * be there.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol buffers: encoding</a>
 */
final class ProtobufReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH_DELIMITED = 2;
    static final int START_GROUP = 3;
    static final int END_GROUP = 4;
    static final int FIXED32 = 5;

    /** How deep messages may nest: protobuf's own default. */
    private static final int MAX_DEPTH = 100;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;

    private final HexIds ids = new HexIds();
    private final byte[] bytes;
    private int position;
    private int end;
    private int depth;
    private int tagPosition;

    ProtobufReader(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    /** Returns whether the current message has another field. */
    boolean hasMore() {
        return position < end;
    }

    /** Reads the number and wire type of the next field: {@code number << 3 | wireType}. */
    int tag() throws MalformedOtlpException {
        tagPosition = position;
        int tag = int32();
        if (tag >>> 3 == 0) {
            throw malformed("field number 0", tagPosition);
        }
        return tag;
    }

    /** Reads a bool, an int64 or a uint64. */
    long varint() throws MalformedOtlpException {
        if (position < end && bytes[position] >= 0) {
            return bytes[position++];
        }
        return longVarint();
    }

    private long longVarint() throws MalformedOtlpException {
        int start = position;
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (position == end) {
                throw truncated("a varint without its last byte", start);
            }
            byte next = bytes[position++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("varint of more than 10 bytes", start);
    }

    /** Reads an int32, a uint32 or an enum: the low 32 bits of a varint. */
    int int32() throws MalformedOtlpException {
        return (int) varint();
    }

    /** Reads a fixed32. */
    int fixed32() throws MalformedOtlpException {
        return (int) INTS.get(bytes, take(Integer.BYTES));
    }

    /** Reads a fixed64. */
    long fixed64() throws MalformedOtlpException {
        return (long) LONGS.get(bytes, take(Long.BYTES));
    }

    /** Reads a double. */
    double float64() throws MalformedOtlpException {
        return Double.longBitsToDouble(fixed64());
    }

    /** Reads a bytes field. */
    byte[] bytes() throws MalformedOtlpException {
        int length = length();
        int from = take(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /** Reads a string field. */
    String string() throws MalformedOtlpException {
        int length = length();
        int from = take(length);
        return Utf8.decode(bytes, from, from + length);
    }

    /** Reads an ID: a bytes field, as lower-case hex. */
    String hex() throws MalformedOtlpException {
        int length = length();
        int from = take(length);
        if (length == TRACE_ID_BYTES) {
            return ids.traceId((long) BIG_ENDIAN.get(bytes, from), (long) BIG_ENDIAN.get(bytes, from + Long.BYTES));
        }
        if (length == SPAN_ID_BYTES) {
            return ids.spanId((long) BIG_ENDIAN.get(bytes, from));
        }
        return HexFormat.of().formatHex(bytes, from, from + length);
    }

    /** Reads a string or bytes field of which the table may know the value already. */
    <T> T interned(InternTable<T> table) throws MalformedOtlpException {
        int length = length();
        int from = take(length);
        return table.get(bytes, from, from + length);
    }

    /** Returns where the reader is, for {@link #back}. */
    int position() {
        return position;
    }

    /** Goes back to a place in the current message. */
    void back(int position) {
        this.position = position;
    }

    /** Enters the embedded message that follows a length-delimited tag. Returns what {@link #leave} needs. */
    int enter() throws MalformedOtlpException {
        int start = position;
        int length = length();
        descend(start);
        int outerEnd = end;
        end = position + length;
        return outerEnd;
    }

    /** Leaves an embedded message that has been read to its end. */
    void leave(int outerEnd) {
        depth--;
        end = outerEnd;
    }

    /** Skips the value of a field that nobody knows, groups included. */
    void skip(int tag) throws MalformedOtlpException {
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED64 -> take(Long.BYTES);
            case LENGTH_DELIMITED -> take(length());
            case START_GROUP -> skipGroup(tag >>> 3);
            case END_GROUP -> throw malformed("end of a group that was not begun", tagPosition);
            case FIXED32 -> take(Integer.BYTES);
            default -> throw malformed("invalid wire type " + (tag & 7), tagPosition);
        }
    }

    private void skipGroup(int number) throws MalformedOtlpException {
        int start = tagPosition;
        descend(start);
        while (hasMore()) {
            int tag = tag();
            if ((tag & 7) != END_GROUP) {
                skip(tag);
            } else if (tag >>> 3 == number) {
                depth--;
                return;
            } else {
                throw malformed("group " + number + " ends as group " + (tag >>> 3), tagPosition);
            }
        }
        throw truncated("a group without its end", start);
    }

    private void descend(int at) throws MalformedOtlpException {
        if (++depth > MAX_DEPTH) {
            throw malformed("messages nested more than " + MAX_DEPTH + " deep", at);
        }
    }

    private int length() throws MalformedOtlpException {
        int start = position;
        long length = varint();
        if (length < 0 || length > end - position) {
            throw truncated(
                    "a length of " + Long.toUnsignedString(length) + " with " + (end - position) + " bytes left",
                    start);
        }
        return (int) length;
    }

    private int take(int count) throws MalformedOtlpException {
        int start = position;
        if (count > end - start) {
            throw truncated(count + " bytes needed with " + (end - start) + " left", start);
        }
        position = start + count;
        return start;
    }

    private static MalformedOtlpException truncated(String what, int at) {
        return new MalformedOtlpException("Truncated: " + what + " at byte " + at);
    }

    private static MalformedOtlpException malformed(String what, int at) {
        return new MalformedOtlpException("Malformed: " + what + " at byte " + at);
    }
}
