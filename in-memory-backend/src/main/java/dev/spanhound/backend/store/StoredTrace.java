// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.store;

import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** The spans of one trace, and who waits for more. All fields are guarded by the store's lock, but for the snapshot. */
final class StoredTrace {
    final String traceId;
    private @Nullable Condition changed;
    private Set<String> linkedBy = Set.of();
    long version;
    long firstArrival;
    long lastArrivalNanos;
    boolean claimed;
    boolean watched;
    boolean evicted;
    private List<SpanData> spans = new ArrayList<>(4);
    private final Map<String, SpanData> bySpanId = new HashMap<>();
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

    void changed() {
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

    Set<String> linkedBy() {
        return linkedBy;
    }

    /** Adds a span, unless an equal one is here: a retried export delivers twice. Returns whether it is new. */
    boolean add(SpanData span) {
        SpanData first = bySpanId.putIfAbsent(span.getSpanId(), span);
        if (first != null && (isSame(first, span) || spans.stream().anyMatch(other -> isSame(other, span)))) {
            return false;
        }
        spans.add(span);
        return true;
    }

    private static boolean isSame(SpanData one, SpanData other) {
        return one.getSpanId().equals(other.getSpanId())
                && one.getStartEpochNanos() == other.getStartEpochNanos()
                && one.getEndEpochNanos() == other.getEndEpochNanos()
                && one.getKind() == other.getKind()
                && one.getName().equals(other.getName())
                && one.getParentSpanId().equals(other.getParentSpanId())
                && one.getAttributes().equals(other.getAttributes())
                && one.getResource().equals(other.getResource());
    }

    int size() {
        return spans.size();
    }

    List<SpanData> spans() {
        return spans;
    }

    void evict() {
        spans = new ArrayList<>(4);
        bySpanId.clear();
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
