// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.store;

import dev.spanhound.trace.KnownServices;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.TraceSource;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Received spans, grouped by trace and bounded in number.
 *
 * <p>When a span would be one too many, whole traces are dropped, the one that began to arrive first before all others.
 * A span that is equal to one already here is dropped: exporters retry. One lock guards it all, and is never held while
 * a caller's predicate runs or a tree is built.
 */
public final class SpanStore implements TraceSource {
    private static final long LONGEST_EXPORT_DELAY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int maxSpans;
    private final StoreClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, StoredTrace> traces = new HashMap<>();
    private final Deque<StoredTrace> byArrival = new ArrayDeque<>();
    private KnownServices known = KnownServices.none();
    private int storedSpans;
    private long receivedSpans;
    private long duplicateSpans;
    private long requests;
    private long refusals;
    private String lastRefusal = "";
    private long evictedTraces;

    /**
     * Creates an empty store.
     *
     * @param maxSpans bound on the number of spans
     */
    public SpanStore(int maxSpans) {
        this(maxSpans, StoreClock.SYSTEM);
    }

    SpanStore(int maxSpans, StoreClock clock) {
        this.maxSpans = maxSpans;
        this.clock = clock;
    }

    /** Adds spans of any traces, and wakes whoever waits for them. */
    public void add(Collection<? extends SpanData> spans) {
        if (spans.isEmpty()) {
            return;
        }
        long now = clock.nanoTime();
        long epochNanos = clock.epochNanos();
        lock.lock();
        try {
            Set<StoredTrace> touched = new LinkedHashSet<>();
            KnownServices senders = KnownServices.none();
            for (SpanData span : spans) {
                if (add(span, now, touched)) {
                    senders = senders.with(span, exportDelay(span, epochNanos));
                }
            }
            known = known.followedBy(senders);
            evict();
            for (StoredTrace trace : touched) {
                trace.changed();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean add(SpanData span, long now, Set<StoredTrace> touched) {
        StoredTrace trace = entry(span.getTraceId());
        if (!trace.add(span)) {
            duplicateSpans++;
            return false;
        }
        storedSpans++;
        receivedSpans++;
        if (trace.size() == 1) {
            trace.firstArrival = receivedSpans;
            byArrival.add(trace);
        }
        trace.lastArrivalNanos = now;
        touched.add(trace);
        for (LinkData link : span.getLinks()) {
            String target = link.getSpanContext().getTraceId();
            if (!target.equals(trace.traceId)) {
                StoredTrace linked = entry(target);
                linked.linkedBy(trace.traceId);
                touched.add(linked);
            }
        }
        return true;
    }

    private static Duration exportDelay(SpanData span, long epochNanos) {
        long delay = epochNanos - span.getEndEpochNanos();
        boolean plausible = delay >= 0 && delay <= LONGEST_EXPORT_DELAY_NANOS;
        return Duration.ofNanos(plausible ? delay : 0);
    }

    private StoredTrace entry(String traceId) {
        StoredTrace trace = traces.get(traceId);
        if (trace == null) {
            trace = new StoredTrace(traceId);
            traces.put(traceId, trace);
        }
        return trace;
    }

    private void evict() {
        while (storedSpans > maxSpans) {
            StoredTrace eldest = byArrival.remove();
            storedSpans -= eldest.size();
            evictedTraces++;
            eldest.evict();
            if (!eldest.watched) {
                traces.remove(eldest.traceId);
            }
        }
    }

    /** Counts a request that carried spans. */
    public void countRequest() {
        lock.lock();
        try {
            requests++;
        } finally {
            lock.unlock();
        }
    }

    /** Counts a request, or a part of one, that was refused for this reason. */
    public void countRefusal(String reason) {
        lock.lock();
        try {
            refusals++;
            lastRefusal = reason;
        } finally {
            lock.unlock();
        }
    }

    /** Declares services that send spans, before their first has come. */
    public void declareServices(Collection<String> names) {
        lock.lock();
        try {
            known = known.and(KnownServices.of(names.toArray(new String[0])));
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of spans stored now. */
    public int size() {
        lock.lock();
        try {
            return storedSpans;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of spans dropped because an equal one was here. */
    public long duplicateSpans() {
        lock.lock();
        try {
            return duplicateSpans;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of traces dropped to stay within the bound. */
    public long evictedTraces() {
        lock.lock();
        try {
            return evictedTraces;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Trace> find(String traceId) {
        Trace trace = snapshot(traceId);
        return trace.isEmpty() ? Optional.empty() : Optional.of(trace);
    }

    @Override
    public List<Trace> find(Predicate<? super Trace> condition) {
        List<String> ids;
        lock.lock();
        try {
            ids = byArrival.stream().map(trace -> trace.traceId).toList();
        } finally {
            lock.unlock();
        }
        return ids.stream()
                .map(this::snapshot)
                .filter(trace -> !trace.isEmpty())
                .filter(condition)
                .toList();
    }

    @Override
    public Optional<Trace> await(String traceId, Predicate<? super Trace> condition, Duration timeout) {
        long deadline = clock.nanoTime() + timeout.toNanos();
        while (true) {
            long version = version(traceId);
            Trace trace = snapshot(traceId);
            if (condition.test(trace)) {
                return Optional.of(trace);
            }
            if (!awaitChange(traceId, version, deadline - clock.nanoTime())) {
                return Optional.empty();
            }
        }
    }

    /**
     * Watches a trace from now on.
     *
     * @param traceId trace to watch; it need not have a span yet
     * @param patience how long assertions on it wait
     */
    public LiveTrace watch(String traceId, Patience patience) {
        version(traceId);
        return new WatchedTrace(this, traceId, null, patience);
    }

    /**
     * Watches the trace of a span that is made here, such as a test's own. The span is a known parent and not a part of
     * what is watched, and the trace is nobody else's stray.
     *
     * @param own context of that span
     * @param patience how long assertions on it wait
     */
    public LiveTrace watch(SpanContext own, Patience patience) {
        lock.lock();
        try {
            StoredTrace trace = entry(own.getTraceId());
            trace.claimed = true;
            trace.watched = true;
        } finally {
            lock.unlock();
        }
        return new WatchedTrace(this, own.getTraceId(), own, patience);
    }

    /** Marks the trace as watched, so that whoever waits for it still hears of it after it was evicted. */
    private long version(String traceId) {
        lock.lock();
        try {
            StoredTrace trace = entry(traceId);
            trace.watched = true;
            return trace.version;
        } finally {
            lock.unlock();
        }
    }

    private Trace snapshot(String traceId) {
        StoredTrace trace;
        List<SpanData> spans;
        lock.lock();
        try {
            trace = traces.get(traceId);
            if (trace == null) {
                return Trace.of(traceId, List.of());
            }
            spans = List.copyOf(trace.spans());
        } finally {
            lock.unlock();
        }
        return trace.snapshot(spans);
    }

    /** Returns whether the trace changed since {@code version}; waits for it for at most {@code nanos}. */
    boolean awaitChange(String traceId, long version, long nanos) {
        lock.lock();
        try {
            StoredTrace trace = entry(traceId);
            long left = nanos;
            while (trace.version == version) {
                if (left <= 0) {
                    return false;
                }
                left = trace.changed(lock).awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    StoreClock clock() {
        return clock;
    }

    /** The counters that a watch compares with those of its beginning. */
    record Counters(long spans, long requests, long refusals) {}

    Counters counters() {
        lock.lock();
        try {
            return new Counters(receivedSpans, requests, refusals);
        } finally {
            lock.unlock();
        }
    }

    /** All that one lock section can tell of a trace; trees are built outside of it. */
    record Glance(
            long version,
            List<SpanData> spans,
            long lastArrivalNanos,
            boolean evicted,
            List<String> linked,
            List<String> strays,
            KnownServices known,
            Counters counters,
            String lastRefusal,
            long evictedTraces,
            long now) {}

    Glance glance(String traceId, long spansBefore, int mostStrays) {
        long now = clock.nanoTime();
        lock.lock();
        try {
            StoredTrace trace = entry(traceId);
            return new Glance(
                    trace.version,
                    List.copyOf(trace.spans()),
                    trace.lastArrivalNanos,
                    trace.evicted,
                    List.copyOf(trace.linkedBy()),
                    straysAfter(trace, spansBefore, mostStrays),
                    known,
                    new Counters(receivedSpans, requests, refusals),
                    lastRefusal,
                    evictedTraces,
                    now);
        } finally {
            lock.unlock();
        }
    }

    private List<String> straysAfter(StoredTrace own, long spansBefore, int most) {
        List<String> strays = new ArrayList<>();
        Iterator<StoredTrace> newestFirst = byArrival.descendingIterator();
        while (newestFirst.hasNext() && strays.size() < most) {
            StoredTrace other = newestFirst.next();
            if (other.firstArrival <= spansBefore) {
                break;
            }
            if (other != own && !other.claimed && !own.linkedBy().contains(other.traceId)) {
                strays.add(other.traceId);
            }
        }
        return strays;
    }
}
