// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import java.time.Duration;

/**
 * How long an assertion waits.
 *
 * @param timeout longest time to wait for an assertion to pass
 * @param quietTime time without a new span after which an absent span is taken to stay absent
 */
public record Patience(Duration timeout, Duration quietTime) {

    /** Ten seconds, twice the delay of a batch exporter that nobody configured, and 200 milliseconds of quiet. */
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(10), Duration.ofMillis(200));

    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public Patience {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: >= 0)");
        }
        if (quietTime.isNegative()) {
            throw new IllegalArgumentException("quietTime: " + quietTime + " (expected: >= 0)");
        }
    }

    /** Returns the same with another timeout. */
    public Patience withTimeout(Duration other) {
        return new Patience(other, quietTime);
    }

    /** Returns the same with another quiet time. */
    public Patience withQuietTime(Duration other) {
        return new Patience(timeout, other);
    }
}
