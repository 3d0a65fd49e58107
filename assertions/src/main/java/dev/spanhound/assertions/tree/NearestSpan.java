// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.SpanNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Looks for what may be meant by an expected span that is not where it should be. */
final class NearestSpan {
    /** Spans looked at for all missing ones together. */
    private static final int MOST_SPANS = 2_000_000;

    private static final double MUCH_MORE_ALIKE = 0.15;

    private static final int NONE = -1;

    private final ExpectedIndex expected;
    private final TraceIndex trace;
    private final Feasibility feasibility;
    private final Nearness nearness;
    private final IntPredicate used;
    private int spansLeft = MOST_SPANS;

    /**
     * What was found.
     *
     * @param span the nearest span
     * @param misplaced whether the span is as expected, but at another place
     * @param hint what to tell
     */
    record Found(Optional<SpanNode> span, boolean misplaced, String hint) {}

    NearestSpan(
            ExpectedIndex expected, TraceIndex trace, Feasibility feasibility, Nearness nearness, IntPredicate used) {
        this.expected = expected;
        this.trace = trace;
        this.feasibility = feasibility;
        this.nearness = nearness;
        this.used = used;
    }

    /**
     * Looks for the expected span.
     *
     * @param under where it should be
     * @param parentFound whether directly there; else below something else that is missing there
     * @param paired the expected spans that have been found
     */
    Found find(int number, int under, boolean parentFound, Set<Integer> paired) {
        ExpectedSpan span = expected.span(number);
        String name = span.exactName();
        int[] candidates = name == null ? trace.all() : trace.named(name);
        Optional<Integer> nearest = nearest(number, candidates, under);
        if (nearest.isEmpty()) {
            String twins = twins(number, paired);
            if (!twins.isEmpty()) {
                return new Found(Optional.empty(), false, twins);
            }
            nearest = name == null ? Optional.empty() : nearest(number, similarlyNamed(name, under), under);
        }
        return nearest.map(near -> found(span, near, under, parentFound))
                .orElseGet(() -> new Found(Optional.empty(), false, ""));
    }

    private Optional<Integer> nearest(int number, int[] candidates, int under) {
        if (candidates.length > spansLeft) {
            return Optional.empty();
        }
        spansLeft -= candidates.length;
        Shape shape = expected.shape(number);
        boolean isNamed = shape.span().exactName() != null;
        int nearest = NONE;
        long most = 0;
        for (int span : candidates) {
            if (!used.test(span)) {
                long near = nearness.of(shape.span(), span);
                long rank = 8 * (near + nearness.ofName(shape.span(), span))
                        + (feasibility.isFitting(shape, span) ? 4 : 0)
                        + (trace.parent(span) == under ? 2 : 0);
                if (rank > most && (isNamed || near >= Nearness.RECOGNIZED)) {
                    nearest = span;
                    most = rank;
                }
            }
        }
        return nearest == NONE ? Optional.empty() : Optional.of(nearest);
    }

    /** Returns those at the place where it should be, unless one elsewhere is named much more alike. */
    private int[] similarlyNamed(String name, int under) {
        int[] spans = StreamSupport.stream(trace.names().spliterator(), false)
                .filter(other -> nearness.similarity(name, other) >= Similarity.NEAR)
                .flatMapToInt(other -> Arrays.stream(trace.named(other)))
                .filter(used.negate())
                .sorted()
                .toArray();
        int[] siblings =
                Arrays.stream(spans).filter(span -> trace.parent(span) == under).toArray();
        return mostAlike(name, siblings) + MUCH_MORE_ALIKE >= mostAlike(name, spans) ? siblings : spans;
    }

    private double mostAlike(String name, int[] spans) {
        return Arrays.stream(spans)
                .mapToDouble(span -> nearness.similarity(name, trace.node(span).name()))
                .max()
                .orElse(0);
    }

    /** Says how many alike were found, if there are some. */
    private String twins(int number, Set<Integer> paired) {
        List<Condition> conditions = expected.span(number).conditions();
        int[] alike = Arrays.stream(expected.below(expected.parent(number)))
                .filter(sibling -> expected.span(sibling).conditions().equals(conditions))
                .toArray();
        long found = Arrays.stream(alike).filter(paired::contains).count();
        return found == 0 ? "" : "only " + found + " of " + alike.length + " found";
    }

    private Found found(ExpectedSpan span, int near, int under, boolean parentFound) {
        SpanNode node = trace.node(near);
        boolean elsewhere = !parentFound || trace.parent(near) != under;
        boolean misplaced = elsewhere && span.matches(node);
        String place = node.parent()
                .map(parent -> "below " + TextForm.headline(parent))
                .orElse("at the top");
        if (misplaced) {
            return new Found(Optional.of(node), true, "found elsewhere: " + place);
        }
        String differences = span.mismatches(node).stream()
                .map(mismatch -> mismatch.what().equals("name") ? "name differs" : mismatch.describe())
                .collect(Collectors.joining("; "));
        String hint = "nearest: " + Quoted.of(node.name()) + (elsewhere ? " " + place : "");
        return new Found(Optional.of(node), false, differences.isEmpty() ? hint : hint + " (" + differences + ")");
    }
}
