// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.store;

import dev.spanhound.sender.SpanSender;
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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Received spans, grouped by trace and bounded in number.
 *
 * <p>When a span would be one too many, whole traces are dropped, the one that began to arrive first before all others.
 * A span that is equal to one already here is dropped: exporters retry. One lock guards it all, and is never held while
 * a caller's predicate runs or a tree is built.
 */
public final class SpanStore implements TraceSource {
    private final int maxSpans;
    private final StoreClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final TraceIndex traces = new TraceIndex();
    private final Deque<StoredTrace> byArrival = new ArrayDeque<>();
    private final Map<String, SpanSender> senders = new LinkedHashMap<>();
    private final Condition arrival = lock.newCondition();
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
            List<StoredTrace> touched = new ArrayList<>();
            Senders senders = new Senders(epochNanos);
            StoredTrace trace = null;
            for (SpanData span : spans) {
                // Spans of a trace mostly come one after the other.
                if (trace == null || !trace.traceId.equals(span.getTraceId())) {
                    trace = traces.getOrAdd(span.getTraceId());
                }
                // The test's own span is of no service that others call.
                if (add(span, trace, now, touched) && !trace.isOwn(span)) {
                    senders.add(span);
                }
            }
            known = known.followedBy(senders.known());
            touchLinked(touched);
            evict();
            for (StoredTrace each : touched) {
                each.changed();
            }
            arrival.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean add(SpanData span, StoredTrace trace, long now, List<StoredTrace> touched) {
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
        trace.touch(touched);
        for (LinkData link : span.getLinks()) {
            String target = link.getSpanContext().getTraceId();
            if (!target.equals(trace.traceId)) {
                trace.linksTo(target);
                traces.getOrAdd(target).linkedBy(trace.traceId);
            }
        }
        return true;
    }

    /** Who waits for a trace sees those that link to it as well. */
    private void touchLinked(List<StoredTrace> touched) {
        int direct = touched.size();
        for (int i = 0; i < direct; i++) {
            if (touched.get(i).linksTo().isEmpty()) {
                continue; // as mostly: then a cold JVM need not load what follows links
            }
            for (String target : LinkedTraces.of(touched.get(i), StoredTrace::linksTo, traces)) {
                StoredTrace linked = traces.get(target);
                if (linked != null) {
                    linked.touch(touched);
                }
            }
        }
    }

    private void evict() {
        while (storedSpans > maxSpans) {
            StoredTrace eldest = byArrival.remove();
            storedSpans -= eldest.size();
            evictedTraces++;
            for (String target : eldest.linksTo()) {
                StoredTrace linked = traces.get(target);
                if (linked != null) {
                    linked.noLongerLinkedBy(eldest.traceId);
                    removeIfUnused(linked);
                }
            }
            eldest.evict();
            removeIfUnused(eldest);
        }
    }

    /** A trace without spans is kept for who watches it, and for the links of others that lead to it. */
    private void removeIfUnused(StoredTrace trace) {
        if (trace.size() == 0 && !trace.watched && trace.linkedBy().isEmpty()) {
            traces.remove(trace.traceId);
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

    /** Adds a sender that can be asked, in place of an earlier one of its service, and declares its service. */
    public void addSender(SpanSender sender) {
        declareServices(List.of(sender.service()));
        lock.lock();
        try {
            senders.put(sender.service(), sender);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the senders that can be asked, the latest of each service. */
    List<SpanSender> senders() {
        lock.lock();
        try {
            return List.copyOf(senders.values());
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

    /** Returns the number of traces that something is known of, be it only that another one links to them. */
    int knownTraces() {
        lock.lock();
        try {
            return traces.size();
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

    @Override
    public List<Trace> await(int number, Predicate<? super Trace> condition, Duration timeout) {
        long deadline = clock.nanoTime() + timeout.toNanos();
        Map<String, Trace> satisfied = new LinkedHashMap<>();
        while (true) {
            long arrived = counters().spans();
            for (Trace trace : find(each -> !satisfied.containsKey(each.traceId()) && condition.test(each))) {
                satisfied.put(trace.traceId(), trace);
            }
            if (satisfied.size() >= number || !awaitArrival(arrived, deadline - clock.nanoTime())) {
                return List.copyOf(satisfied.values());
            }
        }
    }

    /** Returns whether a span of any trace arrived since there were {@code arrived}; waits for it for at most {@code nanos}. */
    private boolean awaitArrival(long arrived, long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (receivedSpans == arrived) {
                if (left <= 0) {
                    return false;
                }
                left = arrival.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public LiveTrace watch(String traceId) {
        return watch(traceId, Patience.DEFAULT);
    }

    /**
     * Watches a trace from now on. If it is watched as that of a span which is made here, that span is no part of it here
     * either.
     *
     * @param traceId trace to watch; it need not have a span yet
     * @param patience how long assertions on it wait
     */
    public LiveTrace watch(String traceId, Patience patience) {
        return new WatchedTrace(this, traceId, watched(traceId), patience);
    }

    private @Nullable SpanContext watched(String traceId) {
        lock.lock();
        try {
            StoredTrace trace = traces.getOrAdd(traceId);
            trace.watched = true;
            return trace.own;
        } finally {
            lock.unlock();
        }
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
            StoredTrace trace = traces.getOrAdd(own.getTraceId());
            trace.own = own;
            trace.watched = true;
        } finally {
            lock.unlock();
        }
        return new WatchedTrace(this, own.getTraceId(), own, patience);
    }

    /** Returns whether the trace is watched as that of a span which is not {@code own}. */
    public boolean isClaimedByAnother(String traceId, SpanContext own) {
        lock.lock();
        try {
            StoredTrace trace = traces.get(traceId);
            return trace != null && trace.isClaimed() && !traceId.equals(own.getTraceId());
        } finally {
            lock.unlock();
        }
    }

    /** Marks the trace as watched, so that whoever waits for it still hears of it after it was evicted. */
    private long version(String traceId) {
        lock.lock();
        try {
            StoredTrace trace = traces.getOrAdd(traceId);
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
            StoredTrace trace = traces.getOrAdd(traceId);
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
            StoredTrace trace = traces.getOrAdd(traceId);
            List<String> linked = LinkedTraces.of(trace, StoredTrace::linkedBy, traces);
            return new Glance(
                    trace.version,
                    List.copyOf(trace.spans()),
                    trace.lastArrivalNanos,
                    trace.evicted,
                    linked,
                    straysAfter(trace, Set.copyOf(linked), spansBefore, mostStrays),
                    known,
                    new Counters(receivedSpans, requests, refusals),
                    lastRefusal,
                    evictedTraces,
                    now);
        } finally {
            lock.unlock();
        }
    }

    private List<String> straysAfter(StoredTrace own, Set<String> linked, long spansBefore, int most) {
        List<String> strays = new ArrayList<>();
        Iterator<StoredTrace> newestFirst = byArrival.descendingIterator();
        while (newestFirst.hasNext() && strays.size() < most) {
            StoredTrace other = newestFirst.next();
            if (other.firstArrival <= spansBefore) {
                break;
            }
            if (other != own && !linked.contains(other.traceId) && !belongsToSomebody(other)) {
                strays.add(other.traceId);
            }
        }
        return strays;
    }

    /** A test's own trace is no other test's stray, and nor is one that is linked to it. */
    private boolean belongsToSomebody(StoredTrace trace) {
        if (!trace.isClaimed() && !trace.belongsToClaimed) {
            trace.belongsToClaimed = LinkedTraces.of(trace, StoredTrace::linksTo, traces).stream()
                    .map(traces::get)
                    .anyMatch(linked -> linked != null && linked.isClaimed());
        }
        return trace.isClaimed() || trace.belongsToClaimed;
    }
}
