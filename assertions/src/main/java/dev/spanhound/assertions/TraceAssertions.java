// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.ServiceEdge;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.List;
import org.assertj.core.api.BDDAssertions;
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
