// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.function.Supplier;

/** An order through two services, each with an SDK and an exporter of its own. */
final class FourSpans {
    static final String TREE = """
            gateway: POST /orders            [SERVER]
            └─ gateway: POST                 [CLIENT]
               └─ orders: POST /orders/{id}  [SERVER]
                  └─ save_order              [INTERNAL]  {order.id=42}
            """;

    private FourSpans() {}

    /** Sends the trace, and returns its ID once all is exported. */
    static String sendBy(Supplier<SpanExporter> exporter) {
        try (SdkTracerProvider gateway = provider("gateway", exporter.get());
                SdkTracerProvider orders = provider("orders", exporter.get())) {
            Span server = span(gateway, "POST /orders", SpanKind.SERVER, Context.root());
            Span client = span(gateway, "POST", SpanKind.CLIENT, Context.root().with(server));
            Span answer = span(
                    orders, "POST /orders/{id}", SpanKind.SERVER, Context.root().with(client));
            span(orders, "save_order", SpanKind.INTERNAL, Context.root().with(answer))
                    .setAttribute("order.id", 42)
                    .end();
            answer.end();
            client.end();
            server.end();
            return server.getSpanContext().getTraceId();
        }
    }

    private static Span span(SdkTracerProvider provider, String name, SpanKind kind, Context parent) {
        Tracer tracer = provider.get("four-spans");
        return tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
    }

    private static SdkTracerProvider provider(String service, SpanExporter exporter) {
        return SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
    }
}
