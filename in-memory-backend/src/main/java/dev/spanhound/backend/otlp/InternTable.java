// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
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
        if (to - from > MAX_LENGTH) {
            return parser.parse(bytes, from, to);
        }
        int hash = hash(bytes, from, to);
        int slot = hash & (entries.length - 1);
        Entry<T> entry = entries[slot];
        if (entry != null && entry.hash == hash && Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, from, to)) {
            return entry.value;
        }
        T value = parser.parse(bytes, from, to);
        if (seen[slot] == hash) {
            entries[slot] = new Entry<>(hash, Arrays.copyOfRange(bytes, from, to), value);
        } else {
            seen[slot] = hash;
        }
        return value;
    }

    private static int hash(byte[] bytes, int from, int to) {
        long hash = Math.subtractExact(to, from);
        int position = from;
        for (; position + Long.BYTES <= to; position += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, position));
        }
        for (; position < to; position++) {
            hash = mix(hash ^ bytes[position]);
        }
        return (int) (hash ^ hash >>> 32);
    }

    private static long mix(long value) {
        long product = value * 0x9e3779b97f4a7c15L;
        return product ^ product >>> 29;
    }

    private static final class Entry<T> {
        final int hash;
        final byte[] bytes;
        final T value;

        Entry(int hash, byte[] bytes, T value) {
            this.hash = hash;
            this.bytes = bytes;
            this.value = value;
        }
    }

    /** Makes a value of bytes. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(byte[] bytes, int from, int to) throws MalformedOtlpException;
    }
}
