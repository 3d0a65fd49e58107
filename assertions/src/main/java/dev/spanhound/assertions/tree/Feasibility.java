// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.assertions.tree.Shape.Demand;
import dev.spanhound.assertions.tree.Shape.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which spans fit which shape, with all that is expected below them: found bottom-up, shape by shape, so that neither a
 * deep trace nor a deep expectation needs a deep stack.
 */
final class Feasibility {
    private final List<Shape> shapes;
    private final TraceIndex trace;
    private final SpanSet[] fitting;
    private final Assignment assignment;

    Feasibility(ExpectedIndex expected, TraceIndex trace) {
        this.shapes = expected.shapes();
        this.trace = trace;
        this.fitting = new SpanSet[shapes.size()];
        this.assignment = new Assignment(trace.size());
        BitSet fit = new BitSet();
        for (Shape shape : shapes.subList(0, shapes.size() - 1)) {
            fit.clear();
            for (int span : candidates(shape)) {
                if (shape.span().matches(trace.node(span)) && fits(shape, span)) {
                    fit.set(span);
                }
            }
            fitting[shape.id()] = SpanSet.copyOf(fit);
        }
        fit.clear();
        fit.set(trace.size(), fits(shapes.get(shapes.size() - 1), trace.size()));
        fitting[shapes.size() - 1] = SpanSet.copyOf(fit);
    }

    /** Returns the spans that may fit the shape, by its name or size. */
    private int[] candidates(Shape shape) {
        String name = shape.span().exactName();
        int[] named = name == null ? trace.all() : trace.named(name);
        int[] sized = shape.sealed() ? trace.ofSize(shape.size()) : trace.all();
        return named.length < sized.length ? named : sized;
    }

    private boolean fits(Shape shape, int span) {
        return spansBelow(shape, span) != null;
    }

    /** Returns whether the span is as expected, with all that is expected below it. */
    boolean isFitting(Shape shape, int span) {
        return fitting[shape.id()].contains(span);
    }

    /**
     * Returns a span for each edge of the shape, in the order of the edges; or null if what is expected below the span is
     * not there. The span's own conditions are not looked at.
     */
    int @Nullable [] spansBelow(Shape shape, int span) {
        int[] children = trace.children(span);
        int total = shape.edges().size();
        if (shape.closed() && children.length != total) {
            return null;
        }
        if (total == 0) {
            return new int[0];
        }
        return shape.inOrder() ? inOrder(shape, span) : inAnyOrder(shape, span);
    }

    /** Returns a span for each expected span below, in their order; or null if the expectation cannot be met. */
    int @Nullable [] numbersBelow(ExpectedIndex expected, int number, int span) {
        Shape shape = expected.shape(number);
        int[] byEdge = spansBelow(shape, span);
        if (byEdge == null || shape.inOrder()) {
            return byEdge;
        }
        Map<Edge, Deque<Integer>> given = new HashMap<>();
        for (int i = 0; i < byEdge.length; i++) {
            given.computeIfAbsent(shape.edges().get(i), edge -> new ArrayDeque<>())
                    .add(byEdge[i]);
        }
        return Arrays.stream(expected.below(number))
                .map(below -> given.getOrDefault(expected.edge(below), new ArrayDeque<>())
                        .remove())
                .toArray();
    }

    private int @Nullable [] inAnyOrder(Shape shape, int span) {
        List<Demand> demands = shape.demands();
        int total = shape.edges().size();
        int[][] candidates = new int[demands.size()][];
        int[] counts = new int[demands.size()];
        for (int i = 0; i < candidates.length; i++) {
            Demand demand = demands.get(i);
            // With as many candidates as there are edges, one is always left: more are not looked for.
            candidates[i] = candidates(demand.edge(), span, total);
            counts[i] = demand.count();
            if (candidates[i].length < demand.count()) {
                return null;
            }
        }
        int[][] given = candidates.length == 1 ? candidates : assignment.assign(candidates, counts);
        return given == null ? null : byEdge(shape, given);
    }

    private static int[] byEdge(Shape shape, int[][] given) {
        Map<Edge, Integer> demandOf = new HashMap<>();
        for (Demand demand : shape.demands()) {
            demandOf.put(demand.edge(), demandOf.size());
        }
        int[] used = new int[given.length];
        return shape.edges().stream()
                .mapToInt(edge -> {
                    int demand = demandOf.getOrDefault(edge, 0);
                    return given[demand][used[demand]++];
                })
                .toArray();
    }

    /** Returns at most {@code atMost} spans, ascending, that the edge may lead to. */
    int[] candidates(Edge edge, int span, int atMost) {
        SpanSet fit = fitting[edge.shape()];
        return edge.atAnyDepth()
                ? fit.between(trace.firstBelow(span), trace.end(span), atMost)
                : fit.among(trace.children(span), atMost);
    }

    /**
     * Takes the spans by start, those of one start together, and gives as many as possible to the edges next in order.
     * Taking more early never does harm: what is left to do is less.
     */
    private int @Nullable [] inOrder(Shape shape, int span) {
        List<Edge> edges = shape.edges();
        Map<Edge, int[]> candidates = new HashMap<>();
        for (Demand demand : shape.demands()) {
            candidates.put(demand.edge(), candidates(demand.edge(), span, Integer.MAX_VALUE));
        }
        int[] found = new int[edges.size()];
        int done = 0;
        for (int[] together : byStart(candidates)) {
            done += firstOf(edges.subList(done, edges.size()), span, together, found, done);
            if (done == edges.size()) {
                return found;
            }
        }
        return null;
    }

    private List<int[]> byStart(Map<Edge, int[]> candidates) {
        List<Integer> spans = candidates.values().stream()
                .flatMapToInt(Arrays::stream)
                .distinct()
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(trace::start).thenComparing(Comparator.naturalOrder()))
                .toList();
        List<int[]> groups = new ArrayList<>();
        for (int from = 0, to; from < spans.size(); from = to) {
            to = from + 1;
            while (to < spans.size() && trace.start(spans.get(to)) == trace.start(spans.get(from))) {
                to++;
            }
            groups.add(spans.subList(from, to).stream()
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray());
        }
        return groups;
    }

    /** Finds spans for as many edges as possible from the first on, and returns how many. */
    private int firstOf(List<Edge> edges, int parent, int[] spans, int[] found, int at) {
        int most = Math.min(edges.size(), spans.length);
        int[][] candidates = new int[most][];
        for (int i = 0; i < most; i++) {
            Edge edge = edges.get(i);
            candidates[i] = Arrays.stream(spans)
                    .filter(fitting[edge.shape()]::contains)
                    .filter(span -> edge.atAnyDepth() || trace.parent(span) == parent)
                    .toArray();
        }
        assignment.begin(candidates);
        int given = 0;
        while (given < most && assignment.augment(given)) {
            given++;
        }
        int[] ones = new int[most];
        Arrays.fill(ones, 1);
        int[][] spansOf = assignment.given(ones);
        assignment.end();
        for (int i = 0; i < given; i++) {
            found[at + i] = spansOf[i][0];
        }
        return given;
    }
}
