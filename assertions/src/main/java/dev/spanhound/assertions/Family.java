// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import java.util.List;

/** The trace around a span that came without one: the span at its top, and all below that. */
final class Family {
    private Family() {}

    static Trace of(SpanNode span) {
        List<SpanNode> ancestors = span.ancestors();
        SpanNode top = ancestors.isEmpty() ? span : ancestors.get(ancestors.size() - 1);
        Trace trace = Trace.of(top.subtree().stream().map(SpanNode::span).toList());
        return top.isBelowKnownParent() ? trace.withKnownParent(top.parentSpanId()) : trace;
    }

    /** Returns a span of an earlier look at the trace as it is placed now. */
    static SpanNode find(SpanNode span, Trace trace) {
        return trace.find(span.spanId())
                .filter(found -> found.span().equals(span.span()))
                .orElseGet(() -> trace.spans().stream()
                        .filter(found -> found.span().equals(span.span()))
                        .findFirst()
                        .orElse(span));
    }
}
