// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.propagation;

import com.sun.net.httpserver.Headers;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import io.opentelemetry.extension.trace.propagation.JaegerPropagator;
import io.opentelemetry.extension.trace.propagation.OtTracePropagator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenTelemetry's SDK and its propagators, all at once. */
final class OpenTelemetryTracing implements RelayService.Tracing {
    /** Without a processor newer SDKs make no spans, and send on the parent ID that came in. */
    private final Tracer tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
            .build()
            .get("relay");

    private final TextMapPropagator propagator = TextMapPropagator.composite(
            W3CTraceContextPropagator.getInstance(),
            W3CBaggagePropagator.getInstance(),
            B3Propagator.injectingSingleHeader(),
            JaegerPropagator.getInstance(),
            OtTracePropagator.getInstance());

    @Override
    public void serve(Headers incoming, RelayService.Task task) throws IOException {
        Context caller = propagator.extract(Context.root(), incoming, new HeadersGetter());
        Span span = tracer.spanBuilder("POST /relay")
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        try (Scope ignored = caller.with(span).makeCurrent()) {
            task.run();
        } finally {
            span.end();
        }
    }

    @Override
    public void call(HttpRequest.Builder request, RelayService.Task task) throws IOException {
        Span span = tracer.spanBuilder("POST").setSpanKind(SpanKind.CLIENT).startSpan();
        try (Scope ignored = span.makeCurrent()) {
            propagator.inject(Context.current(), request, (builder, name, value) -> {
                if (builder != null) {
                    builder.setHeader(name, value);
                }
            });
            task.run();
        } finally {
            span.end();
        }
    }

    /** Reads repeated headers too, which newer propagators ask for. */
    private static final class HeadersGetter implements TextMapGetter<Headers> {
        @Override
        public Iterable<String> keys(Headers headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            return headers == null ? null : headers.getFirst(name);
        }

        /** Not an override before 1.51. */
        @SuppressWarnings({"unused", "MissingOverride"})
        public Iterator<String> getAll(@Nullable Headers headers, String name) {
            return headers == null
                    ? List.<String>of().iterator()
                    : headers.getOrDefault(name, List.of()).iterator();
        }
    }
}
