// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.go.GoDuration;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import java.time.Duration;
import java.util.function.Function;

/** Durations: read from text, and in units. */
final class DurationFunctions {
    private static final double NANOS_PER_SECOND = 1e9;

    private DurationFunctions() {}

    static void addTo(Family family) {
        family.with("Duration", "duration", DurationFunctions::parse)
                .with("Hours", "duration", a -> in(a, duration -> inUnitsOf(3600, duration)))
                .with("Minutes", "duration", a -> in(a, duration -> inUnitsOf(60, duration)))
                .with("Seconds", "duration", a -> in(a, duration -> inUnitsOf(1, duration)))
                .with("Milliseconds", "duration", a -> in(a, duration -> duration.toNanos() / 1_000_000))
                .with("Microseconds", "duration", a -> in(a, duration -> duration.toNanos() / 1_000))
                .with("Nanoseconds", "duration", a -> in(a, Duration::toNanos));
    }

    /** A literal is read once; if it is no duration, that is still an error of each evaluation only. */
    private static Expression parse(Arguments arguments) {
        Typed<String> text = arguments.string(0);
        String literal = text.constant();
        if (literal == null) {
            return item -> duration(text.of(item));
        }
        try {
            Duration duration = duration(literal);
            return item -> duration;
        } catch (EvaluationException e) {
            return item -> {
                throw e;
            };
        }
    }

    private static Duration duration(String text) {
        Duration duration = GoDuration.parse(text);
        if (duration == null) {
            throw new EvaluationException('"' + text + "\" is no duration (expected: such as 300ms or 1h30m)");
        }
        return duration;
    }

    private static Expression in(Arguments arguments, Function<Duration, Object> unit) {
        Typed<Duration> duration = arguments.duration(0);
        return item -> unit.apply(duration.of(item));
    }

    /** Whole units and the rest apart, as in Go, for the same rounding. */
    private static double inUnitsOf(long seconds, Duration duration) {
        long nanos = duration.toNanos();
        long unit = seconds * 1_000_000_000;
        long whole = nanos / unit;
        return whole + (nanos % unit) / (seconds * NANOS_PER_SECOND);
    }
}
