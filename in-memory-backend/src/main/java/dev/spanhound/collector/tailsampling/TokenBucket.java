// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

/**
 * A limit of so many tokens a second, with a burst: the arithmetic of Go's {@code golang.org/x/time/rate}, in the same
 * floating-point operations. It starts full, and what does not fit spends nothing.
 */
final class TokenBucket {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long perSecond;
    private final long burst;
    private double tokens;
    private long lastNanos;

    TokenBucket(long perSecond, long burst) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = (double) burst;
        this.lastNanos = Long.MIN_VALUE;
    }

    /** Returns how many tokens there are at a time, and spends none. */
    double tokensAt(long epochNanos) {
        // When time goes back, Go's limiter adds nothing. Before the first spending it is full.
        long elapsed = lastNanos == Long.MIN_VALUE ? 0 : Math.max(0, epochNanos - lastNanos);
        long whole = elapsed / NANOS_PER_SECOND;
        double seconds = (double) whole + (double) (elapsed % NANOS_PER_SECOND) / 1e9;
        double refilled = perSecond <= 0 ? tokens : tokens + seconds * perSecond;
        return Math.min(refilled, (double) burst);
    }

    /** Spends tokens if there are so many. What one more nanosecond would bring counts as there, as in Go. */
    boolean spend(long epochNanos, long count) {
        double left = tokensAt(epochNanos) - count;
        if (count > burst || (left < 0 && !comesWithinANanosecond(-left))) {
            return false;
        }
        lastNanos = epochNanos;
        tokens = left;
        return true;
    }

    private boolean comesWithinANanosecond(double missing) {
        return perSecond > 0 && (long) (missing / perSecond * 1e9) == 0;
    }
}
