// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.synthetic;

import java.time.Duration;

/** Refusals of arguments. */
final class Require {
    private Require() {}

    static Duration notNegative(String what, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(what + ": " + duration + " (expected: not negative)");
        }
        return duration;
    }

    static int positive(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + ": " + number + " (expected: > 0)");
        }
        return number;
    }

    static double share(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(what + ": " + share + " (expected: from 0 to 1)");
        }
        return share;
    }
}
