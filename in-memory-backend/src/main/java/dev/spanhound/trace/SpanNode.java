// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One span at its place in a {@link Trace}. Two nodes are equal only if they are the same one. */
public final class SpanNode {
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

    private final SpanData span;
    private final Place place;
    private final int depth;
    private final @Nullable SpanNode parent;
    private List<SpanNode> children = List.of();

    /** Why a node hangs where it does. */
    enum Place {
        ROOT,
        CHILD,
        BELOW_KNOWN_PARENT,
        ORPHAN,
        CYCLE
    }

    SpanNode(SpanData span, Place place, @Nullable SpanNode parent) {
        this.span = span;
        this.place = place;
        this.parent = parent;
        this.depth = parent == null ? 1 : parent.depth + 1;
    }

    void children(List<SpanNode> nodes) {
        children = Collections.unmodifiableList(nodes);
    }

    /** Returns the span itself, with all its fields. */
    public SpanData span() {
        return span;
    }

    /** Returns the span's name. */
    public String name() {
        return span.getName();
    }

    /** Returns the span's ID, 16 lower-case hex digits. */
    public String spanId() {
        return span.getSpanId();
    }

    /** Returns the parent's ID, or {@code 0000000000000000} for a root span. */
    public String parentSpanId() {
        return span.getParentSpanId();
    }

    /** Returns the span's kind. */
    public SpanKind kind() {
        return span.getKind();
    }

    /** Returns the span's status code. */
    public StatusCode statusCode() {
        return span.getStatus().getStatusCode();
    }

    /** Returns the span's attributes. */
    public Attributes attributes() {
        return span.getAttributes();
    }

    /** Returns the resource's {@code service.name}, or an empty string if it has none. */
    public String service() {
        String name = span.getResource().getAttribute(SERVICE_NAME);
        return name == null ? "" : name;
    }

    /** Returns the parent, if it is in the trace. */
    public Optional<SpanNode> parent() {
        return Optional.ofNullable(parent);
    }

    /** Returns the children, by start, then name, then span ID. */
    public List<SpanNode> children() {
        return children;
    }

    /** Returns 1 for a span at the top of the tree, 2 for its children, and so on. */
    public int depth() {
        return depth;
    }

    /** Returns whether the span names no parent. */
    public boolean isRoot() {
        return place == Place.ROOT;
    }

    /**
     * Returns whether the span's parent never arrived, and was not declared as known by
     * {@link Trace#withKnownParent(String)}.
     */
    public boolean isOrphan() {
        return place == Place.ORPHAN;
    }

    /** Returns whether the span's parent is outside the trace and was declared by {@link Trace#withKnownParent}. */
    public boolean isBelowKnownParent() {
        return place == Place.BELOW_KNOWN_PARENT;
    }

    /** Returns whether the span is its own ancestor by its parent IDs, and was put at the top to break that cycle. */
    public boolean isCycle() {
        return place == Place.CYCLE;
    }

    /** Returns the parent, its parent, and so on to the top. */
    public List<SpanNode> ancestors() {
        List<SpanNode> ancestors = new ArrayList<>(depth - 1);
        for (SpanNode node = parent; node != null; node = node.parent) {
            ancestors.add(node);
        }
        return ancestors;
    }

    /** Returns all spans below this one, each parent before its children. */
    public Stream<SpanNode> descendants() {
        return subtree().stream().skip(1);
    }

    /** Returns this node and all below it, each parent before its children. */
    public List<SpanNode> subtree() {
        List<SpanNode> nodes = new ArrayList<>();
        Deque<SpanNode> open = new ArrayDeque<>();
        open.push(this);
        while (!open.isEmpty()) {
            SpanNode node = open.pop();
            nodes.add(node);
            for (int i = node.children.size() - 1; i >= 0; i--) {
                open.push(node.children.get(i));
            }
        }
        return nodes;
    }

    /** Returns the time from start to end. Zero if the span ended before it started. */
    public Duration duration() {
        return Duration.ofNanos(Math.max(0, span.getEndEpochNanos() - span.getStartEpochNanos()));
    }

    /** Returns the duration without the time in which at least one child was running. */
    public Duration selfTime() {
        long start = span.getStartEpochNanos();
        long end = Math.max(start, span.getEndEpochNanos());
        long covered = 0;
        long cursor = start;
        for (SpanNode child : children) {
            long from = Math.max(cursor, child.span.getStartEpochNanos());
            long to = Math.min(end, child.span.getEndEpochNanos());
            if (to > from) {
                covered += to - from;
                cursor = to;
            }
        }
        return Duration.ofNanos(end - start - covered);
    }

    /** Returns {@code service: name [KIND]}, the text form that a tree expectation can be written in. */
    @Override
    public String toString() {
        String service = service();
        return (service.isEmpty() ? "" : service + ": ") + name() + " [" + kind() + "]";
    }
}
