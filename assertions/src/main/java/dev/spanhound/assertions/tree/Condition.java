// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.SpanNode;

/** What one part of a span must be. Conditions that are equal accept the same spans. */
interface Condition {

    /** Returns whether the span is as it must be. */
    boolean holds(SpanNode node);

    /** Says what differs. Asked only of a span for which the condition does not hold. */
    Mismatch mismatch(SpanNode node);

    /** Says what is demanded, as the end of a sentence that begins with the span. */
    String describe();
}
