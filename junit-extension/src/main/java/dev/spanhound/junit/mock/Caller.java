// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import dev.spanhound.trace.propagation.SamplingState;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import java.util.List;
import java.util.Optional;

/**
 * What a request says of the trace it comes from.
 *
 * @param context the context to continue, if there is one
 * @param denies whether it says that nothing is to be sampled, be it without any ID
 */
record Caller(Optional<ExtractedContext> context, boolean denies) {

    static Caller of(HeaderLines headers, List<PropagationFormat> formats) {
        Optional<ExtractedContext> context =
                PropagationFormat.firstIn(headers, formats.toArray(new PropagationFormat[0]));
        boolean denies = context.or(() -> stateAlone(headers, formats))
                .filter(each -> each.sampling() == SamplingState.DENY)
                .isPresent();
        return new Caller(context, denies);
    }

    /** B3 may tell a sampling state without IDs. */
    private static Optional<ExtractedContext> stateAlone(HeaderLines headers, List<PropagationFormat> formats) {
        return formats.stream()
                .flatMap(format -> format.read(headers).context().stream())
                .findFirst();
    }

    boolean isOfTrace(String traceId) {
        return context.filter(each -> each.isOfTrace(traceId)).isPresent();
    }

    /** Returns the caller's span, as a parent. Where the caller has not decided, the trace is sampled. */
    Optional<SpanContext> span() {
        return context.map(ExtractedContext::spanContext).map(span -> with(span, !denies));
    }

    /** Returns the context with the sampled flag set or not. Zipkin's IDs of 64 bits are padded by now. */
    static SpanContext with(SpanContext span, boolean sampled) {
        byte others =
                (byte) (span.getTraceFlags().asByte() & ~TraceFlags.getSampled().asByte());
        byte flags = sampled ? (byte) (others | TraceFlags.getSampled().asByte()) : others;
        return SpanContext.createFromRemoteParent(
                span.getTraceId(), span.getSpanId(), TraceFlags.fromByte(flags), span.getTraceState());
    }
}
