// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Sends and reads W3C and B3 headers, unless a fault has it otherwise. */
final class Propagators implements TextMapPropagator {
    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapPropagator B3 = B3Propagator.injectingSingleHeader();
    private static final TextMapPropagator BOTH = TextMapPropagator.composite(W3C, B3);

    private final Fault sending;
    private final Fault receiving;

    /**
     * Creates the propagators of one service.
     *
     * @param sending fault on the way to the service that it calls
     * @param receiving fault on the way from the service that calls it
     */
    Propagators(Fault sending, Fault receiving) {
        this.sending = sending;
        this.receiving = receiving;
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        switch (sending) {
            case SENDS_NOTHING -> {}
            case SENDS_MALFORMED_TRACEPARENT ->
                setter.set(carrier, "traceparent", "00-" + span.getTraceId() + "-0000000000000000-01");
            case SENDS_UNSAMPLED ->
                BOTH.inject(with(context, span, TraceFlags.getDefault(), span.getTraceState()), carrier, setter);
            case SENDS_B3_TO_W3C -> B3.inject(context, carrier, setter);
            case SENDS_W3C_ONLY -> W3C.inject(context, carrier, setter);
            case SENDS_DECISION_ONLY -> setter.set(carrier, "b3", "1");
            case DROPS_TRACESTATE ->
                BOTH.inject(with(context, span, span.getTraceFlags(), TraceState.getDefault()), carrier, setter);
            default -> BOTH.inject(context, carrier, setter);
        }
    }

    private static Context with(Context context, SpanContext span, TraceFlags flags, TraceState state) {
        return context.with(Span.wrap(SpanContext.create(span.getTraceId(), span.getSpanId(), flags, state)));
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        return switch (receiving) {
            case IGNORES_HEADERS -> context;
            case SENDS_B3_TO_W3C -> W3C.extract(context, carrier, getter);
            default -> BOTH.extract(context, carrier, getter);
        };
    }

    @Override
    public Collection<String> fields() {
        return BOTH.fields();
    }
}
