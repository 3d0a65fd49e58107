// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.TraceBackend;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.jspecify.annotations.Nullable;

/** An SDK that exports to a backend in process. It starts no thread: each span arrives on the thread that ends it. */
final class TestSdk implements AutoCloseable {
    private final SdkTracerProvider tracerProvider;
    private @Nullable OpenTelemetrySdk openTelemetry;

    private TestSdk(SdkTracerProvider tracerProvider) {
        this.tracerProvider = tracerProvider;
    }

    /** Returns an SDK of the service. */
    static TestSdk of(Resource service, TraceBackend backend) {
        return new TestSdk(SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(service))
                .addSpanProcessor(backend.spanProcessor())
                .build());
    }

    SdkTracerProvider tracerProvider() {
        return tracerProvider;
    }

    /** Returns the whole of it, which few tests need, the same one each time. */
    synchronized OpenTelemetrySdk openTelemetry() {
        OpenTelemetrySdk made = openTelemetry;
        if (made == null) {
            made = OpenTelemetrySdk.builder()
                    .setTracerProvider(tracerProvider)
                    .setPropagators(ContextPropagators.create(TestTrace.W3C))
                    .build();
            openTelemetry = made;
        }
        return made;
    }

    @Override
    public void close() {
        tracerProvider.close();
    }
}
