// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import java.time.Duration;
import java.util.Locale;

/** Durations as people write them. */
final class Durations {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private Durations() {}

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
