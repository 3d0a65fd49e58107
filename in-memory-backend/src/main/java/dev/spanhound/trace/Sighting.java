// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import dev.spanhound.sender.SpanSender;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a {@link LiveTrace} at one moment. Immutable.
 *
 * @param trace the trace so far; empty if none of its spans has arrived
 * @param linked other traces with a span that links to this one, or to one of those: first the former, then the latter
 * @param strays traces that began while this one was watched and belong to nobody: a service may have lost the context
 * @param known services that have sent spans, or were declared
 * @param reception what arrived at the backend since this trace is watched
 * @param sinceLastSpan time since the last span of this trace arrived; empty if none has
 * @param watchedFor time for which this trace has been watched
 * @param version grows with each arrival that concerns this trace
 * @param senders services under test that can be asked why their spans do not come
 */
public record Sighting(
        Trace trace,
        List<Trace> linked,
        List<Trace> strays,
        KnownServices known,
        Reception reception,
        Optional<Duration> sinceLastSpan,
        Duration watchedFor,
        long version,
        List<SpanSender> senders) {

    public Sighting {
        linked = List.copyOf(linked);
        strays = List.copyOf(strays);
        senders = List.copyOf(senders);
    }

    /** Creates a sighting without senders that can be asked. */
    public Sighting(
            Trace trace,
            List<Trace> linked,
            List<Trace> strays,
            KnownServices known,
            Reception reception,
            Optional<Duration> sinceLastSpan,
            Duration watchedFor,
            long version) {
        this(trace, linked, strays, known, reception, sinceLastSpan, watchedFor, version, List.of());
    }

    /** Returns a sighting of a trace that is whole and at rest, such as one read from a file. */
    public static Sighting of(Trace trace) {
        return of(trace, List.of());
    }

    /** Returns a sighting of a trace at rest, with others that it is linked with. It is not among them itself. */
    public static Sighting of(Trace trace, List<Trace> linked) {
        return new Sighting(
                trace,
                linked.stream()
                        .filter(other -> !other.traceId().equals(trace.traceId()))
                        .toList(),
                List.of(),
                KnownServices.none(),
                Reception.of(trace.size()),
                Optional.of(Duration.ZERO),
                Duration.ZERO,
                0);
    }

    /** Returns what is missing for the trace to be complete. */
    public Completeness completeness() {
        return Completeness.of(trace, linked, known);
    }

    /**
     * Counts of what arrived at the backend while a trace was watched.
     *
     * @param spans spans of any trace
     * @param ignoredSpans spans of other traces, neither linked nor stray: those of other tests
     * @param requests requests at any endpoint that carried spans
     * @param refusals requests or spans that were refused, as malformed, too large or by an ordered fault
     * @param lastRefusal the reason of the last refusal, or an empty string
     * @param evictedTraces traces that the store has dropped to stay within its bound, since it began
     * @param evicted whether this very trace lost spans that way
     */
    public record Reception(
            long spans,
            long ignoredSpans,
            long requests,
            long refusals,
            String lastRefusal,
            long evictedTraces,
            boolean evicted) {

        /** Returns the reception of {@code spans} spans, all of the watched trace, in process. */
        public static Reception of(long spans) {
            return new Reception(spans, 0, 0, 0, "", 0, false);
        }
    }
}
