// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.assertions.tree.Shape.Demand;
import dev.spanhound.assertions.tree.Shape.Edge;
import dev.spanhound.assertions.tree.WeightedAssignment.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much of an expected subtree can be found at a span, for the pairs that may count: those reached from the top
 * through spans that fit, are recognized, or may be supported by what is below them.
 */
final class PartialScores {
    /** Pairs that are looked into. Beyond them what is expected below is not looked at, which only blurs the report. */
    private static final int MOST_PAIRS = 400_000;

    /** Spans looked at for one expected descendant. */
    private static final int DESCENDANTS = 64;

    private final List<Shape> shapes;
    private final TraceIndex trace;
    private final Feasibility feasibility;
    private final Nearness nearness;
    private final WeightedAssignment assignment;
    private final Map<Pair, Long> scores = new HashMap<>();

    private record Pair(int shape, int span) {}

    PartialScores(
            ExpectedIndex expected,
            TraceIndex trace,
            Feasibility feasibility,
            Nearness nearness,
            WeightedAssignment assignment) {
        this.shapes = expected.shapes();
        this.trace = trace;
        this.feasibility = feasibility;
        this.nearness = nearness;
        this.assignment = assignment;
        // Children have higher numbers than their parents, so this goes bottom-up.
        List<Pair> pairs = new ArrayList<>(reachable(expected.shape(0)));
        pairs.sort(Comparator.comparingInt(Pair::span).reversed().thenComparingInt(Pair::shape));
        for (Pair pair : pairs) {
            scores.put(pair, score(shapes.get(pair.shape), pair.span));
        }
    }

    private Collection<Pair> reachable(Shape top) {
        Set<Pair> reached = new LinkedHashSet<>();
        List<Pair> open = new ArrayList<>();
        open.add(new Pair(top.id(), trace.size()));
        for (int i = 0; i < open.size() && reached.size() < MOST_PAIRS; i++) {
            Pair pair = open.get(i);
            for (Demand demand : shapes.get(pair.shape).demands()) {
                Shape below = shapes.get(demand.edge().shape());
                for (int span : lookedAt(demand.edge(), pair.span)) {
                    Pair next = new Pair(below.id(), span);
                    if (!feasibility.isFitting(below, span)
                            && !below.isLeaf()
                            && mayBeSupported(below, span)
                            && reached.add(next)) {
                        open.add(next);
                    }
                }
            }
        }
        return reached;
    }

    private boolean mayBeSupported(Shape shape, int span) {
        return trace.children(span).length > 0 || nearness.of(shape.span(), span) >= Nearness.RECOGNIZED;
    }

    /** Returns the spans below that come into question for the edge. */
    private int[] lookedAt(Edge edge, int span) {
        int[] children = trace.children(span);
        if (!edge.atAnyDepth()) {
            return children;
        }
        Set<Integer> spans = new LinkedHashSet<>();
        Arrays.stream(feasibility.candidates(edge, span, DESCENDANTS)).forEach(spans::add);
        String name = shapes.get(edge.shape()).span().exactName();
        int[] named = name == null ? new int[0] : trace.named(name);
        Arrays.stream(named)
                .filter(other -> other >= trace.firstBelow(span) && other < trace.end(span))
                .limit(DESCENDANTS)
                .forEach(spans::add);
        Arrays.stream(children).limit(DESCENDANTS).forEach(spans::add);
        return spans.stream().mapToInt(Integer::intValue).sorted().toArray();
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
        Long known = scores.get(new Pair(shape.id(), span));
        return known != null ? known : withSupport(nearness.of(shape.span(), span), 0);
    }

    private long score(Shape shape, int span) {
        Map<Edge, List<Candidate>> candidates = new HashMap<>();
        for (Demand demand : shape.demands()) {
            candidates.put(demand.edge(), candidates(demand.edge(), span));
        }
        List<List<Candidate>> rows = shape.edges().stream()
                .map(edge -> candidates.getOrDefault(edge, List.of()))
                .toList();
        int[] spans = assignment.assign(rows);
        long below = 0;
        for (int i = 0; i < spans.length; i++) {
            if (spans[i] != WeightedAssignment.NONE) {
                below += of(shapes.get(shape.edges().get(i).shape()), spans[i]);
            }
        }
        return withSupport(nearness.of(shape.span(), span), below);
    }

    private static long withSupport(long own, long below) {
        return own >= Nearness.RECOGNIZED || below >= Nearness.AS_EXPECTED ? own + below : 0;
    }
}
