// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** When a span must run, against other spans. Times are those that the services stamped on their spans. */
final class TimeRelationChecks {
    private TimeRelationChecks() {}

    static SpanCheck before(ExpectedSpan other) {
        return new SpanCheck(
                "to end before " + other.headline() + " starts",
                (span, sighting) -> judge(span, other, sighting.trace(), true, TimeChecks::isBefore));
    }

    static SpanCheck inside(ExpectedSpan other) {
        return new SpanCheck(
                "to run inside " + other.headline(),
                (span, sighting) -> judge(span, other, sighting.trace(), false, TimeChecks::isInside));
    }

    static SpanCheck overlapping(ExpectedSpan other) {
        return new SpanCheck(
                "to run at the same time as " + other.headline(),
                (span, sighting) -> judge(span, other, sighting.trace(), false, TimeChecks::overlap));
    }

    private static Optional<Failure> judge(
            SpanNode span, ExpectedSpan other, Trace trace, boolean all, BiPredicate<SpanNode, SpanNode> holds) {
        List<SpanNode> others = trace.find(candidate -> candidate != span && other.matches(candidate));
        if (others.isEmpty()) {
            return Optional.of(Failure.found("there is no such span").absence());
        }
        Predicate<SpanNode> relation = candidate -> holds.test(span, candidate);
        if (all ? others.stream().allMatch(relation) : others.stream().anyMatch(relation)) {
            return Optional.empty();
        }
        SpanNode first = trace.spans().get(0);
        Failure failure = Failure.found("it ran " + TimeChecks.interval(span, first))
                .details(others.stream()
                        .map(candidate -> candidate + " ran " + TimeChecks.interval(candidate, first))
                        .toList());
        return Optional.of(all ? failure.lasting() : failure);
    }
}
