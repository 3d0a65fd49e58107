// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.propagation.HeadersAssert;
import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.collector.fleet.FleetDecision;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Decisions;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.ServiceEdge;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.TraceSource;
import dev.spanhound.trace.propagation.HeaderLines;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.BDDAssertions;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;

/**
 * Where assertions on traces begin. Has AssertJ's {@code assertThat} and {@code then} for all other types too, so that one
 * static import serves a test.
 *
 * <pre>{@code
 * import static dev.spanhound.assertions.TraceAssertions.*;
 *
 * assertThat(trace)
 *         .isComplete()
 *         .hasNoErrors()
 *         .containsTree(server("GET /orders/{id}").in("gateway").child(client("GET")));
 * }</pre>
 */
public class TraceAssertions extends BDDAssertions {

    /** For a class of a project that adds its own assertions. */
    protected TraceAssertions() {}

    /** Returns assertions that wait for the trace's spans. */
    public static LiveTraceAssert assertThat(@Nullable LiveTrace actual) {
        return new LiveTraceAssert(actual);
    }

    /** Returns assertions on a trace as it is. */
    public static TraceAssert assertThat(@Nullable Trace actual) {
        return new TraceAssert(actual);
    }

    /** Returns assertions on a span in its trace. */
    public static SpanAssert assertThat(@Nullable SpanNode actual) {
        return new SpanAssert(actual);
    }

    /** Returns assertions on a span by itself: as the only one of its trace. */
    public static SpanAssert assertThat(@Nullable SpanData actual) {
        return new SpanAssert(alone(actual));
    }

    /**
     * Returns assertions on several traces. AssertJ's {@code assertThat} takes all other collections, and so these must
     * have a name of their own.
     */
    public static TracesAssert assertThatTraces(@Nullable Collection<Trace> actual) {
        return new TracesAssert(actual);
    }

    /**
     * Returns assertions on traces that are still to come.
     *
     * @param actual where they come, such as the backend
     */
    public static ArrivingTracesAssert assertThatTracesOf(@Nullable TraceSource actual) {
        return new ArrivingTracesAssert(actual);
    }

    /** Returns assertions on the access log of a proxy. */
    public static AccessLogAssert assertThat(@Nullable AccessLog actual) {
        return new AccessLogAssert(actual);
    }

    /** Returns assertions on what a collector decided on a trace. */
    public static DecisionAssert assertThat(@Nullable Decision actual) {
        return new DecisionAssert(actual);
    }

    /** Returns assertions on what a collector decided on several traces. */
    public static DecisionsAssert assertThat(@Nullable Decisions actual) {
        return new DecisionsAssert(actual);
    }

    /** Returns assertions on what several collectors decided on a trace. */
    public static FleetDecisionAssert assertThat(@Nullable FleetDecision actual) {
        return new FleetDecisionAssert(actual);
    }

    /** Returns assertions on what header lines carry. */
    public static HeadersAssert assertThat(@Nullable HeaderLines actual) {
        return new HeadersAssert(actual);
    }

    /**
     * Returns assertions on what headers carry. AssertJ's {@code assertThat} takes all other maps, and so these must have a
     * name of their own.
     *
     * <pre>{@code assertThatHeaders(exchange.getRequestHeaders()).continuesTrace(trace);}</pre>
     *
     * @param actual headers by name; a value is a string, bytes, or an iterable or an array of these
     */
    public static HeadersAssert assertThatHeaders(@Nullable Map<String, ?> actual) {
        return new HeadersAssert(actual == null ? null : HeaderLines.from(actual));
    }

    /**
     * Returns assertions on what headers carry.
     *
     * <pre>{@code assertThatHeaders(consumerRecord.headers()).continuesTrace(trace);}</pre>
     *
     * @param actual headers in their order, see {@link HeaderLines#from(Iterable)}
     * @throws IllegalArgumentException if one of them is no pair of a name and a value
     */
    public static HeadersAssert assertThatHeaders(@Nullable Iterable<?> actual) {
        return new HeadersAssert(actual == null ? null : HeaderLines.from(actual));
    }

    /**
     * Returns assertions on what a carrier of any type carries, such as a message with properties or an SQS message with
     * attributes, read as the receiver reads it: one value for each key.
     *
     * <pre>{@code assertThatCarrier(message, jmsPropertyGetter).continuesTrace(trace);}</pre>
     *
     * @param actual what was sent
     * @param getter reads it, such as the one that the receiver gives to its propagators
     */
    public static <C> HeadersAssert assertThatCarrier(@Nullable C actual, TextMapGetter<C> getter) {
        return new HeadersAssert(actual == null ? null : CarrierLines.of(actual, getter));
    }

    /** The same as {@link #assertThat(LiveTrace)}. */
    public static LiveTraceAssert then(@Nullable LiveTrace actual) {
        return assertThat(actual);
    }

    /** The same as {@link #assertThat(Trace)}. */
    public static TraceAssert then(@Nullable Trace actual) {
        return assertThat(actual);
    }

    /** The same as {@link #assertThat(SpanNode)}. */
    public static SpanAssert then(@Nullable SpanNode actual) {
        return assertThat(actual);
    }

    /** The same as {@link #assertThat(SpanData)}. */
    public static SpanAssert then(@Nullable SpanData actual) {
        return assertThat(actual);
    }

    /** The same as {@link #assertThatTracesOf}. */
    public static ArrivingTracesAssert thenTracesOf(@Nullable TraceSource actual) {
        return assertThatTracesOf(actual);
    }

    /** The same as {@link #assertThat(AccessLog)}. */
    public static AccessLogAssert then(@Nullable AccessLog actual) {
        return assertThat(actual);
    }

    /** The same as {@link #assertThat(Decision)}. */
    public static DecisionAssert then(@Nullable Decision actual) {
        return assertThat(actual);
    }

    /** The same as {@link #assertThat(Decisions)}. */
    public static DecisionsAssert then(@Nullable Decisions actual) {
        return assertThat(actual);
    }

    /** The same as {@link #assertThat(FleetDecision)}. */
    public static FleetDecisionAssert then(@Nullable FleetDecision actual) {
        return assertThat(actual);
    }

    /** The same as {@link #assertThat(HeaderLines)}. */
    public static HeadersAssert then(@Nullable HeaderLines actual) {
        return assertThat(actual);
    }

    /** The same as {@link #assertThatHeaders(Map)}. */
    public static HeadersAssert thenHeaders(@Nullable Map<String, ?> actual) {
        return assertThatHeaders(actual);
    }

    /** The same as {@link #assertThatHeaders(Iterable)}. */
    public static HeadersAssert thenHeaders(@Nullable Iterable<?> actual) {
        return assertThatHeaders(actual);
    }

    /** The same as {@link #assertThatCarrier}. */
    public static <C> HeadersAssert thenCarrier(@Nullable C actual, TextMapGetter<C> getter) {
        return assertThatCarrier(actual, getter);
    }

    /** The same as {@link #assertThatTraces}. */
    public static TracesAssert thenTraces(@Nullable Collection<Trace> actual) {
        return assertThatTraces(actual);
    }

    /** Returns an expected span that may be any. */
    public static ExpectedSpan anySpan() {
        return ExpectedSpan.anySpan();
    }

    /** Returns an expected span of this name, of any kind. */
    public static ExpectedSpan span(String name) {
        return ExpectedSpan.span(name);
    }

    /** Returns an expected SERVER span of this name. */
    public static ExpectedSpan server(String name) {
        return ExpectedSpan.server(name);
    }

    /** Returns an expected CLIENT span of this name. */
    public static ExpectedSpan client(String name) {
        return ExpectedSpan.client(name);
    }

    /** Returns an expected INTERNAL span of this name. */
    public static ExpectedSpan internal(String name) {
        return ExpectedSpan.internal(name);
    }

    /** Returns an expected PRODUCER span of this name. */
    public static ExpectedSpan producer(String name) {
        return ExpectedSpan.producer(name);
    }

    /** Returns an expected CONSUMER span of this name. */
    public static ExpectedSpan consumer(String name) {
        return ExpectedSpan.consumer(name);
    }

    /** Returns that {@code caller} calls {@code callee}, both service names. */
    public static ServiceEdge edge(String caller, String callee) {
        return new ServiceEdge(caller, callee);
    }

    /**
     * Returns a share of a hundred, such as {@code percent(10)}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static Percentage percent(double value) {
        return Percentage.withPercentage(value);
    }

    static @Nullable SpanNode alone(@Nullable SpanData span) {
        if (span == null) {
            return null;
        }
        return Trace.of(List.of(span))
                .withKnownParent(span.getParentSpanId())
                .spans()
                .get(0);
    }
}
