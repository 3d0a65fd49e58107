// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.processor.SamplerMode.Arrival;
import dev.spanhound.trace.sampling.OtTraceState;
import dev.spanhound.trace.sampling.SamplingThreshold;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * Decides about each span on its own, which for all spans of a trace comes out the same as long as they have the same
 * randomness and arrive with the same threshold.
 *
 * <p>What cannot be judged is kept or dropped as {@code fail_closed} says: a trace state that is malformed, a zero trace
 * ID, a span that its own threshold should have dropped, and in mode {@code hash_seed} one that has a threshold or a
 * randomness. The attribute {@code sampling.priority} overrides all of that: 0 drops the span, more keeps it.
 */
record ProbabilisticSampler(SamplerMode mode, boolean failClosed) implements EachSpan.Step {
    private static final int MAX_MEMBERS = 31;
    private static final int MAX_LENGTH = 1024;

    @Override
    public @Nullable SpanData apply(SpanData span) {
        TraceState traceState = span.getSpanContext().getTraceState();
        OtTraceState arrived = OtTraceState.of(traceState);
        boolean malformed = arrived.problem().isPresent() || isTooLong(traceState);
        Arrival arrival = mode.arrival(span, arrived, malformed);
        OtTraceState state = arrival.state();
        boolean failed = arrival.failed();
        if (!failed && state != null && isBelowItsThreshold(state, arrival)) {
            state = state.withoutThreshold();
            failed = true;
        }
        SamplingThreshold threshold = threshold(span, state, failed);
        if (!threshold.keeps(arrival.randomness())) {
            return null;
        }
        return state == null ? span : written(span, raised(state, threshold));
    }

    /** The Collector's own limits, which are below those of the API. */
    private static boolean isTooLong(TraceState state) {
        int length = state.size() - 1;
        for (var member : state.asMap().entrySet()) {
            length += member.getKey().length() + 1 + member.getValue().length();
        }
        return state.size() > MAX_MEMBERS || length > MAX_LENGTH;
    }

    private static boolean isBelowItsThreshold(OtTraceState state, Arrival arrival) {
        return state.threshold()
                .filter(threshold -> !threshold.keeps(arrival.randomness()))
                .isPresent();
    }

    private SamplingThreshold threshold(SpanData span, @Nullable OtTraceState state, boolean failed) {
        Double priority = SamplingPriority.of(span.getAttributes());
        if (priority != null && priority == 0) {
            return SamplingThreshold.NEVER;
        }
        if (priority != null && priority > 0) {
            return SamplingThreshold.ALWAYS;
        }
        if (failed) {
            return failClosed ? SamplingThreshold.NEVER : SamplingThreshold.ALWAYS;
        }
        return mode.threshold(state);
    }

    private static OtTraceState raised(OtTraceState state, SamplingThreshold threshold) {
        boolean lower = state.threshold()
                .filter(arrived -> arrived.compareTo(threshold) > 0)
                .isPresent();
        return lower ? state : state.withThreshold(threshold);
    }

    private static SpanData written(SpanData span, OtTraceState state) {
        TraceState before = span.getSpanContext().getTraceState();
        TraceState after = state.putInto(before);
        return SpanEdit.of(span).traceState(after).done();
    }
}
