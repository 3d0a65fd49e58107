// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.SpanChecks.TRACE;

import dev.spanhound.assertions.tree.Durations;
import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.trace.SpanNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** How long things last, and in which order. Times are those that the services stamped on their spans. */
final class TimeChecks {
    private TimeChecks() {}

    static Check durationAtMost(Duration limit) {
        return Check.ofWholeTrace(TRACE, "to last at most " + Durations.precisely(limit), sighting -> {
            Duration duration = sighting.trace().duration();
            return duration.compareTo(limit) <= 0
                    ? Optional.empty()
                    : Optional.of(Failure.found("it lasted " + Durations.against(limit, duration))
                            .lasting());
        });
    }

    static Check durationAtLeast(Duration limit) {
        return Check.eventually(TRACE, "to last at least " + Durations.precisely(limit), sighting -> {
            Duration duration = sighting.trace().duration();
            return duration.compareTo(limit) >= 0
                    ? Optional.empty()
                    : Optional.of(Failure.found("it lasted " + Durations.against(limit, duration))
                            .absence());
        });
    }

    static Check before(ExpectedSpan first, ExpectedSpan second) {
        return eachToEach(first, "before", second, TimeChecks::isBefore);
    }

    static Check inside(ExpectedSpan inner, ExpectedSpan outer) {
        return eachToSome(inner, "inside", outer, TimeChecks::isInside);
    }

    static Check overlapping(ExpectedSpan one, ExpectedSpan other) {
        return eachToSome(one, "at the same time as", other, TimeChecks::overlap);
    }

    static boolean isBefore(SpanNode first, SpanNode second) {
        return end(first) <= start(second);
    }

    static boolean isInside(SpanNode inner, SpanNode outer) {
        return start(outer) <= start(inner) && end(inner) <= end(outer);
    }

    static boolean overlap(SpanNode one, SpanNode other) {
        return start(one) < end(other) && start(other) < end(one);
    }

    /** Returns when a span ran, counted from the start of another. */
    static String interval(SpanNode span, SpanNode from) {
        Duration begin = Duration.ofNanos(start(span) - start(from));
        Duration end = Duration.ofNanos(end(span) - start(from));
        return "from " + Durations.precisely(begin) + " to " + Durations.precisely(end);
    }

    private static long start(SpanNode span) {
        return span.span().getStartEpochNanos();
    }

    private static long end(SpanNode span) {
        return span.span().getEndEpochNanos();
    }

    private static Check eachToEach(
            ExpectedSpan one, String relation, ExpectedSpan other, BiPredicate<SpanNode, SpanNode> holds) {
        return relate(
                one,
                relation,
                other,
                (span, others) -> others.stream()
                        .filter(candidate -> candidate != span)
                        .allMatch(candidate -> holds.test(span, candidate)));
    }

    private static Check eachToSome(
            ExpectedSpan one, String relation, ExpectedSpan other, BiPredicate<SpanNode, SpanNode> holds) {
        return relate(
                one,
                relation,
                other,
                (span, others) -> others.stream()
                        .filter(candidate -> candidate != span)
                        .anyMatch(candidate -> holds.test(span, candidate)));
    }

    private static Check relate(
            ExpectedSpan one, String relation, ExpectedSpan other, BiPredicate<SpanNode, List<SpanNode>> holds) {
        String expectation = "to have the span " + one.headline() + " " + relation + " the span " + other.headline();
        return Check.ofWholeTrace(TRACE, expectation, sighting -> {
            List<SpanNode> ones = sighting.trace().find(one::matches);
            List<SpanNode> others = sighting.trace().find(other::matches);
            if (ones.isEmpty() || others.isEmpty()) {
                ExpectedSpan absent = ones.isEmpty() ? one : other;
                return Optional.of(SpanChecks.none("there is no span " + absent.headline(), absent, sighting));
            }
            List<SpanNode> failed =
                    ones.stream().filter(span -> !holds.test(span, others)).toList();
            if (failed.isEmpty()) {
                return Optional.empty();
            }
            SpanNode from = sighting.trace().spans().get(0);
            Failure failure = Failure.found(
                            ones.size() == 1
                                    ? "it is not"
                                    : failed.size() + " of " + ones.size()
                                            + (failed.size() == 1 ? " is not" : " are not"))
                    .lasting();
            failed.forEach(span -> failure.wrong(span, "ran " + interval(span, from)));
            others.forEach(span -> failure.details(List.of(span + " ran " + interval(span, from))));
            return Optional.of(failure);
        });
    }
}
