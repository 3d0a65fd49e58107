// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

/**
 * A share that was counted, and what it tells of the probability behind it. Exact: no normal approximation.
 *
 * @param hits how many of them were hits, 0 to {@code size}
 * @param size how many there were, 1 or more
 */
record Binomial(long hits, long size) {
    private static final int BISECTIONS = 60;

    /** Where a probability lies, at some confidence. */
    record Interval(double from, double to) {}

    Binomial {
        if (size < 1 || hits < 0 || hits > size) {
            throw new IllegalArgumentException(
                    "hits: " + hits + ", size: " + size + " (expected: 0 <= hits <= size, size > 0)");
        }
    }

    double share() {
        return (double) hits / size;
    }

    /**
     * Returns the chance of a count that is as far off as this one or further, to either side: twice that of the lesser
     * side. It is below 1 - confidence just if the {@linkplain #interval interval} leaves the probability out.
     */
    double pValue(double probability) {
        return Math.min(1, 2 * Math.min(atMost(probability), atLeast(probability)));
    }

    /** Returns the interval of Clopper and Pearson. */
    Interval interval(double confidence) {
        double tail = (1 - confidence) / 2;
        return new Interval(least(tail), 1 - new Binomial(size - hits, size).least(tail));
    }

    /** Returns the probability of which at least so many hits have this chance. */
    private double least(double chance) {
        double low = 0;
        double high = share();
        for (int i = 0; i < BISECTIONS && high > 0; i++) {
            double middle = (low + high) / 2;
            if (atLeast(middle) < chance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Returns the chance of at most so many hits. */
    double atMost(double probability) {
        return new Binomial(size - hits, size).atLeast(1 - probability);
    }

    /** Returns the chance of at least so many hits. */
    double atLeast(double probability) {
        if (hits == 0 || probability >= 1) {
            return 1;
        }
        return probability <= 0 ? 0 : Beta.regularized(probability, (double) hits, (double) (size - hits + 1));
    }
}
