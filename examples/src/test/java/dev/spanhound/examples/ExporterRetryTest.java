// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import org.junit.jupiter.api.Test;

/** A backend that is not available for a while: the exporter tries again, and no span is lost. */
@TraceTest(isolation = Isolation.PER_CLASS)
class ExporterRetryTest {

    @Test
    void spansArriveOnceTheBackendIsBack(TestTrace trace, TraceBackend backend) {
        backend.faults().next(2).unavailable();

        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(backend.endpoints().otlpHttp() + "/v1/traces")
                .setRetryPolicy(
                        RetryPolicy.builder().setInitialBackoff(ofMillis(20)).build())
                .build();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build()) {
            provider.get("test").spanBuilder("pay").startSpan().end();
        }

        assertThat(trace).containsSpan("pay");
        assertThat(backend.faults().pending()).isZero();
    }
}
