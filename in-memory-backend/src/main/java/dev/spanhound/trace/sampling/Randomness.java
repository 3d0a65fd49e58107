// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.sampling;

import java.util.HexFormat;
import java.util.Optional;

/**
 * The randomness of a trace, the same for all of its spans.
 *
 * @param value 56 bits
 */
public record Randomness(long value) {
    private static final long MASK = (1L << 56) - 1;

    /** The greatest one, which any threshold but {@link SamplingThreshold#NEVER} keeps. */
    public static final Randomness MAX = new Randomness(MASK);

    public Randomness {
        if ((value & ~MASK) != 0) {
            throw new IllegalArgumentException("value: " + value + " (expected: 0 to 2^56 - 1)");
        }
    }

    /**
     * Returns the randomness of a trace that has none of its own in the trace state: the lowest 56 bits of its ID.
     *
     * @param traceId 32 hex digits
     * @throws IllegalArgumentException if it is not
     */
    public static Randomness ofTraceId(String traceId) {
        if (traceId.length() != 32 || !isHex(traceId)) {
            throw new IllegalArgumentException("traceId: " + traceId + " (expected: 32 hex digits)");
        }
        return new Randomness(Long.parseLong(traceId.substring(18), 16));
    }

    /**
     * Returns the randomness that {@code rv} of a trace state stands for, or nothing if it is not 14 hex digits. Digits
     * may be of either case, as the Collector takes them.
     */
    public static Optional<Randomness> parse(String rv) {
        return rv.length() == 14 && isHex(rv) ? Optional.of(new Randomness(Long.parseLong(rv, 16))) : Optional.empty();
    }

    static boolean isHex(String text) {
        return text.chars().allMatch(HexFormat::isHexDigit);
    }

    /** Returns {@code rv} of a trace state: 14 hex digits. */
    public String encode() {
        return HexFormat.of().toHexDigits(value, 14);
    }

    @Override
    public String toString() {
        return "rv:" + encode();
    }
}
