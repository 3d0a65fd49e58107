// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * What header lines say, read in one format.
 *
 * <p>Not every context has all IDs: B3 may tell a sampling state alone, and AWS load balancers send no span ID.
 *
 * @param format the format it was read in
 * @param traceId 32 lower-case hex digits, shorter ones padded on the left; all zeros if there is none
 * @param isTraceIdShort whether the headers hold 64 bits of it at most, so that the left half is not known
 * @param spanId 16 lower-case hex digits; all zeros if there is none
 * @param sampling what the caller has decided
 * @param flags as {@code traceparent} has them: 1 sampled, 2 random trace ID; other formats give 0 or 1
 * @param tracestate members in their order, none if the format has no such thing
 * @param parentSpanId the parent of the span {@code spanId}, if the format tells and there is one
 * @param baggage what the format itself carries as baggage: Jaeger and OT trace
 * @param extras what else was there, such as {@code origin} for Datadog and {@code Lineage} for X-Ray
 */
public record ExtractedContext(
        PropagationFormat format,
        String traceId,
        boolean isTraceIdShort,
        String spanId,
        SamplingState sampling,
        int flags,
        Tracestate tracestate,
        Optional<String> parentSpanId,
        Map<String, String> baggage,
        Map<String, String> extras) {

    /** Returns whether there is a trace ID. */
    public boolean hasTraceId() {
        return TraceId.isValid(traceId);
    }

    /** Returns whether there is a span ID. */
    public boolean hasSpanId() {
        return SpanId.isValid(spanId);
    }

    /**
     * Returns whether this is a context of that trace. Where either ID has 64 bits only, those decide: a 64-bit ID may be the
     * right half of a longer one.
     *
     * @param otherTraceId 32 or 16 hex digits
     */
    public boolean isOfTrace(String otherTraceId) {
        if (!hasTraceId()) {
            return false;
        }
        boolean rightHalves = isTraceIdShort || otherTraceId.length() == 16;
        return rightHalves
                ? traceId.regionMatches(true, 16, otherTraceId, otherTraceId.length() - 16, 16)
                : traceId.equalsIgnoreCase(otherTraceId);
    }

    /** Returns it as a remote parent in OpenTelemetry's terms; invalid if it has no trace ID or no span ID. */
    public SpanContext spanContext() {
        TraceStateBuilder state = TraceState.builder();
        for (int i = tracestate.members().size() - 1; i >= 0; i--) {
            Tracestate.Member member = tracestate.members().get(i);
            state.put(member.key(), member.value());
        }
        byte bits = (byte) ((flags & ~1) | (sampling.isSampled() ? 1 : 0));
        return SpanContext.createFromRemoteParent(traceId, spanId, TraceFlags.fromByte(bits), state.build());
    }
}
