// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What equal expected subtrees have in common.
 *
 * @param id number of the shape; those of what is below are lower
 * @param span one of the expected spans of this shape, for its own conditions
 * @param edges what is expected below, in the order given
 * @param demands the same, equal ones counted
 * @param inOrder whether the spans below start in the order of {@code edges}
 * @param closed whether each child of the span must be expected
 * @param sealed whether that holds for all that is expected below as well, so that the size is known
 * @param size number of expected spans, this one included
 */
record Shape(
        int id,
        ExpectedSpan span,
        List<Edge> edges,
        List<Demand> demands,
        boolean inOrder,
        boolean closed,
        boolean sealed,
        long size) {

    /**
     * An expected span below.
     *
     * @param shape its shape
     * @param atAnyDepth whether it may be further below than a child
     */
    record Edge(int shape, boolean atAnyDepth) implements Comparable<Edge> {
        private static final Comparator<Edge> ORDER =
                Comparator.comparing(Edge::atAnyDepth).thenComparing(Edge::shape);

        @Override
        public int compareTo(Edge other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Equal edges.
     *
     * @param edge one of them
     * @param count how many there are
     */
    record Demand(Edge edge, int count) {}

    static List<Demand> count(List<Edge> edges) {
        Map<Edge, Integer> counts = new TreeMap<>();
        for (Edge edge : edges) {
            counts.merge(edge, 1, Integer::sum);
        }
        List<Demand> demands = new ArrayList<>(counts.size());
        counts.forEach((edge, count) -> demands.add(new Demand(edge, count)));
        return demands;
    }

    boolean isLeaf() {
        return edges.isEmpty();
    }
}
