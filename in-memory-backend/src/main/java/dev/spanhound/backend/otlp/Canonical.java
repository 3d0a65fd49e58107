// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import org.jspecify.annotations.Nullable;

/**
 * Gives one of several equal values for all of them, so that the spans of many requests share their resource and scope.
 *
 * <p>Bounded: a fixed number of slots, of which the last value counts. Safe for use by many threads without a lock: the
 * values are immutable, and a lost update only costs memory.
 */
final class Canonical<T> {
    private final @Nullable Object[] values;

    /**
     * Creates an empty table.
     *
     * @param slots number of slots, a power of two
     */
    Canonical(int slots) {
        values = new Object[slots];
    }

    /** Returns an equal value that was given before, or the value itself. */
    @SuppressWarnings("unchecked") // only values of type T are stored, and equal ones are of the same type
    T of(T value) {
        int hash = value.hashCode();
        int slot = (hash ^ hash >>> 16) & (values.length - 1);
        Object known = values[slot];
        if (value.equals(known)) {
            return (T) known;
        }
        values[slot] = value;
        return value;
    }
}
