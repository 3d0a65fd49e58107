// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Durations as people write them. */
public final class Durations {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;

    private Durations() {}

    /**
     * Returns the duration as {@link #text} does if that says it all, else with all its digits, such as {@code 1.995 s}:
     * for a limit.
     */
    public static String precisely(Duration duration) {
        return duration.isZero() ? "0 ms" : isRound(duration) ? text(duration) : exact(duration);
    }

    /** Returns a duration that is told beside a limit: with all its digits if it would read like the limit without. */
    public static String against(Duration limit, Duration found) {
        boolean alike = text(limit).equals(text(found)) && !limit.equals(found);
        return alike ? exact(found) : text(found);
    }

    private static boolean isRound(Duration duration) {
        return duration.toNanos() % step(Math.abs(duration.toNanos())) == 0;
    }

    /** Returns what {@link #text} rounds down to. */
    private static long step(long nanos) {
        if (nanos < MICRO) {
            return 1;
        }
        if (nanos < MILLI) {
            return MICRO;
        }
        if (nanos < SECOND) {
            return nanos < 10 * MILLI ? MILLI / 10 : MILLI;
        }
        if (nanos < MINUTE) {
            return 10 * MILLI;
        }
        return nanos < 60 * MINUTE ? SECOND : MINUTE;
    }

    private static String exact(Duration duration) {
        long nanos = duration.toNanos();
        long size = Math.abs(nanos);
        if (size >= SECOND) {
            return digits(nanos, 9) + " s";
        }
        if (size >= MILLI) {
            return digits(nanos, 6) + " ms";
        }
        return size >= MICRO ? digits(nanos, 3) + " µs" : nanos + " ns";
    }

    private static String digits(long nanos, int scale) {
        return BigDecimal.valueOf(nanos, scale).stripTrailingZeros().toPlainString();
    }

    /** Returns the duration in one unit, such as {@code 350 µs}, {@code 1.5 ms}, {@code 118 ms} or {@code 1.20 s}. */
    static String text(Duration duration) {
        if (duration.toMinutes() > 0) {
            return duration.toHours() > 0
                    ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                    : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        long nanos = duration.toNanos();
        if (nanos < MICRO) {
            return nanos + " ns";
        }
        if (nanos < MILLI) {
            return nanos / MICRO + " µs";
        }
        if (nanos < 10 * MILLI && nanos % MILLI >= MILLI / 10) {
            return nanos / MILLI + "." + nanos % MILLI / (MILLI / 10) + " ms";
        }
        return nanos < SECOND
                ? nanos / MILLI + " ms"
                : String.format(Locale.ROOT, "%d.%02d s", nanos / SECOND, nanos % SECOND / (10 * MILLI));
    }
}
