// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.assertions.tree.WeightedAssignment.Candidate;
import dev.spanhound.trace.SpanNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The best partial match of a tree that is not in the trace, and all that is wrong with it. */
final class Diagnosis {
    private static final long WORK = 100_000_000;

    private final ExpectedIndex expected;
    private final TraceIndex trace;
    private final Feasibility feasibility;
    private final WeightedAssignment assignment = new WeightedAssignment(WORK);
    private final PartialScores scores;
    private final NearestSpan nearest;
    private final int[] closedAt;
    private final BitSet refused = new BitSet();
    private final BitSet misplaced = new BitSet();
    private final Map<Integer, TreeMatch.Pair> pairs = new HashMap<>();
    private final Map<Integer, TreeMatch.Missing> missing = new HashMap<>();
    private final Map<Integer, Mismatch> outOfOrder = new HashMap<>();
    private final Deque<Found> found = new ArrayDeque<>();
    private final Deque<NotFound> notFound = new ArrayDeque<>();

    private static final int UNUSED = 0;
    private static final int OPEN = 1;
    private static final int CLOSED = 2;

    private record Found(int expected, int span) {}

    /** An expected span to look for: {@code level} expected spans further below the one found for {@code under}. */
    private record NotFound(int expected, int under, int level) {}

    Diagnosis(ExpectedIndex expected, TraceIndex trace, Feasibility feasibility) {
        this.expected = expected;
        this.trace = trace;
        this.feasibility = feasibility;
        Nearness nearness = new Nearness(trace);
        scores = new PartialScores(expected, trace, feasibility, nearness);
        closedAt = new int[trace.size() + 1];
        nearest = new NearestSpan(expected, trace, feasibility, nearness, span -> closedAt[span] != UNUSED);
    }

    TreeMatch match() {
        found.add(new Found(0, trace.size()));
        while (true) {
            // What was found first: a missing span must not be "found elsewhere" where another one belongs.
            if (!found.isEmpty()) {
                lookBelow(found.remove());
            } else if (!notFound.isEmpty()) {
                lookElsewhere(notFound.remove());
            } else {
                return new TreeMatch(false, inOrder(pairs), inOrder(missing), extra());
            }
        }
    }

    private static <T> List<T> inOrder(Map<Integer, T> byNumber) {
        return byNumber.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    private void lookBelow(Found at) {
        boolean closed = expected.shape(at.expected).closed();
        closedAt[at.span] = closed || closedAt[at.span] == CLOSED ? CLOSED : OPEN;
        int[] below = expected.below(at.expected);
        int[] spans = spansBelow(at, below);
        if (closed) {
            refuseOthers(at.span, spans);
        }
        if (expected.shape(at.expected).inOrder()) {
            outOfOrder.putAll(new SiblingOrder(expected, trace).mismatches(below, spans));
        }
        for (int i = 0; i < below.length; i++) {
            if (spans[i] == WeightedAssignment.NONE) {
                notFound.add(new NotFound(below[i], at.span, 0));
            } else {
                pair(below[i], spans[i]);
            }
        }
    }

    private void refuseOthers(int parent, int[] asked) {
        int[] sorted = Arrays.stream(asked).sorted().toArray();
        for (int child : trace.children(parent)) {
            if (Arrays.binarySearch(sorted, child) < 0) {
                refused.set(child);
            }
        }
    }

    private void pair(int number, int span) {
        SpanNode node = trace.node(span);
        List<Mismatch> mismatches = new ArrayList<>(expected.span(number).mismatches(node));
        Optional.ofNullable(outOfOrder.get(number)).ifPresent(mismatches::add);
        pairs.put(number, new TreeMatch.Pair(expected.span(number), node, List.copyOf(mismatches)));
        found.add(new Found(number, span));
    }

    private int[] spansBelow(Found at, int[] below) {
        if (feasibility.isFitting(expected.shape(at.expected), at.span)) {
            return Objects.requireNonNull(feasibility.numbersBelow(expected, at.expected, at.span));
        }
        Map<Shape.Edge, List<Candidate>> candidates = new HashMap<>();
        List<List<Candidate>> rows = new ArrayList<>(below.length);
        for (int i = 0; i < below.length; i++) {
            Shape.Edge edge = expected.edge(below[i]);
            List<Candidate> row = candidates.computeIfAbsent(edge, key -> scores.candidates(key, at.span));
            rows.add(byPosition(row, i));
        }
        return assignment.assign(rows);
    }

    /** Lets the position among its siblings decide where nothing else does. */
    private static List<Candidate> byPosition(List<Candidate> candidates, int position) {
        List<Candidate> weighted = new ArrayList<>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            int near = Math.max(0, 31 - Math.abs(position - i));
            weighted.add(new Candidate(candidate.span(), candidate.weight() * 32 + near));
        }
        return weighted;
    }

    private void lookElsewhere(NotFound at) {
        boolean parentFound = at.level == 0;
        NearestSpan.Found near = nearest.find(at.expected, at.under, parentFound, pairs.keySet());
        missing.put(
                at.expected,
                new TreeMatch.Missing(
                        expected.span(at.expected),
                        Optional.of(at.under)
                                .filter(under -> under < trace.size())
                                .map(trace::node),
                        at.level,
                        parentFound ? Optional.empty() : Optional.of(expected.span(expected.parent(at.expected))),
                        near.span(),
                        near.misplaced(),
                        near.hint()));
        if (near.misplaced()) {
            int span = near.span().map(trace::number).orElseThrow();
            found.add(new Found(at.expected, span));
            closedAt[span] = OPEN;
            misplaced.set(span);
        } else {
            for (int below : expected.below(at.expected)) {
                notFound.add(new NotFound(below, at.under, at.level + 1));
            }
        }
    }

    private List<SpanNode> extra() {
        List<SpanNode> extra = new ArrayList<>();
        boolean[] closed = new boolean[trace.size() + 1];
        closed[trace.size()] = closedAt[trace.size()] == CLOSED;
        for (int span = 0; span < trace.size(); span++) {
            boolean unused = closedAt[span] == UNUSED;
            closed[span] = unused ? closed[trace.parent(span)] : closedAt[span] == CLOSED;
            if ((unused && closed[span]) || (refused.get(span) && !misplaced.get(span))) {
                extra.add(trace.node(span));
            }
        }
        return extra;
    }
}
