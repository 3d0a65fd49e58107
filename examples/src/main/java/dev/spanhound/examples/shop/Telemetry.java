// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;

/** Sets up OpenTelemetry for one service: its own resource, and export in batches. */
final class Telemetry {

    private Telemetry() {}

    static OpenTelemetrySdk sdk(String service, SpanExporter exporter, Duration exportDelay) {
        Resource resource = Resource.getDefault()
                .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)));
        TextMapPropagator w3cAndB3 = TextMapPropagator.composite(
                W3CTraceContextPropagator.getInstance(), B3Propagator.injectingSingleHeader());
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(resource)
                        .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                                .setScheduleDelay(exportDelay)
                                .build())
                        .build())
                .setPropagators(ContextPropagators.create(w3cAndB3))
                .build();
    }
}
