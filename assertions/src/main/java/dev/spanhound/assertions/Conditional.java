// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import java.util.function.Consumer;

/**
 * Expectations that depend on whether a trace has some span.
 *
 * @param <SELF> the assertions to go on with
 */
public class Conditional<SELF> {
    private final SELF trace;
    private final boolean present;

    Conditional(SELF trace, boolean present) {
        this.trace = trace;
        this.present = present;
    }

    /** Verifies the expectations if the trace has the span, and nothing if it has not. */
    public Conditional<SELF> then(Consumer<? super SELF> expectations) {
        if (present) {
            expectations.accept(trace);
        }
        return this;
    }

    /** Verifies the expectations if the trace does not have the span, and nothing if it has. */
    public Conditional<SELF> otherwise(Consumer<? super SELF> expectations) {
        if (!present) {
            expectations.accept(trace);
        }
        return this;
    }

    /** Returns the assertions on the trace. */
    public SELF and() {
        return trace;
    }
}
