// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Times: now, from numbers, in parts, and as numbers. Where the Collector takes the local zone, this takes UTC. */
final class TimeFunctions {
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);
    /** Go rounds times from the year 1 on. */
    private static final Instant YEAR_ONE = Instant.parse("0001-01-01T00:00:00Z");

    private TimeFunctions() {}

    static void addTo(Family family) {
        family.with("Now", "", a -> item -> ZonedDateTime.now(ZoneOffset.UTC))
                .with("Unix", "seconds, nanoseconds?", TimeFunctions::unix)
                .with("UnixSeconds", "time", a -> part(a, ZonedDateTime::toEpochSecond))
                .with("UnixMilli", "time", a -> part(a, time -> since(time, ChronoUnit.MILLIS)))
                .with("UnixMicro", "time", a -> part(a, time -> since(time, ChronoUnit.MICROS)))
                .with("UnixNano", "time", a -> part(a, TimeFunctions::nanos))
                .with("Year", "time", a -> part(a, ZonedDateTime::getYear))
                .with("Month", "time", a -> part(a, ZonedDateTime::getMonthValue))
                .with("Day", "time", a -> part(a, ZonedDateTime::getDayOfMonth))
                .with(
                        "Weekday",
                        "time",
                        a -> part(a, time -> time.getDayOfWeek().getValue() % 7))
                .with("Hour", "time", a -> part(a, ZonedDateTime::getHour))
                .with("Minute", "time", a -> part(a, ZonedDateTime::getMinute))
                .with("Second", "time", a -> part(a, ZonedDateTime::getSecond))
                .with("Nanosecond", "time", a -> part(a, ZonedDateTime::getNano))
                .with("Time", "time, format, location?, locale?", TimeFunctions::read)
                .with("FormatTime", "time, format", TimeFunctions::write)
                .with("TruncateTime", "time, duration", TimeFunctions::truncate);
    }

    private static Expression part(Arguments arguments, Function<ZonedDateTime, Number> part) {
        Typed<ZonedDateTime> time = arguments.time(0);
        return item -> part.apply(time.of(item)).longValue();
    }

    private static long since(ZonedDateTime time, ChronoUnit unit) {
        Instant instant = time.toInstant();
        return Math.multiplyExact(
                        instant.getEpochSecond(),
                        1_000_000_000 / unit.getDuration().toNanos())
                + instant.getNano() / unit.getDuration().toNanos();
    }

    private static long nanos(ZonedDateTime time) {
        return time.toEpochSecond() * 1_000_000_000 + time.getNano();
    }

    private static Expression unix(Arguments arguments) {
        Typed<Long> seconds = arguments.integer(0);
        Typed<Long> nanos = arguments.has(1) ? arguments.integer(1) : new Constant<>(0L);
        return item -> Instant.ofEpochSecond(seconds.of(item), nanos.of(item)).atZone(ZoneOffset.UTC);
    }

    private static Expression read(Arguments arguments) {
        Typed<String> time = arguments.string(0);
        String format = arguments.text(1);
        List<Strptime.Part> parts = Arguments.blame(1, () -> Strptime.parts(format));
        String location = arguments.text(2, "");
        ZoneId zone = location.isEmpty() ? ZoneOffset.UTC : Arguments.blame(2, () -> zone(location));
        Locale locale = Locale.forLanguageTag(arguments.text(3, "en").replace('_', '-'));
        if (!List.of(Locale.getAvailableLocales()).contains(locale)
                || locale.getLanguage().isEmpty()) {
            throw new ArgumentException(3, "expected a language tag, such as \"fr\" or \"de-AT\"");
        }
        return item -> TimeReader.read(parts, time.of(item), zone, locale);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new EvaluationException("there is no time zone " + name);
        }
    }

    private static Expression write(Arguments arguments) {
        Typed<ZonedDateTime> time = arguments.time(0);
        String format = arguments.text(1);
        List<Strptime.Part> parts = Arguments.blame(1, () -> Strptime.parts(format));
        return item -> TimeWriter.write(parts, time.of(item));
    }

    private static Expression truncate(Arguments arguments) {
        Typed<ZonedDateTime> time = arguments.time(0);
        Typed<Duration> step = arguments.duration(1);
        return item -> truncate(time.of(item), step.of(item));
    }

    private static ZonedDateTime truncate(ZonedDateTime time, Duration step) {
        if (step.isZero() || step.isNegative()) {
            return time;
        }
        Duration since = Duration.between(YEAR_ONE, time.toInstant());
        BigInteger nanos =
                BigInteger.valueOf(since.getSeconds()).multiply(BILLION).add(BigInteger.valueOf(since.getNano()));
        return time.minusNanos(nanos.mod(BigInteger.valueOf(step.toNanos())).longValue());
    }
}
