// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.sampling;

import java.util.Optional;

/**
 * A rejection threshold: a span is kept if its {@link Randomness} is not below it.
 *
 * @param value from 0, which keeps all, to 2<sup>56</sup>, which keeps none
 * @see <a href="https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/">OpenTelemetry
 *     specification: TraceState, probability sampling</a>
 */
public record SamplingThreshold(long value) implements Comparable<SamplingThreshold> {
    private static final long LIMIT = 1L << 56;

    /** Most hex digits of a threshold. */
    public static final int MAX_PRECISION = 14;

    /** The smallest probability that a threshold can stand for, 2<sup>-56</sup>. */
    public static final double MIN_PROBABILITY = 1.0 / LIMIT;

    /** Keeps all. */
    public static final SamplingThreshold ALWAYS = new SamplingThreshold(0);

    /** Keeps none. */
    public static final SamplingThreshold NEVER = new SamplingThreshold(LIMIT);

    public SamplingThreshold {
        if (value < 0 || value > LIMIT) {
            throw new IllegalArgumentException("value: " + value + " (expected: 0 to 2^56)");
        }
    }

    /**
     * Returns the threshold of a probability, with all 14 digits.
     *
     * @throws IllegalArgumentException if the probability is below 2<sup>-56</sup> or above 1
     */
    public static SamplingThreshold ofProbability(double probability) {
        return ofProbability(probability, MAX_PRECISION);
    }

    /**
     * Returns the threshold of a probability, rounded to a number of hex digits. As in the Collector a digit is added
     * for each leading {@code 0} or {@code f}, so that the error stays small relative to the probability.
     *
     * @param probability 2<sup>-56</sup> to 1
     * @param precision number of digits, 1 to 14
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public static SamplingThreshold ofProbability(double probability, int precision) {
        if (!(probability >= MIN_PROBABILITY && probability <= 1)) {
            throw new IllegalArgumentException("probability: " + probability + " (expected: 2^-56 to 1)");
        }
        if (precision < 1 || precision > MAX_PRECISION) {
            throw new IllegalArgumentException("precision: " + precision + " (expected: 1 to 14)");
        }
        if (probability == 1) {
            return ALWAYS;
        }
        int extra = Math.max(leadingDigits(probability), leadingDigits(1 - probability));
        int digits = Math.min(MAX_PRECISION, precision + extra);
        long threshold = LIMIT - Math.round(probability * LIMIT);
        int shift = 4 * (MAX_PRECISION - digits);
        if (shift > 0) {
            threshold = (threshold + (1L << (shift - 1))) >> shift << shift;
        }
        return new SamplingThreshold(threshold);
    }

    /** Returns how many hex digits of the fraction are zero before the first that is not. */
    private static int leadingDigits(double fraction) {
        return -(Math.getExponent(fraction) + 1) / 4;
    }

    /**
     * Returns the threshold that {@code th} of a trace state stands for, or nothing if it is not 1 to 14 hex digits.
     * Digits may be of either case, as the Collector takes them.
     */
    public static Optional<SamplingThreshold> parse(String th) {
        int trimmed = MAX_PRECISION - th.length();
        return th.isEmpty() || trimmed < 0 || !Randomness.isHex(th)
                ? Optional.empty()
                : Optional.of(new SamplingThreshold(Long.parseLong(th, 16) << (4 * trimmed)));
    }

    /** Returns {@code th} of a trace state: hex digits without trailing zeros; empty for {@link #NEVER}. */
    public String encode() {
        if (value == 0) {
            return "0";
        }
        return value == LIMIT ? "" : new Randomness(value).encode().replaceFirst("0+$", "");
    }

    /** Returns whether a span of this randomness is kept. */
    public boolean keeps(Randomness randomness) {
        return value <= randomness.value();
    }

    /** Returns the share of all traces that is kept. */
    public double probability() {
        return (double) (LIMIT - value) / LIMIT;
    }

    /** Returns how many spans each one that is kept stands for; 0 for {@link #NEVER}. */
    public double adjustedCount() {
        return value == LIMIT ? 0 : 1 / probability();
    }

    /** Compares by what is kept: who keeps less is greater. */
    @Override
    public int compareTo(SamplingThreshold other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value == LIMIT ? "never" : "th:" + encode();
    }
}
