// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.propagation.HeadersAssert;
import dev.spanhound.collector.fleet.FleetDecision;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Decisions;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.propagation.HeaderLines;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/**
 * Soft assertions on traces: failures are collected and reported together by {@link #assertAll()}.
 *
 * <p>Unlike AssertJ's own, they need no generated classes, so that a failed way to a span, such as
 * {@link AbstractTraceAssert#span(String)}, is collected as well; what follows on that way is left out.
 *
 * <pre>{@code
 * SoftTraceAssertions softly = new SoftTraceAssertions();
 * softly.assertThat(trace).hasNoErrors().hasSpanCount(7);
 * softly.assertThat(response.status()).isEqualTo(200);
 * softly.assertAll();
 * }</pre>
 */
public class SoftTraceAssertions extends SoftAssertions {
    private final Reporter collecting = (brief, error) -> collectAssertionError(error.get());

    /** Returns assertions that wait for the trace's spans. */
    public LiveTraceAssert assertThat(@Nullable LiveTrace actual) {
        return new LiveTraceAssert(actual, collecting);
    }

    /** Returns assertions on a trace as it is. */
    public TraceAssert assertThat(@Nullable Trace actual) {
        return new TraceAssert(actual, collecting);
    }

    /** Returns assertions on a span in its trace. */
    public SpanAssert assertThat(@Nullable SpanNode actual) {
        return new SpanAssert(actual, collecting);
    }

    /** Returns assertions on a span by itself: as the only one of its trace. */
    public SpanAssert assertThat(@Nullable SpanData actual) {
        return new SpanAssert(TraceAssertions.alone(actual), collecting);
    }

    /** Returns assertions on what a collector decided on a trace. */
    public DecisionAssert assertThat(@Nullable Decision actual) {
        return new DecisionAssert(actual, collecting);
    }

    /** Returns assertions on what a collector decided on several traces. */
    public DecisionsAssert assertThat(@Nullable Decisions actual) {
        return new DecisionsAssert(actual, collecting);
    }

    /** Returns assertions on what several collectors decided on a trace. */
    public FleetDecisionAssert assertThat(@Nullable FleetDecision actual) {
        return new FleetDecisionAssert(actual, collecting);
    }

    /** Returns assertions on what header lines carry. */
    public HeadersAssert assertThat(@Nullable HeaderLines actual) {
        return new HeadersAssert(actual, this::collectAssertionError);
    }
}
