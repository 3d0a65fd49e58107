// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters of a search. One that is not known is refused: an answer that passes over a condition would be a wrong one.
 *
 * @param values values by name, decoded
 */
record Parameters(Map<String, String> values) {
    private static final long DEFAULT_LIMIT = 100;

    /** What is wrong with a parameter, for whoever asked. */
    static final class MalformedParameterException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedParameterException(String message) {
            super(message);
        }
    }

    /** Reads a value; throws {@link RuntimeException} if it is not one. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(String value);
    }

    /**
     * Checks that no others are given.
     *
     * @throws MalformedParameterException if there is one
     */
    void allow(Set<String> names) throws MalformedParameterException {
        for (String name : new TreeSet<>(values.keySet())) {
            if (!names.contains(name)) {
                throw new MalformedParameterException(name + ": not supported here (expected: some of "
                        + String.join(", ", new TreeSet<>(names)) + ")");
            }
        }
    }

    /** Returns the value of the first of these names that is there. */
    Optional<String> text(String... names) {
        return List.of(names).stream()
                .map(name -> values.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /**
     * Returns a number.
     *
     * @throws MalformedParameterException if it is none
     */
    Optional<Long> number(String... names) throws MalformedParameterException {
        return read("a number", Long::parseLong, names);
    }

    /**
     * Returns how many traces are asked for.
     *
     * @throws MalformedParameterException if it is no number above zero
     */
    long limit(String... names) throws MalformedParameterException {
        long limit = number(names).orElse(DEFAULT_LIMIT);
        if (limit < 1) {
            throw new MalformedParameterException(names[0] + ": " + limit + " (expected: > 0)");
        }
        return limit;
    }

    /**
     * Returns a time in RFC 3339.
     *
     * @throws MalformedParameterException if it is none
     */
    Optional<Instant> time(String... names) throws MalformedParameterException {
        return read(
                "a time such as 2026-11-29T15:04:05Z",
                value -> OffsetDateTime.parse(value).toInstant(),
                names);
    }

    private <T> Optional<T> read(String expected, Reading<T> reading, String... names)
            throws MalformedParameterException {
        Optional<String> value = text(names);
        try {
            return value.map(reading::of);
        } catch (NumberFormatException | DateTimeException e) {
            throw new MalformedParameterException(names[0] + ": " + value.orElse("") + " (expected: " + expected + ")");
        }
    }
}
