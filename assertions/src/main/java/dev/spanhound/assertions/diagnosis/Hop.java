// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import java.util.Optional;

/**
 * A place where the context was lost.
 *
 * @param stray the root span of the trace that began there
 * @param lost that trace
 * @param fit the span below which it should be; empty if the test itself called
 * @param isDoubtful whether nothing but time and services speaks for it, so that another test may have begun that trace
 */
record Hop(SpanNode stray, Trace lost, Optional<Fit> fit, boolean isDoubtful) {

    /** Returns {@code between gateway and auth}, {@code between the test and gateway}, or {@code inside orders}. */
    String where() {
        String callee = nameOf(stray);
        if (fit.isEmpty()) {
            return "between the test and " + callee;
        }
        return fit.get().isInside()
                ? "inside " + callee
                : "between " + nameOf(fit.get().caller()) + " and " + callee;
    }

    static String nameOf(SpanNode span) {
        return span.service().isEmpty() ? "a service without service.name" : span.service();
    }
}
