// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * {@code probabilistic}: keeps a share of the traces, by a hash of the trace ID with a salt. The same trace meets the same
 * decision in all Collectors with the same salt.
 *
 * @param saltHash the hash after the salt
 * @param threshold the largest hash that is kept, unsigned
 * @param percentage share, as configured
 */
record Probabilistic(long saltHash, long threshold, String percentage) implements Policy {
    private static final String DEFAULT_SALT = "default-hash-seed";
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final BigInteger MAX_UINT64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    static Policy read(Section keys) {
        String salt = keys.string("hash_salt", "");
        double percentage = keys.float64("sampling_percentage", 0);
        long saltHash = FNV_OFFSET;
        for (byte b : (salt.isEmpty() ? DEFAULT_SALT : salt).getBytes(StandardCharsets.UTF_8)) {
            saltHash = fnv1a(saltHash, b);
        }
        return new Probabilistic(saltHash, threshold(percentage / 100), Numbers.plain(percentage));
    }

    /**
     * Returns the largest hash to keep. The Collector multiplies in 64 bits of precision and rounds to even, and then
     * cuts off what is below 1.
     */
    static long threshold(double ratio) {
        if (!(ratio > 0)) {
            return 0;
        }
        if (ratio >= 1) {
            return -1;
        }
        BigDecimal exact = new BigDecimal(MAX_UINT64).multiply(new BigDecimal(ratio));
        // Precision in bits, below 2^64: scaled by a power of 2 until the integer part has all 64.
        int scale = 64 - exact.toBigInteger().bitLength();
        BigDecimal scaled = exact.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(scale)));
        BigInteger rounded = scaled.setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
        return rounded.shiftRight(scale).longValue();
    }

    @Override
    public Judgement judge(TraceView trace) {
        long hash = saltHash;
        String id = trace.traceId();
        for (int i = 0; i < id.length(); i += 2) {
            hash = fnv1a(hash, Character.digit(id.charAt(i), 16) << 4 | Character.digit(id.charAt(i + 1), 16));
        }
        return Long.compareUnsigned(hash, threshold) <= 0
                ? Judgement.sampled(Reason.of("hash %s <= %s %%", new Share(hash), percentage))
                : Judgement.notSampled(Reason.of("hash %s > %s %%", new Share(hash), percentage));
    }

    private static long fnv1a(long hash, int octet) {
        return (hash ^ (octet & 0xff)) * FNV_PRIME;
    }

    private record Share(long hash) {
        @Override
        public String toString() {
            double unsigned = (hash >>> 1) * 2.0 + (hash & 1);
            return String.format(Locale.ROOT, "%.2f %%", unsigned / 0x1p64 * 100);
        }
    }
}
