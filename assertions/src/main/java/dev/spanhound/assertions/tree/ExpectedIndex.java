// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.assertions.tree.ExpectedSpan.Below;
import dev.spanhound.assertions.tree.Shape.Edge;
import dev.spanhound.assertions.tree.TreeMatcher.Mode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The expected spans by number, each parent before what is below it, and their shapes. Number 0 is the top, which stands
 * for no span.
 */
final class ExpectedIndex {
    private final List<ExpectedSpan> spans = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Boolean> atAnyDepth = new ArrayList<>();
    private final int[][] below;
    private final Shape[] shapeOf;
    private final List<Shape> shapes = new ArrayList<>();

    /** What makes two expected subtrees equal. */
    private record Key(List<Condition> conditions, List<Edge> edges, boolean inOrder, boolean closed) {}

    private record Open(ExpectedSpan span, int parent, boolean atAnyDepth) {}

    ExpectedIndex(ExpectedTree tree, Mode mode) {
        boolean exact = mode == Mode.EXACT;
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(tree.top(), 0, false));
        while (!open.isEmpty()) {
            Open next = open.pop();
            int number = spans.size();
            spans.add(next.span);
            parents.add(next.parent);
            atAnyDepth.add(next.atAnyDepth);
            List<Below> siblings = next.span.below();
            for (int i = siblings.size() - 1; i >= 0; i--) {
                Below sibling = siblings.get(i);
                open.push(new Open(sibling.span(), number, sibling.atAnyDepth() || (number == 0 && !exact)));
            }
        }
        below = children();
        shapeOf = new Shape[spans.size()];
        Map<Key, Shape> known = new HashMap<>();
        for (int number = spans.size() - 1; number >= 0; number--) {
            shapeOf[number] = shape(number, exact, known);
        }
    }

    private int[][] children() {
        int[] counts = new int[spans.size()];
        for (int number = 1; number < spans.size(); number++) {
            counts[parents.get(number)]++;
        }
        int[][] children = new int[spans.size()][];
        for (int number = 0; number < spans.size(); number++) {
            children[number] = new int[counts[number]];
        }
        for (int number = spans.size() - 1; number > 0; number--) {
            int parent = parents.get(number);
            children[parent][--counts[parent]] = number;
        }
        return children;
    }

    private Shape shape(int number, boolean exact, Map<Key, Shape> known) {
        ExpectedSpan span = spans.get(number);
        List<Edge> edges = new ArrayList<>(below[number].length);
        long size = number == 0 ? 0 : 1;
        boolean closed = span.isExact() || (exact && !span.hasGap());
        boolean sealed = closed;
        for (int child : below[number]) {
            edges.add(edge(child));
            sealed &= shapeOf[child].sealed();
            size += shapeOf[child].size();
        }
        List<Edge> inAnyOrder = edges.stream().sorted().toList();
        Key key = new Key(span.conditions(), span.isInOrder() ? edges : inAnyOrder, span.isInOrder(), closed);
        Shape same = known.get(key);
        if (same == null) {
            same = new Shape(
                    shapes.size(), span, key.edges(), Shape.count(edges), span.isInOrder(), closed, sealed, size);
            shapes.add(same);
            known.put(key, same);
        }
        return same;
    }

    int size() {
        return spans.size();
    }

    ExpectedSpan span(int number) {
        return spans.get(number);
    }

    int parent(int number) {
        return parents.get(number);
    }

    /** Returns the edge that leads to the expected span. */
    Edge edge(int number) {
        return new Edge(shapeOf[number].id(), atAnyDepth.get(number));
    }

    /** Returns what is expected below, in the order given. Not to be changed. */
    int[] below(int number) {
        return below[number];
    }

    Shape shape(int number) {
        return shapeOf[number];
    }

    /** Returns the different shapes; what is below a shape is before it. The last one is the top's. */
    List<Shape> shapes() {
        return shapes;
    }
}
