// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.synthetic;

import java.time.Duration;

/** How the durations of many traces are distributed. */
@FunctionalInterface
public interface Latency {

    /** Returns the duration that this share of the traces, from 0 to below 1, does not exceed. */
    Duration quantile(double share);

    /** All the same. */
    static Latency always(Duration duration) {
        Require.notNegative("duration", duration);
        return share -> duration;
    }

    /**
     * Each duration between the two is as likely as any other.
     *
     * @throws IllegalArgumentException if one is negative, or {@code to} is below {@code from}
     */
    static Latency uniform(Duration from, Duration to) {
        Require.notNegative("from", from);
        if (to.compareTo(from) < 0) {
            throw new IllegalArgumentException("to: " + to + " (expected: not below from, " + from + ")");
        }
        return share -> from.plusNanos(Math.round(share * to.minus(from).toNanos()));
    }

    /** Many short ones and ever fewer long ones, of this mean. */
    static Latency exponential(Duration mean) {
        Require.notNegative("mean", mean);
        return share -> Duration.ofNanos(Math.round(-Math.log1p(-share) * mean.toNanos()));
    }

    /**
     * As services have them: half are below the median, and one in a hundred is above {@code p99}, some of them by far. A
     * log-logistic distribution.
     *
     * @throws IllegalArgumentException if the median is not positive, or {@code p99} is below it
     */
    static Latency longTail(Duration median, Duration p99) {
        if (median.isNegative() || median.isZero() || p99.compareTo(median) < 0) {
            throw new IllegalArgumentException(
                    "median: " + median + ", p99: " + p99 + " (expected: 0 < median <= p99)");
        }
        double spread = Math.log((double) p99.toNanos() / median.toNanos()) / Math.log(99);
        return share -> Duration.ofNanos(Math.round(median.toNanos() * Math.pow(share / (1 - share), spread)));
    }
}
