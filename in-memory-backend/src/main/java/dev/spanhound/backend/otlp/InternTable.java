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
        int hash = hash(bytes, from, to);
        int slot = hash & (entries.length - 1);
        Entry<T> entry = entries[slot];
        if (entry != null && entry.hash == hash && entry.length == length && entry.holds(bytes, from, to)) {
            return entry.value;
        }
        T value = parser.parse(bytes, from, to);
        if (seen[slot] == hash) {
            entries[slot] = new Entry<>(hash, length, words(bytes, from, to), value);
        } else {
            seen[slot] = hash;
        }
        return value;
    }

    /** Looks at the length and both ends: names that these do not tell apart share a slot, and no more. */
    static int hash(byte[] bytes, int from, int to) {
        long first = word(bytes, from, Math.min(to, from + Long.BYTES));
        long last = word(bytes, Math.max(from, to - Long.BYTES), to);
        long hash = ((first ^ Math.subtractExact(to, from)) * MULTIPLIER ^ last) * MULTIPLIER;
        return (int) (hash >>> 32);
    }

    private static long[] words(byte[] bytes, int from, int to) {
        long[] words = new long[Math.max(1, (to - from + Long.BYTES - 1) / Long.BYTES)];
        int position = from;
        for (int i = 0; i < words.length - 1; i++, position += Long.BYTES) {
            words[i] = (long) LONGS.get(bytes, position);
        }
        words[words.length - 1] = word(bytes, position, to);
        return words;
    }

    /** Returns the last one to eight bytes, or zero if there are none. */
    private static long word(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        if (to >= Long.BYTES) {
            return (long) LONGS.get(bytes, to - Long.BYTES) >>> ((Long.BYTES - (to - from)) * Byte.SIZE);
        }
        long word = 0;
        for (int position = to - 1; position >= from; position--) {
            word = (word << Byte.SIZE) | (bytes[position] & 0xff);
        }
        return word;
    }

    private static final class Entry<T> {
        final int hash;
        final int length;
        final long[] words;
        final T value;

        Entry(int hash, int length, long[] words, T value) {
            this.hash = hash;
            this.length = length;
            this.words = words;
            this.value = value;
        }

        boolean holds(byte[] bytes, int from, int to) {
            int position = from;
            int last = words.length - 1;
            for (int i = 0; i < last; i++, position += Long.BYTES) {
                if (words[i] != (long) LONGS.get(bytes, position)) {
                    return false;
                }
            }
            return words[last] == word(bytes, position, to);
        }
    }

    /** Makes a value of bytes. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(byte[] bytes, int from, int to) throws MalformedOtlpException;
    }
}
