// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.TraceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on traces that are still to come, as from traffic that goes on by itself and whose IDs nobody knows.
 *
 * <pre>{@code
 * assertThatTracesOf(backend)
 *         .withSpan(anySpan().in("frontend.default"))
 *         .eventually(5, trace -> trace.isComplete().hasServices("frontend.default", "backend.default"));
 * }</pre>
 */
public class ArrivingTracesAssert extends AbstractAssert<ArrivingTracesAssert, TraceSource> {
    private static final int MOST_SHOWN = 3;

    private Duration timeout = Patience.DEFAULT.timeout();
    private Predicate<Trace> condition = trace -> true;

    /** Returns assertions on arriving traces. {@link TraceAssertions#assertThatTracesOf} reads better. */
    public ArrivingTracesAssert(@Nullable TraceSource actual) {
        super(actual, ArrivingTracesAssert.class);
    }

    /**
     * Sets how long the following assertions wait at most: 10 seconds unless told otherwise.
     *
     * @throws IllegalArgumentException if the timeout is negative
     */
    public ArrivingTracesAssert within(Duration timeout) {
        this.timeout = Patience.DEFAULT.withTimeout(timeout).timeout();
        return this;
    }

    /** Lets the following assertions look at traces with a span that matches only. */
    public ArrivingTracesAssert withSpan(ExpectedSpan expected) {
        Alone.require(expected);
        Predicate<Trace> before = condition;
        condition = trace -> before.test(trace) && trace.spans().stream().anyMatch(expected::matches);
        return this;
    }

    /**
     * Verifies that sooner or later so many traces satisfy all requirements. Each is judged by itself, again at each arrival;
     * one that has satisfied them counts, and one that has not yet, or never does, does no harm.
     *
     * @throws IllegalArgumentException if {@code number} is not positive
     */
    public ArrivingTracesAssert eventually(int number, Consumer<? super TraceAssert> requirements) {
        isNotNull();
        if (number < 1) {
            throw new IllegalArgumentException("number: " + number + " (expected: > 0)");
        }
        List<Trace> satisfied = actual.await(
                number,
                trace -> condition.test(trace)
                        && TracesAssert.problems(trace, List.of(), requirements).isEmpty(),
                timeout);
        if (satisfied.size() < number) {
            throw failure("%s", message(number, satisfied, requirements));
        }
        return this;
    }

    private String message(int number, List<Trace> satisfied, Consumer<? super TraceAssert> requirements) {
        Set<String> passed = satisfied.stream().map(Trace::traceId).collect(Collectors.toSet());
        List<Trace> others = actual.find(trace -> !passed.contains(trace.traceId()) && condition.test(trace));
        List<String> pictures = new ArrayList<>();
        for (Trace trace : others.subList(Math.max(0, others.size() - MOST_SHOWN), others.size())) {
            List<String> problems = TracesAssert.problems(trace, List.of(), requirements);
            pictures.add(TracesAssert.picture(trace) + "\n" + Words.indent(String.join("\n", problems)));
        }
        if (others.size() > MOST_SHOWN) {
            pictures.add(0, "… and " + (others.size() - MOST_SHOWN) + " before these");
        }
        String headline = "expected " + Words.count(number, "trace") + " as required within " + Words.spell(timeout)
                + ", but " + satisfied.size() + (satisfied.size() == 1 ? " is" : " are") + ", and " + others.size()
                + (others.size() == 1 ? " is not" : " are not");
        return pictures.isEmpty() ? headline : headline + ":\n\n" + Words.indent(String.join("\n\n", pictures));
    }
}
