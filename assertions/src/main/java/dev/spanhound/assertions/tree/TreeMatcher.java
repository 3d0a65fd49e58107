// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Finds an expected tree in a trace.
 *
 * <p>If there is a way to give each expected span a span of its own among its siblings, it is found, whatever the order
 * and however many spans look alike. The time is polynomial, and near-linear in the trace for small expectations; neither
 * deep nor wide trees need a deep stack. If there is none, the best partial match says what is missing, what differs and
 * what nobody asked for, all at once.
 *
 * <p>Siblings stand for different spans. What is expected as {@linkplain ExpectedSpan#descendant descendants} below two
 * siblings may be one and the same span, if one sibling's span is below the other's.
 */
public final class TreeMatcher {

    /** What may be in the trace besides what is expected. */
    public enum Mode {
        /** Anything: the tops of the expected tree may be any spans, and each span may have more children. */
        LENIENT,

        /**
         * Nothing: the tops are the tops of the trace and each span is expected, except where a gap or an expected
         * descendant says that more may be below a span.
         */
        EXACT
    }

    private TreeMatcher() {}

    /** Finds the expected tree in the trace, or what comes nearest to it. */
    public static TreeMatch match(ExpectedTree expected, Trace trace, Mode mode) {
        ExpectedIndex expectedIndex = new ExpectedIndex(expected, mode);
        TraceIndex traceIndex = new TraceIndex(trace);
        Feasibility feasibility = new Feasibility(expectedIndex, traceIndex);
        return feasibility.isFitting(expectedIndex.shape(0), traceIndex.size())
                ? whole(expectedIndex, traceIndex, feasibility)
                : new Diagnosis(expectedIndex, traceIndex, feasibility).match();
    }

    /** A number of an expected span and the number of its span. */
    private record Numbers(int expected, int span) {}

    private static TreeMatch whole(ExpectedIndex expected, TraceIndex trace, Feasibility feasibility) {
        List<TreeMatch.Pair> pairs = new ArrayList<>(expected.size());
        Deque<Numbers> open = new ArrayDeque<>();
        open.push(new Numbers(0, trace.size()));
        while (!open.isEmpty()) {
            Numbers next = open.pop();
            if (next.expected != 0) {
                pairs.add(new TreeMatch.Pair(expected.span(next.expected), trace.node(next.span), List.of()));
            }
            int[] below = feasibility.numbersBelow(expected, next.expected, next.span);
            int[] spans = Objects.requireNonNull(below);
            for (int i = spans.length - 1; i >= 0; i--) {
                open.push(new Numbers(expected.below(next.expected)[i], spans[i]));
            }
        }
        return new TreeMatch(true, pairs, List.of(), List.of());
    }
}
