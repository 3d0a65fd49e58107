// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import dev.spanhound.collector.config.Node.Scalar;
import dev.spanhound.collector.go.GoDuration;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type of single values, and what of YAML the Collector takes for it: no string for a number, no number for a string.
 *
 * @param expected what a value of the type is called
 * @param conversion the value of what YAML gives, or null if it is of another type
 * @param doubts what may not be meant
 */
record Scalars<T>(String expected, Conversion<T> conversion, Function<Object, Optional<String>> doubts) {
    private static final Set<String> WORDS_FOR_TRUE = Set.of("yes", "on", "true", "y", "1");
    private static final Set<String> WORDS_FOR_FALSE = Set.of("no", "off", "false", "n", "0");

    static final Scalars<String> STRING =
            new Scalars<>("a string", value -> value instanceof String text ? text : null);
    static final Scalars<Boolean> BOOL =
            new Scalars<>("true or false", value -> value instanceof Boolean flag ? flag : null);
    static final Scalars<Long> INT64 = new Scalars<>("an integer", Scalars::int64, Scalars::changed);
    static final Scalars<Long> UINT64 =
            new Scalars<>("an integer of at least 0", Scalars::uint64, Scalars::lostFraction);
    static final Scalars<Double> FLOAT64 =
            new Scalars<>("a number", value -> value instanceof Number number ? number.doubleValue() : null);
    static final Scalars<Duration> DURATION =
            new Scalars<>("a duration such as 30s or 500ms", Scalars::duration, Scalars::nanoseconds);

    private Scalars(String expected, Conversion<T> conversion) {
        this(expected, conversion, value -> Optional.empty());
    }

    /** Returns the value in this type, or null if it is of another. */
    @Nullable
    T of(Node node) {
        String original = node.original();
        if (equals(STRING) && original != null) {
            return conversion.of(original);
        }
        return node instanceof Scalar scalar && scalar.value() != null ? conversion.of(scalar.value()) : null;
    }

    Optional<String> doubt(Node node) {
        return node instanceof Scalar scalar && scalar.value() != null
                ? doubts.apply(scalar.value())
                : Optional.empty();
    }

    /** Returns how to write a value that was meant to be of this type; an empty text if that cannot be told. */
    String cure(Node node) {
        if (!(node instanceof Scalar scalar) || scalar.value() == null) {
            return "";
        }
        if (equals(STRING)) {
            return " (write \"" + scalar.text() + "\")";
        }
        if (equals(BOOL) && WORDS_FOR_TRUE.contains(scalar.text())) {
            return " (write true)";
        }
        if (equals(BOOL) && WORDS_FOR_FALSE.contains(scalar.text())) {
            return " (write false)";
        }
        Object bare = scalar.value() instanceof String text ? PlainScalar.typed(text) : null;
        return bare != null && !equals(DURATION) && conversion.of(bare) != null ? " (leave the quotes out)" : "";
    }

    String described(T value) {
        if (value instanceof String) {
            return "\"\"";
        }
        return value instanceof Duration ? "0s" : String.valueOf(value);
    }

    private static @Nullable Long int64(Object value) {
        if (value instanceof BigInteger number) {
            return number.longValue();
        }
        if (value instanceof Double number) {
            return number.longValue();
        }
        return value instanceof Long number ? number : null;
    }

    private static @Nullable Long uint64(Object value) {
        if (value instanceof BigInteger) {
            return Long.MAX_VALUE;
        }
        Long number = int64(value);
        return number != null && number >= 0 ? number : null;
    }

    private static Optional<String> changed(Object value) {
        return value instanceof BigInteger number
                ? Optional.of(number + " does not fit in 64 bits, and the Collector takes it for " + number.longValue())
                : lostFraction(value);
    }

    private static Optional<String> lostFraction(Object value) {
        return value instanceof Double number && number != Math.rint(number)
                ? Optional.of(number + " is not an integer, and the Collector takes it for " + number.longValue())
                : Optional.empty();
    }

    private static @Nullable Duration duration(Object value) {
        if (value instanceof String text) {
            return GoDuration.parse(text);
        }
        Long nanos = int64(value);
        return nanos == null ? null : Duration.ofNanos(nanos);
    }

    private static Optional<String> nanoseconds(Object value) {
        Long nanos = int64(value);
        return nanos == null || nanos == 0
                ? Optional.empty()
                : Optional.of("the Collector takes a number for nanoseconds: write a unit, such as " + nanos + "s");
    }

    /** A value in the type asked for, or null if it is of another. */
    @FunctionalInterface
    interface Conversion<T> {
        @Nullable
        T of(Object value);
    }
}
