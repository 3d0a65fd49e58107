// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.Durations;
import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.trace.SpanNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A limit for the time from another span's start, by the clocks of their services. What comes before that start is within
 * the limit if it is no further from it. Asserts nothing before one of its methods is called.
 */
@CheckReturnValue
public class TimeLimit {
    private final String verb;
    private final Duration limit;
    private final ToLongFunction<SpanNode> moment;
    private final Function<SpanCheck, SpanAssert> judge;

    TimeLimit(String verb, Duration limit, ToLongFunction<SpanNode> moment, Function<SpanCheck, SpanAssert> judge) {
        this.verb = verb;
        this.limit = limit;
        this.moment = moment;
        this.judge = judge;
    }

    /** Verifies the limit from the start of the ancestor of this name or, if there is none, of any span of this name. */
    public SpanAssert of(String name) {
        return of(ExpectedSpan.span(name));
    }

    /** Verifies the limit from the start of the ancestor that matches or, if there is none, of any span that matches. */
    public SpanAssert of(ExpectedSpan other) {
        Alone.require(other);
        return judge.apply(new SpanCheck(expectation(other.headline()), (span, sighting) -> {
            List<SpanNode> ancestors =
                    span.ancestors().stream().filter(other::matches).toList();
            return judge(
                    span,
                    ancestors.isEmpty()
                            ? sighting.trace().find(candidate -> candidate != span && other.matches(candidate))
                            : ancestors);
        }));
    }

    /** Verifies the limit from the start of the span at the top: the root or, in a test's trace, a child of the test. */
    public SpanAssert ofRoot() {
        return judge.apply(new SpanCheck(expectation("the root"), (span, sighting) -> {
            List<SpanNode> ancestors = span.ancestors();
            SpanNode top = ancestors.isEmpty() ? span : ancestors.get(ancestors.size() - 1);
            return judge(span, top.isOrphan() ? List.of() : List.of(top));
        }));
    }

    private String expectation(String from) {
        return "to " + verb + " within " + Durations.precisely(limit) + " of the start of " + from;
    }

    private Optional<Failure> judge(SpanNode span, List<SpanNode> from) {
        if (from.isEmpty()) {
            return Optional.of(Failure.found("that span has not arrived").absence());
        }
        List<String> late = from.stream()
                .filter(start -> after(span, start).abs().compareTo(limit) > 0)
                .map(start -> howFar(span, start) + " that of " + start)
                .toList();
        return late.isEmpty()
                ? Optional.empty()
                : Optional.of(Failure.found("it did so " + Words.list(late)).lasting());
    }

    private String howFar(SpanNode span, SpanNode start) {
        Duration after = after(span, start);
        return Durations.against(limit, after.abs()) + (after.isNegative() ? " before" : " after");
    }

    private Duration after(SpanNode span, SpanNode start) {
        return Duration.ofNanos(moment.applyAsLong(span) - start.span().getStartEpochNanos());
    }
}
