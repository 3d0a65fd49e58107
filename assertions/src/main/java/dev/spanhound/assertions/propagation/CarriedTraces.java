// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.propagation;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.Extraction;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges which traces headers carry: in each of the formats that are there. */
final class CarriedTraces {
    private CarriedTraces() {}

    /**
     * Returns why the headers do not continue this trace.
     *
     * @param live the trace itself, which may know where the other one came from
     */
    static Optional<HeaderReport> failure(HeaderLines lines, String traceId, @Nullable LiveTrace live) {
        String expectation = "to continue trace " + traceId;
        Set<PropagationFormat> formats = PropagationFormat.in(lines);
        if (formats.isEmpty()) {
            return Optional.of(new HeaderReport(expectation, "they carry no trace context")
                    .comparing(traceId, "no trace context")
                    .cause(
                            "the caller does not inject: its client is not instrumented, or the call was made where no span"
                                    + " is current"));
        }
        List<Extraction> unreadable = new ArrayList<>();
        List<ExtractedContext> others = new ArrayList<>();
        for (PropagationFormat format : formats) {
            Extraction extraction = format.read(lines);
            Optional<ExtractedContext> context = extraction.context();
            if (context.isEmpty()) {
                unreadable.add(extraction);
            } else if (!context.get().isOfTrace(traceId)) {
                others.add(context.get());
            }
        }
        if (unreadable.isEmpty() && others.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                others.isEmpty()
                        ? unreadable(expectation, unreadable)
                        : other(expectation, lines, traceId, others, live));
    }

    private static HeaderReport unreadable(String expectation, List<Extraction> unreadable) {
        String names = Words.list(
                unreadable.stream().map(each -> Spots.noun(each.format())).toList());
        String finding = unreadable.size() == 1 ? "the " + names + " is not valid" : names + " are not valid";
        HeaderReport report = new HeaderReport(expectation, finding);
        unreadable.forEach(each -> report.violations(each.violations()));
        return report;
    }

    private static HeaderReport other(
            String expectation,
            HeaderLines lines,
            String traceId,
            List<ExtractedContext> others,
            @Nullable LiveTrace live) {
        ExtractedContext first = others.get(0);
        String finding = "the " + Spots.noun(first.format()) + " is of " + name(first);
        HeaderReport report = new HeaderReport(expectation, finding).comparing(traceId, first.traceId());
        for (ExtractedContext other : others) {
            Spots.of(other.format(), lines)
                    .trace(other)
                    .mark(report, other.hasTraceId() ? "another trace" : "a sampling state without a trace");
        }
        origin(first, live).ifPresent(report::cause);
        return report;
    }

    private static String name(ExtractedContext context) {
        return context.hasTraceId() ? "trace " + context.traceId() : "no trace";
    }

    /** Returns where the other trace began, if that was seen. */
    private static Optional<String> origin(ExtractedContext other, @Nullable LiveTrace live) {
        if (live == null) {
            return Optional.empty();
        }
        Sighting sighting = live.look();
        return Stream.concat(sighting.strays().stream(), sighting.linked().stream())
                .filter(trace -> other.isOfTrace(trace.traceId()))
                .findFirst()
                .map(trace -> "that trace began during this one, in " + beginning(trace)
                        + ", so that the context was lost before it, and not by this caller");
    }

    private static String beginning(Trace trace) {
        return trace.roots().get(0).toString();
    }
}
