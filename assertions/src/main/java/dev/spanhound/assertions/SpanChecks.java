// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.assertions.tree.ExpectedTree;
import dev.spanhound.assertions.tree.Marks;
import dev.spanhound.assertions.tree.Mismatch;
import dev.spanhound.assertions.tree.TreeMatch;
import dev.spanhound.assertions.tree.TreeMatcher;
import dev.spanhound.assertions.tree.TreeMatcher.Mode;
import dev.spanhound.trace.Missing;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a trace must have of spans: some, none, a number, all of them. */
final class SpanChecks {
    static final String TRACE = "the trace";
    private static final String AMBIGUOUS = "it has %s; say which (by service, kind or attribute)";

    private SpanChecks() {}

    static Check complete() {
        return Check.ofWholeTrace(TRACE, "to be complete", sighting -> {
            List<Missing> missing = sighting.completeness().missing();
            if (missing.isEmpty()) {
                return Optional.empty();
            }
            Failure failure = Failure.found("it is not")
                    .details(missing.stream().map(Missing::describe).toList())
                    .absenceFrom(servicesOf(missing));
            missing.forEach(one -> failure.marks(mark(one)));
            boolean allLasting = missing.stream().allMatch(Missing.SecondRoot.class::isInstance);
            return Optional.of(allLasting ? failure.lasting() : failure);
        });
    }

    private static Marks mark(Missing missing) {
        if (missing instanceof Missing.Answer answer) {
            return Marks.wrong(answer.call(), "no answer of " + answer.service());
        }
        // The printer marks orphans and running spans by itself.
        return missing instanceof Missing.SecondRoot second ? Marks.wrong(second.root(), "second root") : Marks.none();
    }

    static Check noErrors() {
        return Check.ofWholeTrace(TRACE, "to have no errors", sighting -> {
            List<SpanNode> failed = sighting.trace().find(span -> span.statusCode() == StatusCode.ERROR);
            if (failed.isEmpty()) {
                return Optional.empty();
            }
            Failure failure = Failure.found(Words.count(failed.size(), "span") + (failed.size() == 1 ? " has" : " have")
                            + " status ERROR")
                    .lasting();
            failed.forEach(
                    span -> failure.marks(Marks.wrong(span, "error")).inWords(List.of(span + ": " + statusOf(span))));
            return Optional.of(failure);
        });
    }

    static Check size(int size) {
        return Check.ofWholeTrace(
                TRACE, "to have " + (size == 0 ? "no spans" : Words.count(size, "span")), sighting -> {
                    int found = sighting.trace().size();
                    if (found == size) {
                        return Optional.empty();
                    }
                    Failure failure = Failure.found("it has " + found);
                    return Optional.of(found > size ? failure.lasting() : failure.absence());
                });
    }

    static Check contains(ExpectedSpan expected) {
        ExpectedTree tree = ExpectedTree.of(expected);
        return Check.eventually(
                TRACE,
                "to contain the span " + expected.headline(),
                sighting ->
                        TreeMatcher.match(tree, sighting.trace(), Mode.LENIENT).matched()
                                ? Optional.empty()
                                : Optional.of(none(expected, sighting)));
    }

    static Check contains(ExpectedSpan expected, Consumer<SpanAssert> requirements) {
        return Check.eventually(TRACE, "to contain the span " + expected.headline() + " as required", sighting -> {
            List<SpanNode> found = sighting.trace().find(expected::matches);
            List<SpanNode> failed = new ArrayList<>();
            List<String> problems = problems(found, sighting, requirements, failed);
            if (found.isEmpty()) {
                return Optional.of(none(expected, sighting));
            }
            return failed.size() < found.size()
                    ? Optional.empty()
                    : Optional.of(Failure.found(found.size() == 1 ? "it is not" : "none of " + found.size() + " is")
                            .details(problems)
                            .marks(Marks.wrong(failed, "not as required")));
        });
    }

    static Check each(ExpectedSpan expected, Consumer<SpanAssert> requirements) {
        return Check.ofWholeTrace(TRACE, "to have each span " + expected.headline() + " as required", sighting -> {
            List<SpanNode> found = sighting.trace().find(expected::matches);
            List<SpanNode> failed = new ArrayList<>();
            List<String> problems = problems(found, sighting, requirements, failed);
            if (found.isEmpty()) {
                return Optional.of(none(expected, sighting));
            }
            return failed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Failure.found(failed.size() + " of " + found.size()
                                    + (failed.size() == 1 ? " is not" : " are not"))
                            .details(problems)
                            .marks(Marks.wrong(failed, "not as required")));
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
            found.forEach(span -> failure.wrong(span, "not expected"));
            return Optional.of(failure);
        });
    }

    static Check count(ExpectedSpan expected, int atLeast, int atMost, String times) {
        boolean bounded = atMost < Integer.MAX_VALUE;
        return new Check(
                TRACE,
                "to have the span " + expected.headline() + " " + times,
                sighting -> {
                    List<SpanNode> found = sighting.trace().find(expected::matches);
                    if (found.size() >= atLeast && found.size() <= atMost) {
                        return Optional.empty();
                    }
                    return Optional.of(found.isEmpty() ? none(expected, sighting) : counted(found, atMost))
                            .map(failure -> found.size() < atLeast ? strayed(failure, expected, sighting) : failure);
                },
                sighting -> bounded);
    }

    private static Failure counted(List<SpanNode> found, int atMost) {
        Failure failure = Failure.found("it has " + found.size());
        for (int i = 0; i < found.size(); i++) {
            failure.wrong(found.get(i), (i + 1) + " of " + found.size());
        }
        return found.size() > atMost ? failure.lasting() : failure.absence();
    }

    /** Marks what would have been one more, had its trace not been another. */
    private static Failure strayed(Failure failure, ExpectedSpan expected, Sighting sighting) {
        for (Trace stray : sighting.strays()) {
            stray.find(expected::matches).forEach(span -> failure.marks(Marks.wrong(span, "in a trace of its own")));
        }
        return failure;
    }

    /** Holds as soon as there is such a span, or once there will be none. */
    static Check isKnownToContain(ExpectedSpan expected) {
        return new Check(
                TRACE,
                "to contain the span " + expected.headline() + " or not",
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
            return Optional.of(several(AMBIGUOUS, found));
        });
    }

    static Check root() {
        return Check.eventually(TRACE, "to have one span at the top", sighting -> {
            List<SpanNode> tops = topsOf(sighting.trace());
            if (tops.size() == 1) {
                return Optional.empty();
            }
            return Optional.of(tops.isEmpty() ? Failure.found("there is none").absence() : several("it has %s", tops));
        });
    }

    static List<SpanNode> topsOf(Trace trace) {
        return trace.roots().stream().filter(top -> !top.isOrphan()).toList();
    }

    /** No span matches; says which comes nearest. */
    static Failure none(ExpectedSpan expected, Sighting sighting) {
        return none("there is none", expected, sighting);
    }

    static Failure none(String finding, ExpectedSpan expected, Sighting sighting) {
        if (sighting.trace().isEmpty()) {
            return Failure.found("it has no spans").absence();
        }
        TreeMatch match = TreeMatcher.match(ExpectedTree.of(expected), sighting.trace(), Mode.LENIENT);
        boolean hasMore = match.pairs().size() + match.missing().size() > 1;
        return Failure.found(hasMore ? match.describe() : finding)
                .marks(Marks.of(match))
                .inWords(match.missing().stream()
                        .map(TreeMatch.Missing::hint)
                        .filter(hint -> !hint.isEmpty())
                        .toList())
                .inWords(match.differing().stream().map(SpanChecks::differing).toList())
                .absence();
    }

    private static String differing(TreeMatch.Pair pair) {
        return pair.span() + ": "
                + pair.mismatches().stream().map(Mismatch::describe).collect(Collectors.joining("; "));
    }

    private static Failure several(String finding, List<SpanNode> found) {
        Failure failure = Failure.found(finding.formatted(found.size()));
        for (int i = 0; i < found.size(); i++) {
            failure.wrong(found.get(i), (i + 1) + " of " + found.size());
        }
        return failure.lasting();
    }

    /** Returns what is wrong with these spans, and adds those with which something is. */
    private static List<String> problems(
            List<SpanNode> spans, Sighting sighting, Consumer<SpanAssert> requirements, List<SpanNode> failed) {
        List<String> problems = new ArrayList<>();
        for (SpanNode span : spans) {
            List<String> ofSpan =
                    Reporter.collect(reporter -> requirements.accept(SpanAssert.within(span, sighting, reporter)));
            if (!ofSpan.isEmpty()) {
                failed.add(span);
                problems.addAll(ofSpan);
            }
        }
        return problems;
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
