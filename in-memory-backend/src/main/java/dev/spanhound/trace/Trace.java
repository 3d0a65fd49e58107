// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One trace as an immutable tree over its spans.
 *
 * <p>Any set of spans gives a tree. A span whose parent never came is put at the top as an
 * {@linkplain SpanNode#isOrphan() orphan}, a cycle of parent IDs is cut at its earliest span, and of several spans with
 * one ID the earliest gets the children. A CLIENT and a SERVER span that share one ID, as Zipkin's model allows, are
 * split as Jaeger does: the SERVER span gets an ID of its own, becomes the child of the CLIENT span and takes over the
 * children.
 */
public final class Trace {
    private final String traceId;
    private final List<SpanData> input;
    private final Set<String> knownParents;
    private final SpanTree tree;
    private @Nullable SortedSet<ServiceEdge> serviceEdges;

    private Trace(String traceId, List<SpanData> input, Set<String> knownParents) {
        this.traceId = traceId;
        this.input = input;
        this.knownParents = knownParents;
        this.tree = SpanTree.of(SharedSpanIds.split(input, knownParents), knownParents);
    }

    /**
     * Returns the trace of these spans.
     *
     * @throws IllegalArgumentException if there are no spans, or if they are of several traces
     */
    public static Trace of(Collection<? extends SpanData> spans) {
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("spans: empty (expected: at least one; use Trace.of(traceId, spans))");
        }
        return of(spans.iterator().next().getTraceId(), spans);
    }

    /**
     * Returns the trace of these spans, which may be none.
     *
     * @throws IllegalArgumentException if a span has another trace ID
     */
    public static Trace of(String traceId, Collection<? extends SpanData> spans) {
        for (SpanData span : spans) {
            if (!span.getTraceId().equals(traceId)) {
                throw new IllegalArgumentException(
                        "spans: one has trace ID " + span.getTraceId() + " (expected: " + traceId + ")");
            }
        }
        return new Trace(traceId, List.copyOf(spans), Set.of());
    }

    /** Returns the traces of these spans, in the order of their first spans. */
    public static List<Trace> allOf(Collection<? extends SpanData> spans) {
        Map<String, List<SpanData>> byTrace = new LinkedHashMap<>();
        for (SpanData span : spans) {
            byTrace.computeIfAbsent(span.getTraceId(), id -> new ArrayList<>()).add(span);
        }
        return byTrace.values().stream().map(Trace::of).toList();
    }

    /**
     * Returns this trace with {@code spanId} known as a parent outside of it, such as the test's own span or a client
     * that sends no spans. Its children are not orphans, and a SERVER span that has this ID, as Zipkin's model allows, is one
     * of them.
     */
    public Trace withKnownParent(String spanId) {
        Set<String> known = new LinkedHashSet<>(knownParents);
        known.add(spanId);
        return new Trace(traceId, input, known);
    }

    /** Returns the trace ID, 32 lower-case hex digits. */
    public String traceId() {
        return traceId;
    }

    /** Returns all spans, each parent before its children, and siblings by start, then name. */
    public List<SpanNode> spans() {
        return tree.nodes();
    }

    /** Returns the spans at the top: root spans, children of a known parent, orphans, and heads of cycles. */
    public List<SpanNode> roots() {
        return tree.roots();
    }

    /** Returns the spans whose parent never arrived. */
    public List<SpanNode> orphans() {
        return roots().stream().filter(SpanNode::isOrphan).toList();
    }

    /** Returns the IDs of parents outside the trace that are known, see {@link #withKnownParent(String)}. */
    public Set<String> knownParents() {
        return knownParents;
    }

    /** Returns the span with this ID; of several the earliest. */
    public Optional<SpanNode> find(String spanId) {
        return tree.find(spanId);
    }

    /** Returns the spans that satisfy the condition, each parent before its children. */
    public List<SpanNode> find(Predicate<? super SpanNode> condition) {
        return spans().stream().filter(condition).toList();
    }

    /** Returns the number of spans. */
    public int size() {
        return tree.nodes().size();
    }

    /** Returns whether there is no span. */
    public boolean isEmpty() {
        return tree.nodes().isEmpty();
    }

    /** Returns the number of spans on the longest way from the top down. Zero for an empty trace. */
    public int depth() {
        return spans().stream().mapToInt(SpanNode::depth).max().orElse(0);
    }

    /** Returns when the first of its spans started, in nanoseconds since the epoch. Zero for an empty trace. */
    public long startEpochNanos() {
        return spans().stream()
                .mapToLong(node -> node.span().getStartEpochNanos())
                .min()
                .orElse(0);
    }

    /** Returns the time from the first start to the last end. Zero for an empty trace. */
    public Duration duration() {
        long end = spans().stream()
                .mapToLong(node -> node.span().getEndEpochNanos())
                .max()
                .orElse(0);
        return Duration.ofNanos(Math.max(0, end - startEpochNanos()));
    }

    /** Returns the names of the services that have spans here, in the order of {@link #spans()}. */
    public Set<String> services() {
        return spans().stream()
                .map(SpanNode::service)
                .filter(service -> !service.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns who calls whom: by parent and child, and by links between spans of this trace. */
    public SortedSet<ServiceEdge> serviceEdges() {
        SortedSet<ServiceEdge> edges = serviceEdges;
        if (edges == null) {
            edges = new TreeSet<>();
            for (SpanNode node : spans()) {
                addEdge(edges, node.parent().orElse(null), node);
                for (LinkData link : node.span().getLinks()) {
                    if (link.getSpanContext().getTraceId().equals(traceId)) {
                        addEdge(edges, find(link.getSpanContext().getSpanId()).orElse(null), node);
                    }
                }
            }
            serviceEdges = edges;
        }
        return new TreeSet<>(edges);
    }

    private static void addEdge(Collection<ServiceEdge> edges, @Nullable SpanNode from, SpanNode to) {
        if (from != null
                && !from.service().isEmpty()
                && !to.service().isEmpty()
                && !from.service().equals(to.service())) {
            edges.add(new ServiceEdge(from.service(), to.service()));
        }
    }

    /** Returns whether a span of this trace links to a span of the trace with this ID. */
    public boolean linksTo(String otherTraceId) {
        return spans().stream()
                .flatMap(node -> node.span().getLinks().stream())
                .anyMatch(link -> link.getSpanContext().getTraceId().equals(otherTraceId));
    }

    /** Returns what is missing for this trace to be complete, judged by the services known to send spans. */
    public Completeness completeness(KnownServices known) {
        return Completeness.of(this, List.of(), known);
    }

    /** Returns the spans as they were received. */
    public List<SpanData> received() {
        return input;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Trace trace
                && traceId.equals(trace.traceId)
                && knownParents.equals(trace.knownParents)
                && input.equals(trace.input);
    }

    @Override
    public int hashCode() {
        return traceId.hashCode();
    }

    /** Returns the tree as text, one span a line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(64 + 48 * size());
        text.append("trace ").append(traceId).append(", ").append(new ArrayList<>(services()));
        for (SpanNode node : spans()) {
            text.append('\n');
            for (int i = 0; i < Math.min(node.depth(), 64); i++) {
                text.append("  ");
            }
            text.append(node);
        }
        return text.toString();
    }
}
