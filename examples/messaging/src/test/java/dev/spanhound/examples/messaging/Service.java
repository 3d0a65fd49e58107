// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.messaging;

import dev.spanhound.backend.TraceBackend;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;

/** The OpenTelemetry SDK of a service that runs in this JVM. */
record Service(OpenTelemetry openTelemetry) {

    static Service named(String name, TraceBackend backend) {
        Resource resource = Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), name));
        return new Service(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(resource)
                        .addSpanProcessor(backend.spanProcessor())
                        .build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build());
    }

    Tracer tracer() {
        return openTelemetry.getTracer("dev.spanhound.examples.messaging");
    }
}
