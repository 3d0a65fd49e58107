// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.tree.Marks;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One assertion on a span.
 *
 * @param expectation what is expected of it, in the words that follow the span in the message
 * @param rule judges the span as it is placed in a sighting; empty if the assertion holds
 */
record SpanCheck(String expectation, BiFunction<SpanNode, Sighting, Optional<Failure>> rule) {

    /** Returns the assertion on this span, which fails with the span marked. */
    Check on(SpanNode span) {
        return Check.eventually("the span " + span, expectation, sighting -> {
            SpanNode here = Family.find(span, sighting.trace());
            return rule.apply(here, sighting).map(failure -> failure.marks(mark(here, failure)));
        });
    }

    private static Marks mark(SpanNode span, Failure failure) {
        if (failure.inWords().isEmpty()) {
            return Marks.wrong(span, "this span");
        }
        return failure.inWords().stream().map(line -> Marks.wrong(span, line)).reduce(Marks.none(), Marks::and);
    }
}
