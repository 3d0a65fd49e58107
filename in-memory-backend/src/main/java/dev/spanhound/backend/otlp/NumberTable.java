// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import org.jspecify.annotations.Nullable;

/**
 * Gives one {@link Long} for a number that repeats, such as a port or a status code.
 *
 * <p>Bounded, and safe for use by many threads, in the way of {@link InternTable}: a fixed number of slots, and a number
 * gets one when it is seen for the second time in a row there.
 */
final class NumberTable {
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final @Nullable Long[] numbers;
    private final long[] seen;

    /**
     * Creates an empty table.
     *
     * @param slots number of slots, a power of two
     */
    NumberTable(int slots) {
        numbers = new Long[slots];
        seen = new long[slots];
    }

    /** Returns the number as an object. */
    Long of(long number) {
        int slot = (int) ((number * MULTIPLIER) >>> 32) & (numbers.length - 1);
        Long known = numbers[slot];
        if (known != null && known == number) {
            return known;
        }
        Long made = number;
        if (seen[slot] == number) {
            numbers[slot] = made;
        } else {
            seen[slot] = number;
        }
        return made;
    }
}
