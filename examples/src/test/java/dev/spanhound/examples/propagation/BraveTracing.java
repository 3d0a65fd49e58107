// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.propagation;

import brave.Span;
import brave.Tracer.SpanInScope;
import brave.Tracing;
import brave.handler.SpanHandler;
import brave.propagation.B3Propagation;
import brave.propagation.Propagation;
import brave.propagation.TraceContext;
import brave.propagation.TraceContextOrSamplingFlags;
import com.sun.net.httpserver.Headers;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.W3CPropagation;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;

/** Brave, with its own B3 propagation, or with Micrometer's of W3C Trace Context. */
final class BraveTracing implements RelayService.Tracing {
    private final Tracing tracing;
    private final TraceContext.Extractor<Headers> extractor;
    private final TraceContext.Injector<HttpRequest.Builder> injector;

    private BraveTracing(Propagation.Factory propagation) {
        tracing = Tracing.newBuilder()
                .propagationFactory(propagation)
                .traceId128Bit(true)
                .addSpanHandler(new SpanHandler() {}) // or else it logs each span
                .build();
        extractor = tracing.propagation().extractor(Headers::getFirst);
        injector = tracing.propagation().injector(HttpRequest.Builder::setHeader);
    }

    static BraveTracing b3() {
        return new BraveTracing(B3Propagation.newFactoryBuilder()
                .injectFormat(B3Propagation.Format.SINGLE)
                .build());
    }

    static BraveTracing w3c() {
        return new BraveTracing(new W3CPropagation(new BraveBaggageManager(), List.of()));
    }

    @Override
    public void serve(Headers incoming, RelayService.Task task) throws IOException {
        TraceContextOrSamplingFlags caller = extractor.extract(incoming);
        Span span = caller.context() == null
                ? tracing.tracer().nextSpan(caller)
                : tracing.tracer().joinSpan(caller.context());
        run(span.kind(Span.Kind.SERVER).start(), task);
    }

    @Override
    public void call(HttpRequest.Builder request, RelayService.Task task) throws IOException {
        Span span = tracing.tracer().nextSpan().kind(Span.Kind.CLIENT);
        injector.inject(span.context(), request);
        run(span.start(), task);
    }

    private void run(Span span, RelayService.Task task) throws IOException {
        try (SpanInScope ignored = tracing.tracer().withSpanInScope(span)) {
            task.run();
        } finally {
            span.finish();
        }
    }
}
