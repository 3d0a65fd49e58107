// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import dev.spanhound.trace.KnownServices;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A trace of a product, asked for again and again by whoever waits for it. What was not there at one request and is at the
 * next has arrived.
 */
final class PolledTrace implements LiveTrace {
    /** An answer takes time, also at the end of a wait. */
    private static final Duration SHORTEST_REQUEST = Duration.ofSeconds(1);

    private final StoredTraces<?> source;
    private final String traceId;
    private final Settings.Watching watching;
    private final boolean sampled;
    private final long watchedSinceNanos = System.nanoTime();
    private final Object lock = new Object();
    private long requests;
    private State state;

    /**
     * What the latest answer said.
     *
     * @param request number of the request
     * @param body the answer as it came, so that the same again need not be read again
     * @param failure why there was none
     */
    private record State(
            long request,
            byte @Nullable [] body,
            Trace trace,
            KnownServices known,
            long version,
            long lastArrivalNanos,
            @Nullable TraceQueryException failure) {

        State answered(long number) {
            return new State(number, body, trace, known, version, lastArrivalNanos, null);
        }

        State failed(long number, TraceQueryException why) {
            return new State(number, body, trace, known, version, lastArrivalNanos, why);
        }

        boolean hasBody(byte[] other) {
            return body != null && Arrays.equals(body, other);
        }

        boolean hasSpansOf(Trace other) {
            return new HashSet<>(trace.received()).equals(new HashSet<>(other.received()));
        }
    }

    PolledTrace(StoredTraces<?> source, String traceId, Settings.Watching watching, boolean sampled) {
        this.source = source;
        this.traceId = traceId;
        this.watching = watching;
        this.sampled = sampled;
        Trace nothing = StoredTraces.trace(traceId, List.of(), watching.remoteParents());
        this.state = new State(0, null, nothing, KnownServices.none(), 0, 0, null);
    }

    @Override
    public String traceId() {
        return traceId;
    }

    @Override
    public Patience patience() {
        return watching.patience();
    }

    @Override
    public boolean isSampled() {
        return sampled;
    }

    /** Asks once. */
    @Override
    public Sighting look() {
        try {
            poll(StoredTraces.FOREVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return sighting();
    }

    @Override
    public Sighting awaitChange(Sighting since, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            for (long left = atMost.toNanos();
                    left > 0 && state().version() <= since.version();
                    left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(
                        Math.min(left, watching.pollInterval().toNanos()));
                poll(Duration.ofNanos(Math.max(SHORTEST_REQUEST.toNanos(), deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return sighting();
    }

    /**
     * Throws why the last request was not answered, if it was not.
     *
     * @throws TraceQueryException that
     */
    void failIfUnanswered() {
        TraceQueryException failure = state().failure();
        if (failure != null) {
            throw failure;
        }
    }

    private State state() {
        synchronized (lock) {
            return state;
        }
    }

    private void poll(Duration atMost) throws InterruptedException {
        State before;
        long number;
        synchronized (lock) {
            number = ++requests;
            before = state;
        }
        State after = asked(number, before, atMost);
        synchronized (lock) {
            // Of several threads the one with the latest request knows best.
            if (state.request() < number) {
                state = after;
            }
        }
    }

    private State asked(long number, State before, Duration atMost) throws InterruptedException {
        try {
            Optional<Answer> answer = source.ask(traceId, atMost);
            if (answer.isEmpty() || before.hasBody(answer.get().body())) {
                return before.answered(number);
            }
            Trace trace = StoredTraces.trace(traceId, source.decode(answer.get()), watching.remoteParents());
            boolean same = before.hasSpansOf(trace);
            return new State(
                    number,
                    answer.get().body(),
                    same ? before.trace() : trace,
                    same ? before.known() : known(trace, before, atMost),
                    same ? before.version() : before.version() + 1,
                    same ? before.lastArrivalNanos() : System.nanoTime(),
                    null);
        } catch (TraceQueryException e) {
            if (!e.isPassing()) {
                throw e;
            }
            return before.failed(number, e);
        }
    }

    /** A product that does not list its services leaves what the spans tell. */
    private KnownServices known(Trace trace, State before, Duration atMost) throws InterruptedException {
        KnownServices known = before.known();
        try {
            known = known.and(KnownServices.of(source.services(atMost).toArray(new String[0])));
        } catch (TraceQueryException e) {
            // It has just given a trace.
        }
        for (SpanNode node : trace.spans()) {
            known = known.with(node.span(), Duration.ZERO);
        }
        return known;
    }

    private Sighting sighting() {
        State now = state();
        long nanos = System.nanoTime();
        Trace trace = now.trace();
        return new Sighting(
                trace,
                List.of(),
                List.of(),
                now.known(),
                new Sighting.Reception(trace.size(), 0, 0, 0, "", 0, false),
                trace.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(Math.max(0, nanos - now.lastArrivalNanos()))),
                Duration.ofNanos(nanos - watchedSinceNanos),
                now.version(),
                List.of(new Storage(source, traceId, trace.isEmpty(), Optional.ofNullable(now.failure()))));
    }

    @Override
    public String toString() {
        return "trace " + traceId + " of " + source;
    }
}
