// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.ExpectedSpan;
import java.util.function.Function;

/**
 * How many spans of a trace match. Asserts nothing before one of its methods is called.
 *
 * @param <SELF> the assertions to go on with
 */
@CheckReturnValue
public class SpanCount<SELF> {
    private final ExpectedSpan expected;
    private final Function<Check, SELF> judge;

    SpanCount(ExpectedSpan expected, Function<Check, SELF> judge) {
        this.expected = expected;
        this.judge = judge;
    }

    /**
     * Verifies that exactly this many spans match. Waits for the trace to be complete and quiet.
     *
     * @throws IllegalArgumentException if {@code number} is negative
     */
    public SELF times(int number) {
        return between(number, number, "exactly " + times(number, "time"));
    }

    /** Verifies that exactly one span matches. Waits for the trace to be complete and quiet. */
    public SELF once() {
        return times(1);
    }

    /**
     * Verifies that at most this many spans match. Waits for the trace to be complete and quiet.
     *
     * @throws IllegalArgumentException if {@code number} is negative
     */
    public SELF atMost(int number) {
        return between(0, number, "at most " + times(number, "time"));
    }

    /**
     * Verifies that at least this many spans match. Waits for them.
     *
     * @throws IllegalArgumentException if {@code number} is negative
     */
    public SELF atLeast(int number) {
        return between(number, Integer.MAX_VALUE, "at least " + times(number, "time"));
    }

    /** Verifies that no span matches. Waits for the trace to be complete and quiet. */
    public SELF never() {
        return judge.apply(SpanChecks.doesNotContain(expected));
    }

    private SELF between(int atLeast, int atMost, String times) {
        return judge.apply(SpanChecks.count(expected, atLeast, atMost, times));
    }

    private static String times(int number, String noun) {
        if (number < 0) {
            throw new IllegalArgumentException("number: " + number + " (expected: >= 0)");
        }
        return Words.count(number, noun);
    }
}
