// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.assertions.tree.Shape.Demand;
import dev.spanhound.assertions.tree.Shape.Edge;
import dev.spanhound.assertions.tree.WeightedAssignment.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much of an expected subtree can be found at a span at most, for the pairs that may count: those reached from the
 * top through spans that are recognized, or may be supported by what is below them.
 */
final class PartialScores {
    /** Pairs that are looked into. Beyond them what is expected below is not looked at, which only blurs the report. */
    private static final int MOST_PAIRS = 1_000_000;

    /** Spans looked at for one expected descendant. */
    private static final int DESCENDANTS = 64;

    /** Spans among which these are searched. */
    private static final int SEARCHED = 1_024;

    /**
     * How many spans as expected below a span that is not count as much as one that is: a subtree that was hung up
     * elsewhere must not draw the expectation after it.
     */
    private static final int SUPPORT = 64;

    private final List<Shape> shapes;
    private final TraceIndex trace;
    private final Feasibility feasibility;
    private final Nearness nearness;
    private final PairScores scores = new PairScores();

    private record Pair(int shape, int span) {}

    PartialScores(ExpectedIndex expected, TraceIndex trace, Feasibility feasibility, Nearness nearness) {
        this.shapes = expected.shapes();
        this.trace = trace;
        this.feasibility = feasibility;
        this.nearness = nearness;
        // What is below a span has a higher number, so this goes bottom-up.
        for (int[] pairs : reachable(expected.shape(0))) {
            int span = pairs[0];
            for (int i = 1; i < pairs.length; i++) {
                scores.put(pairs[i], span, score(shapes.get(pairs[i]), span));
            }
        }
    }

    /** Returns by descending number the spans, each followed by the shapes for which it comes into question. */
    private List<int[]> reachable(Shape top) {
        List<Pair> open = new ArrayList<>();
        open.add(new Pair(top.id(), trace.size()));
        for (int i = 0; i < open.size() && scores.size() < MOST_PAIRS; i++) {
            Pair pair = open.get(i);
            for (Demand demand : shapes.get(pair.shape).demands()) {
                Shape below = shapes.get(demand.edge().shape());
                if (!below.isLeaf()) {
                    for (int span : lookedAt(demand.edge(), pair.span)) {
                        if (mayCount(below, span) && scores.put(below.id(), span, 0)) {
                            open.add(new Pair(below.id(), span));
                        }
                    }
                }
            }
        }
        return bySpan(open.subList(1, open.size()));
    }

    private List<int[]> bySpan(List<Pair> pairs) {
        int[] counts = new int[trace.size()];
        pairs.forEach(pair -> counts[pair.span]++);
        int[][] bySpan = new int[trace.size()][];
        for (Pair pair : pairs) {
            if (bySpan[pair.span] == null) {
                bySpan[pair.span] = new int[1 + counts[pair.span]];
                bySpan[pair.span][0] = pair.span;
            }
            bySpan[pair.span][counts[pair.span]--] = pair.shape;
        }
        List<int[]> descending = new ArrayList<>();
        for (int span = trace.size() - 1; span >= 0; span--) {
            if (bySpan[span] != null) {
                descending.add(bySpan[span]);
            }
        }
        return descending;
    }

    private boolean mayCount(Shape shape, int span) {
        return !feasibility.isFitting(shape, span)
                && (trace.children(span).length > 0 || nearness.of(shape.span(), span) >= Nearness.RECOGNIZED);
    }

    /** Returns the spans below that come into question for the edge, ascending. */
    private int[] lookedAt(Edge edge, int span) {
        int[] children = trace.children(span);
        if (!edge.atAnyDepth()) {
            return children;
        }
        ExpectedSpan expected = shapes.get(edge.shape()).span();
        String name = expected.exactName();
        int[] named = between(name == null ? trace.all() : trace.named(name), trace.firstBelow(span), trace.end(span));
        return Stream.of(
                        Arrays.stream(feasibility.candidates(edge, span, DESCENDANTS)),
                        Arrays.stream(named).filter(other -> expected.matches(trace.node(other))),
                        Arrays.stream(named).limit(name == null ? 0 : DESCENDANTS),
                        Arrays.stream(children))
                .flatMapToInt(spans -> spans.limit(DESCENDANTS))
                .sorted()
                .distinct()
                .toArray();
    }

    private static int[] between(int[] ascending, int first, int end) {
        int found = Arrays.binarySearch(ascending, first);
        int from = found < 0 ? -found - 1 : found;
        int to = from;
        while (to < ascending.length && ascending[to] < end && to - from < SEARCHED) {
            to++;
        }
        return Arrays.copyOfRange(ascending, from, to);
    }

    /** Returns the spans below that may stand for the edge, with how much of what is expected they bring. */
    List<Candidate> candidates(Edge edge, int span) {
        Shape shape = shapes.get(edge.shape());
        List<Candidate> candidates = new ArrayList<>();
        for (int below : lookedAt(edge, span)) {
            long weight = of(shape, below);
            if (weight > 0) {
                candidates.add(new Candidate(below, weight));
            }
        }
        return candidates;
    }

    private long of(Shape shape, int span) {
        if (feasibility.isFitting(shape, span)) {
            return Nearness.AS_EXPECTED * shape.size();
        }
        long known = shape.isLeaf() ? -1 : scores.get(shape.id(), span, -1);
        return known >= 0 ? known : recognized(nearness.of(shape.span(), span));
    }

    private static long recognized(long own) {
        return own >= Nearness.RECOGNIZED ? own : 0;
    }

    /** Lets each demand have the best, even if another takes it too: which one gets it is decided later. */
    private long score(Shape shape, int span) {
        long below = 0;
        for (Demand demand : shape.demands()) {
            Shape expected = shapes.get(demand.edge().shape());
            int[] spans = lookedAt(demand.edge(), span);
            if (demand.count() == 1) {
                long best = 0;
                for (int other : spans) {
                    best = Math.max(best, of(expected, other));
                }
                below += best;
            } else {
                long[] weights = Arrays.stream(spans)
                        .mapToLong(other -> of(expected, other))
                        .sorted()
                        .toArray();
                for (int i = Math.max(0, weights.length - demand.count()); i < weights.length; i++) {
                    below += weights[i];
                }
            }
        }
        long own = nearness.of(shape.span(), span);
        if (own == Nearness.AS_EXPECTED) {
            return own + below;
        }
        if (own < Nearness.RECOGNIZED && below < Nearness.AS_EXPECTED) {
            return 0;
        }
        return own + nearness.ofName(shape.span(), span) + below / SUPPORT;
    }
}
