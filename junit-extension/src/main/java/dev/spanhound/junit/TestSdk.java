// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.TraceBackend;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;

/** SDKs of test classes. They start no thread: each span reaches the backend on the thread that ends it. */
final class TestSdk {
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

    /** What OpenTelemetry's distributions propagate unless told otherwise. */
    static final TextMapPropagator W3C =
            TextMapPropagator.composite(W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance());

    private TestSdk() {}

    static OpenTelemetrySdk of(Class<?> testClass, TraceBackend backend) {
        Resource resource =
                Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE_NAME, testClass.getSimpleName())));
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(resource)
                        .addSpanProcessor(backend.spanProcessor())
                        .build())
                .setPropagators(ContextPropagators.create(W3C))
                .build();
    }
}
