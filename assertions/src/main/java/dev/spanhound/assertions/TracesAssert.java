// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.assertions.tree.TreePrinter;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractIterableAssert;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on several traces, each judged as it is. AssertJ's own ways through a collection, such as {@code first()},
 * {@code singleElement()} and {@code filteredOn}, lead to the assertions on a {@link Trace}.
 *
 * <pre>{@code
 * assertThatTraces(backend.find(trace -> trace.services().contains("mailer")))
 *         .areDistinct()
 *         .filteredOnSpan(consumer("process orders"))
 *         .singleElement()
 *         .hasNoErrors();
 * }</pre>
 */
public class TracesAssert extends AbstractIterableAssert<TracesAssert, Collection<Trace>, Trace, TraceAssert> {

    private double confidence = Share.DEFAULT_CONFIDENCE;
    private List<Trace> around = List.of();

    /** Returns assertions on traces. {@link TraceAssertions#assertThatTraces} reads better. */
    public TracesAssert(@Nullable Collection<Trace> actual) {
        super(actual, TracesAssert.class);
    }

    /** Returns assertions on traces that are linked to another, and still know what they are linked to. */
    static TracesAssert linked(Collection<Trace> traces, Sighting sighting) {
        TracesAssert linked = new TracesAssert(traces);
        linked.around = Stream.concat(Stream.of(sighting.trace()), sighting.linked().stream())
                .toList();
        return linked;
    }

    /**
     * Verifies that each of the requirements is met by a trace of its own, in any order, and that there are no other
     * traces. If there is a way to pair them, it is found.
     *
     * <pre>{@code
     * assertThatTraces(traces).hasTracesSatisfyingExactlyInAnyOrder(
     *         trace -> trace.containsSpan("GET /orders"),
     *         trace -> trace.containsSpan("GET /health").hasSpanCount(1));
     * }</pre>
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final TracesAssert hasTracesSatisfyingExactlyInAnyOrder(Consumer<? super TraceAssert>... requirements) {
        return hasTracesSatisfyingExactlyInAnyOrder(Arrays.asList(requirements));
    }

    /** Verifies that each of the requirements is met by a trace of its own, in any order, and that there are no others. */
    public TracesAssert hasTracesSatisfyingExactlyInAnyOrder(
            Collection<? extends Consumer<? super TraceAssert>> requirements) {
        isNotNull();
        Pairing pairing = Pairing.of(new ArrayList<>(actual), around, new ArrayList<>(requirements));
        if (!pairing.isWhole()) {
            fail(
                    "expected exactly " + Words.count(requirements.size(), "trace") + ", one for each requirement, but "
                            + pairing.finding() + ":",
                    pairing.details());
        }
        return this;
    }

    /**
     * Verifies that each trace satisfies all requirements.
     *
     * <pre>{@code assertThatTraces(traces).eachTrace(trace -> trace.hasNoErrors().lastsAtMost(ofMillis(500)));}</pre>
     */
    public TracesAssert eachTrace(Consumer<? super TraceAssert> requirements) {
        isNotNull();
        List<String> problems = new ArrayList<>();
        int failed = 0;
        for (Trace trace : actual) {
            List<String> ofTrace = problems(trace, around, requirements);
            if (!ofTrace.isEmpty()) {
                failed++;
                problems.add(picture(trace) + "\n" + Words.indent(String.join("\n", ofTrace)));
            }
        }
        if (failed > 0) {
            fail(
                    "expected each of " + Words.count(actual.size(), "trace") + " as required, but " + failed
                            + (failed == 1 ? " is not:" : " are not:"),
                    problems);
        }
        return this;
    }

    /**
     * Verifies that there are several traces, as many as given, and none is another one's: no two have an ID in common.
     * That two requests were not merged into one trace.
     *
     * <pre>{@code assertThatTraces(List.of(first, second)).areDistinct();}</pre>
     */
    public TracesAssert areDistinct() {
        isNotNull();
        Map<String, Long> counts = actual.stream()
                .collect(Collectors.groupingBy(Trace::traceId, LinkedHashMap::new, Collectors.counting()));
        List<String> repeated = counts.entrySet().stream()
                .filter(count -> count.getValue() > 1)
                .map(count -> count.getKey() + ", " + Words.count(count.getValue(), "time"))
                .toList();
        if (!repeated.isEmpty()) {
            fail("expected distinct traces, but some have one trace ID:", repeated);
        }
        return this;
    }

    /**
     * Sets how sure a failure of the following assertions on shares must be: 99.9 % unless told otherwise, so that of a
     * thousand tests on other random traces one fails by chance.
     *
     * @throws IllegalArgumentException if it is 100 % or more
     */
    public TracesAssert withConfidence(Percentage required) {
        confidence = Share.confidence(required);
        return this;
    }

    /**
     * Verifies that about this share of the traces was sampled, by an exact binomial test. A trace without a span, such as
     * one made by {@code Trace.of(traceId, List.of())} for a request whose spans never came, was not. With services given,
     * each of them is judged for itself by whether it has spans in a trace.
     *
     * <p>A span with the sampled flag 0 counts as not sampled if its service exports flags, which is if another span of it
     * has 1.
     *
     * <pre>{@code assertThatTraces(traces).sampledShareIsAbout(percent(10), "gateway", "orders");}</pre>
     *
     * @throws IllegalArgumentException if the share is above 100 %
     */
    public TracesAssert sampledShareIsAbout(Percentage expected, String... services) {
        isNotNull();
        isNotEmpty();
        SampledShare share = new SampledShare(Share.about(expected, confidence), actual);
        share.problem(Arrays.asList(services))
                .ifPresent(problem -> fail(problem.finding(), List.of(String.join("\n", problem.details()))));
        return this;
    }

    /** Returns assertions on the traces that have a span which matches. */
    public TracesAssert filteredOnSpan(ExpectedSpan expected) {
        isNotNull();
        Alone.require(expected);
        return newAbstractIterableAssert(actual.stream()
                .filter(trace -> trace.spans().stream().anyMatch(expected::matches))
                .toList());
    }

    @Override
    protected TraceAssert toAssert(Trace trace, String description) {
        return new TraceAssert(trace, around, Reporter.THROWING).as(description);
    }

    @Override
    protected TracesAssert newAbstractIterableAssert(Iterable<? extends Trace> traces) {
        List<Trace> copy = new ArrayList<>();
        traces.forEach(copy::add);
        TracesAssert others = new TracesAssert(copy);
        others.confidence = confidence;
        others.around = around;
        return others;
    }

    /** Returns what is wrong with a trace, without the trace. */
    static List<String> problems(Trace trace, List<Trace> around, Consumer<? super TraceAssert> requirements) {
        return Reporter.collect(reporter -> requirements.accept(new TraceAssert(trace, around, reporter)));
    }

    /** Returns a trace as a tree under its ID. */
    static String picture(Trace trace) {
        return "trace " + trace.traceId() + ":\n" + Words.indent(TreePrinter.print(trace));
    }

    @Override
    protected boolean isElementOfCustomAssert(StackTraceElement element) {
        return Reporter.isOurs(element) || super.isElementOfCustomAssert(element);
    }

    private void fail(String headline, List<String> details) {
        String message = headline + "\n\n" + Words.indent(String.join("\n\n", details));
        String traces = actual.stream().map(TreePrinter::printCompact).collect(Collectors.joining("\n\n"));
        throw failureWithActualExpected(traces, headline, "%s", message);
    }
}
