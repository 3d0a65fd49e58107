// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.assertions.tree.Mismatch;
import dev.spanhound.trace.Missing;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a trace must have of spans: some, none, a number, all of them. */
final class SpanChecks {
    static final String TRACE = "the trace";
    private static final int MOST_CANDIDATES = 3;

    private SpanChecks() {}

    static Check complete() {
        return Check.ofWholeTrace(TRACE, "to be complete", sighting -> {
            List<Missing> missing = sighting.completeness().missing();
            if (missing.isEmpty()) {
                return Optional.empty();
            }
            Failure failure = Failure.found(
                            Words.count(missing.size(), "thing") + (missing.size() == 1 ? " is" : " are") + " missing")
                    .details(missing.stream().map(Missing::describe).toList())
                    .absenceFrom(servicesOf(missing));
            if (missing.stream().anyMatch(Missing.SecondRoot.class::isInstance)) {
                failure.lasting();
            }
            return Optional.of(failure);
        });
    }

    static Check noErrors() {
        return Check.ofWholeTrace(TRACE, "to have no errors", sighting -> {
            List<SpanNode> failed = sighting.trace().find(span -> span.statusCode() == StatusCode.ERROR);
            if (failed.isEmpty()) {
                return Optional.empty();
            }
            Failure failure = Failure.found(
                            Words.count(failed.size(), "span") + (failed.size() == 1 ? " has" : " have")
                                    + " status ERROR")
                    .lasting();
            failed.forEach(span -> failure.mark(span, "✗ " + statusOf(span)));
            return Optional.of(failure.details(
                    failed.stream().map(span -> span + ": " + statusOf(span)).toList()));
        });
    }

    static Check size(int size) {
        return Check.ofWholeTrace(TRACE, "to have " + Words.count(size, "span"), sighting -> {
            int found = sighting.trace().size();
            if (found == size) {
                return Optional.empty();
            }
            Failure failure = Failure.found("it has " + found);
            return Optional.of(found > size ? failure.lasting() : failure.absence());
        });
    }

    static Check contains(ExpectedSpan expected) {
        return Check.eventually(TRACE, "to contain the span " + expected.headline(), sighting -> {
            List<SpanNode> found = sighting.trace().find(expected::matches);
            return found.isEmpty() ? Optional.of(none(expected, sighting)) : Optional.empty();
        });
    }

    static Check contains(ExpectedSpan expected, Consumer<SpanAssert> requirements) {
        return Check.eventually(TRACE, "to contain the span " + expected.headline() + " that satisfies", sighting -> {
            List<SpanNode> found = sighting.trace().find(expected::matches);
            if (found.isEmpty()) {
                return Optional.of(none(expected, sighting));
            }
            Failure failure = Failure.found(
                    found.size() == 1 ? "the only one does not" : "none of " + found.size() + " does");
            for (SpanNode span : found) {
                List<String> problems = problems(span, sighting, requirements);
                if (problems.isEmpty()) {
                    return Optional.empty();
                }
                failure.mark(span, "✗").details(problems);
            }
            return Optional.of(failure);
        });
    }

    static Check each(ExpectedSpan expected, Consumer<SpanAssert> requirements) {
        return Check.ofWholeTrace(TRACE, "to have only spans " + expected.headline() + " that satisfy", sighting -> {
            List<SpanNode> found = sighting.trace().find(expected::matches);
            if (found.isEmpty()) {
                return Optional.of(none(expected, sighting));
            }
            List<SpanNode> failed = new ArrayList<>();
            List<String> details = new ArrayList<>();
            for (SpanNode span : found) {
                List<String> problems = problems(span, sighting, requirements);
                if (!problems.isEmpty()) {
                    failed.add(span);
                    details.addAll(problems);
                }
            }
            if (failed.isEmpty()) {
                return Optional.empty();
            }
            Failure failure = Failure.found(failed.size() + " of " + found.size()
                            + (failed.size() == 1 ? " does not" : " do not"))
                    .details(details);
            failed.forEach(span -> failure.mark(span, "✗"));
            return Optional.of(failure);
        });
    }

    static Check doesNotContain(ExpectedSpan expected) {
        return Check.ofWholeTrace(TRACE, "not to contain the span " + expected.headline(), sighting -> {
            List<SpanNode> found = sighting.trace().find(expected::matches);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Failure failure = Failure.found("it has " + Words.count(found.size(), "such span"))
                    .lasting();
            found.forEach(span -> failure.mark(span, "✗ not expected"));
            return Optional.of(failure);
        });
    }

    static Check count(ExpectedSpan expected, int atLeast, int atMost, String times) {
        boolean bounded = atMost < Integer.MAX_VALUE;
        return new Check(TRACE, "to have the span " + expected.headline() + " " + times, sighting -> {
            List<SpanNode> found = sighting.trace().find(expected::matches);
            if (found.size() >= atLeast && found.size() <= atMost) {
                return Optional.empty();
            }
            if (found.isEmpty()) {
                return Optional.of(none(expected, sighting));
            }
            Failure failure = Failure.found("it has " + found.size());
            found.forEach(span -> failure.mark(span, "◄"));
            return Optional.of(found.size() > atMost ? failure.lasting() : failure.absence());
        }, sighting -> bounded);
    }

    /** Holds as soon as there is such a span, or once there will be none. */
    static Check isKnownToContain(ExpectedSpan expected) {
        return new Check(
                TRACE,
                "to tell whether it contains the span " + expected.headline(),
                sighting -> Optional.empty(),
                sighting -> sighting.trace().spans().stream().noneMatch(expected::matches));
    }

    /** The trace has exactly one such span. Not {@code ofWholeTrace}: what is done with the span need not wait. */
    static Check only(ExpectedSpan expected) {
        return Check.eventually(TRACE, "to have one span " + expected.headline(), sighting -> {
            List<SpanNode> found = sighting.trace().find(expected::matches);
            if (found.size() == 1) {
                return Optional.empty();
            }
            if (found.isEmpty()) {
                return Optional.of(none(expected, sighting));
            }
            return Optional.of(several(found));
        });
    }

    static Check root() {
        return Check.eventually(TRACE, "to have one span at the top", sighting -> {
            List<SpanNode> tops = topsOf(sighting.trace());
            if (tops.size() == 1) {
                return Optional.empty();
            }
            return Optional.of(tops.isEmpty() ? Failure.found("there is none").absence() : several(tops));
        });
    }

    static List<SpanNode> topsOf(Trace trace) {
        return trace.roots().stream().filter(top -> !top.isOrphan()).toList();
    }

    /** No span matches; names those that come nearest. */
    static Failure none(ExpectedSpan expected, Sighting sighting) {
        return none("there is none", expected, sighting);
    }

    static Failure none(String finding, ExpectedSpan expected, Sighting sighting) {
        Trace trace = sighting.trace();
        if (trace.isEmpty()) {
            return Failure.found("it has no spans").absence();
        }
        List<String> nearest = trace.spans().stream()
                .sorted(Comparator.comparingInt(
                        (SpanNode span) -> expected.mismatches(span).size()))
                .limit(MOST_CANDIDATES)
                .map(span -> "nearest: " + span + " ("
                        + expected.mismatches(span).stream()
                                .map(Mismatch::describe)
                                .collect(Collectors.joining("; "))
                        + ")")
                .toList();
        return Failure.found(finding).details(nearest).absence();
    }

    private static Failure several(List<SpanNode> found) {
        Failure failure = Failure.found("it has " + found.size() + "; say which (by service, kind, attribute)");
        found.forEach(span -> failure.mark(span, "◄"));
        return failure.lasting();
    }

    private static List<String> problems(SpanNode span, Sighting sighting, Consumer<SpanAssert> requirements) {
        return Reporter.collect(reporter -> requirements.accept(SpanAssert.within(span, sighting, reporter)));
    }

    static String statusOf(SpanNode span) {
        String description = span.span().getStatus().getDescription();
        return span.statusCode() + (description.isEmpty() ? "" : " \"" + description + "\"");
    }

    private static List<String> servicesOf(List<Missing> missing) {
        return missing.stream()
                .filter(Missing.Answer.class::isInstance)
                .map(answer -> ((Missing.Answer) answer).service())
                .toList();
    }
}
