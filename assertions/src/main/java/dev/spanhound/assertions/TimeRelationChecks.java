// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.trace.SpanNode;
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
                (span, sighting) -> judge(span, sighting.trace().find(others(span, other)), true, TimeChecks::isBefore));
    }

    static SpanCheck inside(ExpectedSpan other) {
        return new SpanCheck(
                "to run inside " + other.headline(),
                (span, sighting) -> judge(span, sighting.trace().find(others(span, other)), false, TimeChecks::isInside));
    }

    static SpanCheck overlapping(ExpectedSpan other) {
        return new SpanCheck(
                "to run at the same time as " + other.headline(),
                (span, sighting) -> judge(span, sighting.trace().find(others(span, other)), false, TimeChecks::overlap));
    }

    private static Predicate<SpanNode> others(SpanNode span, ExpectedSpan other) {
        return candidate -> candidate != span && other.matches(candidate);
    }

    private static Optional<Failure> judge(
            SpanNode span, List<SpanNode> others, boolean all, BiPredicate<SpanNode, SpanNode> holds) {
        if (others.isEmpty()) {
            return Optional.of(Failure.found("there is no such span").absence());
        }
        Predicate<SpanNode> relation = other -> holds.test(span, other);
        if (all ? others.stream().allMatch(relation) : others.stream().anyMatch(relation)) {
            return Optional.empty();
        }
        Failure failure = Failure.found("it ran " + TimeChecks.interval(span, span))
                .details(others.stream()
                        .map(other -> other + " ran " + TimeChecks.interval(other, span))
                        .toList());
        others.forEach(other -> failure.mark(other, "◄"));
        return Optional.of(all ? failure.lasting() : failure);
    }
}
