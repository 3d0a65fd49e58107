// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The spans of a trace by number: each parent before its children, and all that is below a span right after it. The
 * number {@link #size()} stands for a span above all others.
 */
final class TraceIndex {
    private static final int[] NONE = {};

    private final List<SpanNode> nodes = new ArrayList<>();
    private final int[] parents;
    private final int[] ends;
    private final int[][] children;
    private final Map<String, int[]> byName = new HashMap<>();
    private final Map<Long, int[]> bySize = new HashMap<>();
    private final int[] all;
    private final Map<SpanNode, Integer> numbers = new HashMap<>();

    TraceIndex(Trace trace) {
        Deque<SpanNode> open = new ArrayDeque<>();
        push(trace.roots(), open);
        while (!open.isEmpty()) {
            SpanNode node = open.pop();
            numbers.put(node, nodes.size());
            nodes.add(node);
            push(node.children(), open);
        }
        int size = nodes.size();
        parents = new int[size];
        ends = new int[size + 1];
        children = new int[size + 1][];
        Map<String, List<Integer>> named = new HashMap<>();
        for (int span = 0; span < size; span++) {
            SpanNode node = nodes.get(span);
            parents[span] = node.parent().map(this::number).orElse(size);
            children[span] = numbers(node.children());
            named.computeIfAbsent(node.name(), name -> new ArrayList<>()).add(span);
        }
        children[size] = numbers(trace.roots());
        named.forEach((name, spans) -> byName.put(name, toArray(spans)));
        all = IntStream.range(0, size).toArray();
        ends[size] = size;
        for (int span = size - 1; span >= 0; span--) {
            int count = children[span].length;
            ends[span] = count == 0 ? span + 1 : ends[children[span][count - 1]];
        }
        Map<Long, List<Integer>> sized = new HashMap<>();
        for (int span = 0; span < size; span++) {
            sized.computeIfAbsent((long) ends[span] - span, count -> new ArrayList<>())
                    .add(span);
        }
        sized.forEach((count, spans) -> bySize.put(count, toArray(spans)));
    }

    private static void push(List<SpanNode> siblings, Deque<SpanNode> open) {
        for (int i = siblings.size() - 1; i >= 0; i--) {
            open.push(siblings.get(i));
        }
    }

    private int[] numbers(List<SpanNode> siblings) {
        return siblings.isEmpty()
                ? NONE
                : siblings.stream().mapToInt(this::number).toArray();
    }

    private static int[] toArray(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Returns the number of spans, which is also the number of the top. */
    int size() {
        return nodes.size();
    }

    SpanNode node(int span) {
        return nodes.get(span);
    }

    int number(SpanNode node) {
        Integer number = numbers.get(node);
        if (number == null) {
            throw new IllegalArgumentException(
                    "span: " + node + " " + node.spanId() + " (expected: one of this trace)");
        }
        return number;
    }

    /** Returns the parent, or the top. */
    int parent(int span) {
        return parents[span];
    }

    /** Returns the children by start; of the top, what has no parent here. Not to be changed. */
    int[] children(int span) {
        return children[span];
    }

    /** Returns the first number below the span, if there is one: see {@link #end}. */
    int firstBelow(int span) {
        return span == size() ? 0 : span + 1;
    }

    /** Returns the number after the last one below the span. */
    int end(int span) {
        return ends[span];
    }

    /** Returns all spans. Not to be changed. */
    int[] all() {
        return all;
    }

    /** Returns the spans that are so many with all below them. Not to be changed. */
    int[] ofSize(long count) {
        return bySize.getOrDefault(count, NONE);
    }

    /** Returns the spans of this name. Not to be changed. */
    int[] named(String name) {
        return byName.getOrDefault(name, NONE);
    }

    /** Returns the different names. */
    Iterable<String> names() {
        return byName.keySet();
    }

    long start(int span) {
        return nodes.get(span).span().getStartEpochNanos();
    }
}
