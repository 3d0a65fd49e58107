// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.trace.sampling.Randomness;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * Randomness as {@code probabilistic_sampler} makes it of a trace ID: FNV-1a of 32 bits over seed and ID, of which 14
 * bits decide. The other bits of the 56 are the hash again, in the Collector's order.
 */
final class TraceIdHash {
    /** Number of values that decide. */
    static final int BUCKETS = 1 << 14;

    /** How far the bits that decide are from the right in a randomness or threshold. */
    static final int SHIFT = 42;

    private static final int OFFSET_BASIS = 0x811c9dc5;
    private static final int PRIME = 0x01000193;

    private TraceIdHash() {}

    static Randomness of(String traceId, int seed) {
        int hash = hash(traceId, seed);
        long bucket = hash & (BUCKETS - 1);
        long unused = Integer.toUnsignedLong(hash) >>> (Integer.SIZE - 14);
        long mixed = unused ^ (unused << 10);
        return new Randomness(((BUCKETS - 1 - bucket) << SHIFT) | (mixed << 14) | bucket);
    }

    private static int hash(String traceId, int seed) {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(seed)
                .put(HexFormat.of().parseHex(traceId))
                .array();
        int hash = OFFSET_BASIS;
        for (byte octet : bytes) {
            hash = (hash ^ (octet & 0xff)) * PRIME;
        }
        return hash;
    }
}
