// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import dev.spanhound.trace.SpanNode.Place;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Spans hung up by their parent IDs. Without recursion: a chain of 100,000 spans is a valid trace. */
record SpanTree(List<SpanNode> roots, List<SpanNode> nodes, Map<String, SpanNode> byId) {
    private static final Comparator<SpanData> ORDER = Comparator.comparingLong(SpanData::getStartEpochNanos)
            .thenComparing(SpanData::getName)
            .thenComparing(SpanData::getSpanId);

    static SpanTree of(List<SpanData> spans, Set<String> knownParents) {
        List<SpanData> sorted = new ArrayList<>(spans);
        sorted.sort(ORDER);
        Map<String, SpanData> firstById = new HashMap<>(spans.size() * 2);
        for (SpanData span : sorted) {
            firstById.putIfAbsent(span.getSpanId(), span);
        }
        Map<String, List<SpanData>> childrenOf = new HashMap<>();
        List<SpanData> tops = new ArrayList<>();
        for (SpanData span : sorted) {
            if (firstById.containsKey(span.getParentSpanId())) {
                childrenOf
                        .computeIfAbsent(span.getParentSpanId(), id -> new ArrayList<>(2))
                        .add(span);
            } else {
                tops.add(span);
            }
        }
        Builder builder = new Builder(childrenOf, firstById, sorted.size());
        for (SpanData top : tops) {
            builder.hang(top, placeOf(top, knownParents));
        }
        if (builder.nodes.size() < sorted.size()) {
            // What no top leads to hangs in or below a cycle. A span of the cycle itself is found by going up.
            for (SpanData span : sorted) {
                if (!builder.placed.contains(span)) {
                    builder.hang(builder.cycleHead(span), Place.CYCLE);
                }
            }
        }
        return new SpanTree(
                Collections.unmodifiableList(builder.roots), Collections.unmodifiableList(builder.nodes), builder.byId);
    }

    Optional<SpanNode> find(String spanId) {
        return Optional.ofNullable(byId.get(spanId));
    }

    private static Place placeOf(SpanData top, Set<String> knownParents) {
        String parentId = top.getParentSpanId();
        if (!SpanId.isValid(parentId)) {
            return Place.ROOT;
        }
        return knownParents.contains(parentId) ? Place.BELOW_KNOWN_PARENT : Place.ORPHAN;
    }

    private static final class Builder {
        final Map<String, List<SpanData>> childrenOf;
        final Map<String, SpanData> firstById;
        final Set<SpanData> placed;
        final List<SpanNode> roots = new ArrayList<>();
        final List<SpanNode> nodes;
        final Map<String, SpanNode> byId;

        Builder(Map<String, List<SpanData>> childrenOf, Map<String, SpanData> firstById, int size) {
            this.childrenOf = childrenOf;
            this.firstById = firstById;
            this.placed = Collections.newSetFromMap(new IdentityHashMap<>(size));
            this.nodes = new ArrayList<>(size);
            this.byId = new HashMap<>(size * 2);
        }

        void hang(SpanData top, Place place) {
            SpanNode root = place(top, place, null);
            roots.add(root);
            // Pre-order: a node enters the list when it leaves the stack.
            Deque<SpanNode> open = new ArrayDeque<>();
            open.push(root);
            while (!open.isEmpty()) {
                SpanNode node = open.pop();
                nodes.add(node);
                // Of several spans with one ID only the earliest has the children.
                if (firstById.get(node.spanId()) != node.span()) {
                    continue;
                }
                List<SpanNode> children = new ArrayList<>();
                for (SpanData child : childrenOf.getOrDefault(node.spanId(), List.of())) {
                    if (!placed.contains(child)) {
                        children.add(place(child, Place.CHILD, node));
                    }
                }
                node.children(children);
                for (int i = children.size() - 1; i >= 0; i--) {
                    open.push(children.get(i));
                }
            }
        }

        private SpanNode place(SpanData span, Place place, @Nullable SpanNode parent) {
            SpanNode node = new SpanNode(span, place, parent);
            placed.add(span);
            byId.putIfAbsent(span.getSpanId(), node);
            return node;
        }

        /** Goes up from a span that no top leads to until a span repeats, and returns the earliest of that cycle. */
        SpanData cycleHead(SpanData span) {
            Set<SpanData> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            SpanData current = span;
            while (seen.add(current)) {
                current = parentOf(current);
            }
            SpanData head = current;
            for (SpanData next = parentOf(current); next != current; next = parentOf(next)) {
                if (ORDER.compare(next, head) < 0) {
                    head = next;
                }
            }
            return head;
        }

        private SpanData parentOf(SpanData span) {
            SpanData parent = firstById.get(span.getParentSpanId());
            return parent == null ? span : parent;
        }
    }
}
