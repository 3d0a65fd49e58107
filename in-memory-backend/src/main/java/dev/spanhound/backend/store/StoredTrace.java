// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.store;

import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** The spans of one trace, and who waits for more. All fields are guarded by the store's lock, but for the snapshot. */
final class StoredTrace {
    private static final int MOST_TO_SEARCH = 16;

    final String traceId;
    private @Nullable Condition changed;

    /** The span that is made here and whose trace this is, such as a test's own. */
    @Nullable
    SpanContext own;

    private Set<String> linkedBy = Set.of();
    private Set<String> linksTo = Set.of();
    long version;
    long firstArrival;
    long lastArrivalNanos;
    boolean watched;
    boolean evicted;

    /** Whether links were seen to lead to a claimed trace. That stays so, and saves every later look the way there. */
    boolean belongsToClaimed;

    private boolean touched;
    private List<SpanData> spans = new ArrayList<>(4);
    private @Nullable Map<String, SpanData> bySpanId;
    private Set<Content> furtherOfAnId = Set.of();
    private long idBits;
    private volatile @Nullable Trace snapshot;

    StoredTrace(String traceId) {
        this.traceId = traceId;
    }

    /** Returns what to wait on for a change. Most traces are never waited for, and have none. */
    Condition changed(Lock lock) {
        Condition condition = changed;
        if (condition == null) {
            condition = lock.newCondition();
            changed = condition;
        }
        return condition;
    }

    boolean isClaimed() {
        return own != null;
    }

    boolean isOwn(SpanData span) {
        return own != null && isOwn(span, own);
    }

    /** Returns whether this is the span that is made here. A SERVER span may share its ID: proxies and Brave do so. */
    static boolean isOwn(SpanData span, SpanContext own) {
        return span.getSpanId().equals(own.getSpanId()) && span.getKind() != SpanKind.SERVER;
    }

    /** Adds this trace to those that a request touches, once. */
    void touch(List<StoredTrace> all) {
        if (!touched) {
            touched = true;
            all.add(this);
        }
    }

    /** Ends a request that touched this trace, and wakes whoever waits. */
    void changed() {
        touched = false;
        version++;
        if (changed != null) {
            changed.signalAll();
        }
    }

    void linkedBy(String otherTraceId) {
        if (linkedBy.isEmpty()) {
            linkedBy = new LinkedHashSet<>();
        }
        linkedBy.add(otherTraceId);
    }

    void noLongerLinkedBy(String otherTraceId) {
        linkedBy.remove(otherTraceId);
    }

    Set<String> linkedBy() {
        return linkedBy;
    }

    void linksTo(String otherTraceId) {
        if (linksTo.isEmpty()) {
            linksTo = new LinkedHashSet<>();
        }
        linksTo.add(otherTraceId);
    }

    Set<String> linksTo() {
        return linksTo;
    }

    /** Adds a span, unless an equal one is here: a retried export delivers twice. Returns whether it is new. */
    boolean add(SpanData span) {
        SpanData first = first(span.getSpanId());
        if (first != null && !isNew(span, first)) {
            return false;
        }
        spans.add(span);
        idBits |= bit(span.getSpanId());
        if (bySpanId != null) {
            bySpanId.putIfAbsent(span.getSpanId(), span);
        } else if (spans.size() > MOST_TO_SEARCH) {
            bySpanId = new HashMap<>();
            for (SpanData each : spans) {
                bySpanId.putIfAbsent(each.getSpanId(), each);
            }
        }
        return true;
    }

    /** Returns the first span with this ID. A map is made for a long trace only: most are short, and there are many. */
    private @Nullable SpanData first(String spanId) {
        if ((idBits & bit(spanId)) == 0) {
            return null; // as for most spans of a short trace, without a look at the others
        }
        if (bySpanId != null) {
            return bySpanId.get(spanId);
        }
        for (SpanData span : spans) {
            if (span.getSpanId().equals(spanId)) {
                return span;
            }
        }
        return null;
    }

    private static long bit(String spanId) {
        int hash = spanId.hashCode();
        return 1L << (hash ^ hash >>> 16);
    }

    private boolean isNew(SpanData span, SpanData firstOfItsId) {
        Content content = Content.of(span);
        if (content.equals(Content.of(firstOfItsId))) {
            return false;
        }
        if (furtherOfAnId.isEmpty()) {
            furtherOfAnId = new HashSet<>();
        }
        return furtherOfAnId.add(content);
    }

    /** What makes two spans equal. Of events and links the number: their classes differ by the way that they came. */
    private record Content(
            String spanId,
            String parentSpanId,
            String name,
            SpanKind kind,
            long start,
            long end,
            StatusData status,
            Attributes attributes,
            Resource resource,
            int events,
            int links) {

        static Content of(SpanData span) {
            return new Content(
                    span.getSpanId(),
                    span.getParentSpanId(),
                    span.getName(),
                    span.getKind(),
                    span.getStartEpochNanos(),
                    span.getEndEpochNanos(),
                    span.getStatus(),
                    span.getAttributes(),
                    span.getResource(),
                    span.getTotalRecordedEvents(),
                    span.getTotalRecordedLinks());
        }
    }

    int size() {
        return spans.size();
    }

    List<SpanData> spans() {
        return spans;
    }

    void evict() {
        spans = new ArrayList<>(4);
        bySpanId = null;
        furtherOfAnId = Set.of();
        idBits = 0;
        linksTo = Set.of();
        snapshot = null;
        evicted = true;
    }

    /** Returns the tree of these spans, which are all that the trace had when they were copied under the lock. */
    Trace snapshot(List<SpanData> copied) {
        Trace last = snapshot;
        if (last == null || last.received().size() != copied.size()) {
            last = Trace.of(traceId, copied);
            snapshot = last;
        }
        return last;
    }
}
