// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.Binomial.Interval;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.data.Percentage;

/**
 * A share that is expected of many, judged by an exact binomial test.
 *
 * @param probability what is expected, 0 to 1
 * @param confidence how sure a failure must be, such as 0.999
 */
record Share(double probability, double confidence) {
    static final double DEFAULT_CONFIDENCE = 0.999;

    static Share about(Percentage expected, double confidence) {
        if (expected.value > 100) {
            throw new IllegalArgumentException(
                    "share: " + percent(expected.value / 100) + " (expected: at most 100 %)");
        }
        return new Share(expected.value / 100, confidence);
    }

    /**
     * Returns a confidence as a share of 1.
     *
     * @throws IllegalArgumentException if it is 100 % or more, which no finite number of traces can give
     */
    static double confidence(Percentage confidence) {
        if (confidence.value >= 100) {
            throw new IllegalArgumentException(
                    "confidence: " + percent(confidence.value / 100) + " (expected: less than 100 %)");
        }
        return confidence.value / 100;
    }

    boolean isLikely(Binomial counted) {
        return counted.pValue(probability) >= 1 - confidence;
    }

    /** Returns whether it takes more hits to be that share. */
    boolean isTooLow(Binomial counted) {
        return counted.share() < probability && !isLikely(counted);
    }

    /** Returns what was found instead; empty if what was counted may well be that share. */
    Optional<String> finding(Binomial counted) {
        return isLikely(counted) ? Optional.empty() : Optional.of(counted(counted));
    }

    /** Returns how the count is to be read. */
    String reading(Binomial counted) {
        Interval interval = counted.interval(confidence);
        double pValue = counted.pValue(probability);
        return "with " + percent(confidence) + " confidence the share is between " + percent(interval.from()) + " and "
                + percent(interval.to()) + "; for " + this + " the p-value of this count is "
                + (pValue < 1e-12 ? "below 1e-12" : String.format(Locale.ROOT, "%.2g", pValue));
    }

    /** Returns a count such as {@code 1103 of 10000 (11.03 %)}. */
    static String counted(Binomial counted) {
        return counted.hits() + " of " + counted.size() + " (" + percent(counted.share()) + ")";
    }

    /** Returns a share such as {@code 10 %}, {@code 0.05 %} or {@code 33.33 %}. */
    static String percent(double share) {
        double percent = 100 * share;
        String digits = (percent > 0 && percent < 0.1) || (percent > 99.9 && percent < 100) ? "%.4f" : "%.2f";
        return String.format(Locale.ROOT, digits, percent).replaceFirst("\\.?0+$", "") + " %";
    }

    @Override
    public String toString() {
        return percent(probability);
    }
}
