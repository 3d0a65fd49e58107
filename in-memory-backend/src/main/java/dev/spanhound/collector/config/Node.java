// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a configuration, with its place. */
public sealed interface Node {
    /** Returns where the value stands. */
    Place place();

    /**
     * Returns the text that stood in for {@code ${…}} and was read as this value; null if the value is written as it is.
     * The Collector takes this text where a string is expected.
     */
    @Nullable
    String original();

    /** Returns what the value is called in messages, such as {@code a map} or {@code the string "abc"}. */
    String described();

    /** Returns whether this is YAML's null, or nothing at all. */
    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.value() == null;
    }

    /**
     * Keys and values, in the order written.
     *
     * @param entries values by key; the place of a value is the place of its key
     */
    record Mapping(
            Place place,
            Map<String, Node> entries,
            @Nullable String original) implements Node {
        /** Makes a map that is written as it is. */
        public Mapping(Place place, Map<String, Node> entries) {
            this(place, entries, null);
        }

        @Override
        public String described() {
            return "a map";
        }
    }

    /** A list. */
    record Sequence(
            Place place, List<Node> elements, @Nullable String original) implements Node {
        /** Makes a list that is written as it is. */
        public Sequence(Place place, List<Node> elements) {
            this(place, elements, null);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /**
     * A single value.
     *
     * @param value a {@link String}, {@link Long}, {@link Double} or {@link Boolean}, or null; a
     *     {@link java.math.BigInteger} above what fits a long; an {@link java.time.Instant} for what YAML calls a timestamp
     * @param text the value as it is written
     */
    record Scalar(
            Place place,
            @Nullable Object value,
            String text,
            @Nullable String original) implements Node {
        /** Makes a value that is written as it is. */
        public Scalar(Place place, @Nullable Object value, String text) {
            this(place, value, text, null);
        }

        @Override
        public String described() {
            if (value == null) {
                return "nothing";
            }
            return value instanceof String ? "the string \"" + value + "\"" : text;
        }
    }
}
