// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.boot;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.span;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The receivers, on the classpath that Spring Boot manages. */
@TraceTest
class ReceiversTest {

    @Test
    void takesOtlpOverGrpc(TestTrace trace, TraceBackend backend) {
        OtlpGrpcSpanExporter exporter = OtlpGrpcSpanExporter.builder()
                .setEndpoint(backend.endpoints().otlpGrpc().toString())
                .build();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build()) {
            provider.get("test").spanBuilder("by grpc").startSpan().end();
        }

        assertThat(trace).isComplete().containsSpan("by grpc");
    }

    @Test
    void takesZipkin(TestTrace trace, TraceBackend backend) throws IOException, InterruptedException {
        String spans = """
                [{"traceId": "%s", "parentId": "%s", "id": "00000000000000aa", "name": "by zipkin", "kind": "SERVER",
                  "timestamp": 1700000000000000, "duration": 1000, "localEndpoint": {"serviceName": "legacy"}}]
                """.formatted(trace.traceId(), Span.current().getSpanContext().getSpanId());
        HttpRequest request = HttpRequest.newBuilder(backend.endpoints().zipkin())
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(spans))
                .build();

        int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();

        assertThat(status).isEqualTo(202);
        assertThat(trace).isComplete().containsSpan(span("by zipkin").in("legacy"));
    }
}
