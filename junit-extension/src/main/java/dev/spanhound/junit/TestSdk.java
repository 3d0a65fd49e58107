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

/**
 * An SDK that exports to a backend in process. It starts no thread: each span arrives on the thread that ends it.
 *
 * @param tracerProvider all that there is to close
 */
record TestSdk(SdkTracerProvider tracerProvider) implements AutoCloseable {
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

    /** What OpenTelemetry's distributions propagate unless told otherwise. */
    static final TextMapPropagator W3C =
            TextMapPropagator.composite(W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance());

    /** Returns an SDK of the service that has the name of the class. */
    static TestSdk of(Class<?> testClass, TraceBackend backend) {
        Resource service = Resource.create(Attributes.of(SERVICE_NAME, testClass.getSimpleName()));
        return new TestSdk(SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(service))
                .addSpanProcessor(backend.spanProcessor())
                .build());
    }

    /** Returns the whole of it, which few tests need. */
    OpenTelemetrySdk openTelemetry() {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(tracerProvider)
                .setPropagators(ContextPropagators.create(W3C))
                .build();
    }

    @Override
    public void close() {
        tracerProvider.close();
    }
}
