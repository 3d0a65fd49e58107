// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.TraceSource;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * What traces are searched for: those that have one span which meets all of it.
 *
 * @param service name of the service; none: any
 * @param operation name of the span; none: any
 * @param earliest time at which it starts or later
 * @param latest time at which it starts or earlier
 * @param limit number of traces, the latest ones
 * @param ignoringCase whether names are the same in upper and lower case
 */
record TraceSearch(
        Optional<String> service,
        Optional<String> operation,
        Instant earliest,
        Instant latest,
        long limit,
        boolean ignoringCase) {

    /** Returns the traces, the latest first. */
    List<Trace> in(TraceSource source) {
        return source.find(this::matches).stream()
                .sorted(Comparator.comparingLong(Trace::startEpochNanos).reversed())
                .limit(limit)
                .toList();
    }

    /** Returns the names of all services that have spans there, sorted. */
    static List<String> services(TraceSource source) {
        TreeSet<String> names = new TreeSet<>();
        source.find(trace -> true).forEach(trace -> names.addAll(trace.services()));
        return List.copyOf(names);
    }

    private boolean matches(Trace trace) {
        return trace.spans().stream().anyMatch(this::matches);
    }

    private boolean matches(SpanNode span) {
        long micros = TimeUnit.NANOSECONDS.toMicros(span.span().getStartEpochNanos());
        Instant start = Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(micros));
        return isAsked(service, span.service())
                && isAsked(operation, span.name())
                && !start.isBefore(earliest)
                && !start.isAfter(latest);
    }

    private boolean isAsked(Optional<String> asked, String name) {
        return asked.map(ignoringCase ? name::equalsIgnoreCase : name::equals).orElse(true);
    }
}
