// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Finds by its raw bytes what was made of the same bytes before: names and keys repeat in every span, and a hit costs
 * neither decoding nor memory.
 *
 * <p>Bounded: a fixed number of slots, short texts only. A text gets a slot when it is seen for the second time in a
 * row there, so that those which never repeat displace nothing and cost nothing. Safe for use by many threads without a
 * lock: entries are immutable, and a lost update is only a miss.
 */
final class InternTable<T> {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
    private static final int MAX_LENGTH = 64;

    private final @Nullable Entry<T>[] entries;
    private final int[] seen;
    private final Parser<T> parser;

    /**
     * Creates an empty table.
     *
     * @param slots number of slots, a power of two
     * @param parser makes the value of bytes that the table does not hold
     */
    @SuppressWarnings("unchecked")
    InternTable(int slots, Parser<T> parser) {
        this.entries = (Entry<T>[]) new Entry<?>[slots];
        this.seen = new int[slots];
        this.parser = parser;
    }

    /** Returns the value of the bytes between two positions. */
    T get(byte[] bytes, int from, int to) throws MalformedOtlpException {
        int length = to - from;
        if (length > MAX_LENGTH) {
            return parser.parse(bytes, from, to);
        }
        long first = first(bytes, from, to);
        long last = last(bytes, to, length, first);
        int hash = hash(first, last, length);
        int slot = hash & (entries.length - 1);
        Entry<T> entry = entries[slot];
        if (entry != null
                && entry.first == first
                && entry.last == last
                && entry.length == length
                && entry.holdsMiddle(bytes, from)) {
            return entry.value;
        }
        T value = parser.parse(bytes, from, to);
        if (seen[slot] == hash) {
            entries[slot] = new Entry<>(first, last, length, middle(bytes, from, length), value);
        } else {
            seen[slot] = hash;
        }
        return value;
    }

    /** Looks at the length and both ends: names that these do not tell apart share a slot, and no more. */
    static int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long first = first(bytes, from, to);
        return hash(first, last(bytes, to, length, first), length);
    }

    private static int hash(long first, long last, int length) {
        long hash = ((first ^ length) * MULTIPLIER ^ last) * MULTIPLIER;
        return (int) (hash >>> 32);
    }

    /** Returns the first eight bytes, or all if there are fewer. */
    private static long first(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length >= Long.BYTES) {
            return (long) LONGS.get(bytes, from);
        }
        if (to >= Long.BYTES && length > 0) {
            return (long) LONGS.get(bytes, to - Long.BYTES) >>> ((Long.BYTES - length) * Byte.SIZE);
        }
        long word = 0;
        for (int position = to - 1; position >= from; position--) {
            word = (word << Byte.SIZE) | (bytes[position] & 0xff);
        }
        return word;
    }

    /** Returns the last eight bytes, or all if there are fewer. */
    private static long last(byte[] bytes, int to, int length, long first) {
        return length < Long.BYTES ? first : (long) LONGS.get(bytes, to - Long.BYTES);
    }

    /** Returns what is between the first eight bytes and the last eight, and some of these. */
    private static long[] middle(byte[] bytes, int from, int length) {
        long[] words = new long[Math.max(0, (length - Long.BYTES - 1) / Long.BYTES)];
        for (int i = 0; i < words.length; i++) {
            words[i] = (long) LONGS.get(bytes, from + (i + 1) * Long.BYTES);
        }
        return words;
    }

    private static final class Entry<T> {
        final long first;
        final long last;
        final int length;
        final long[] middle;
        final T value;

        Entry(long first, long last, int length, long[] middle, T value) {
            this.first = first;
            this.last = last;
            this.length = length;
            this.middle = middle;
            this.value = value;
        }

        boolean holdsMiddle(byte[] bytes, int from) {
            int position = from;
            for (long word : middle) {
                position += Long.BYTES;
                if (word != (long) LONGS.get(bytes, position)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Makes a value of bytes. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(byte[] bytes, int from, int to) throws MalformedOtlpException;
    }
}
