// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import dev.spanhound.benchmarks.load.Relay;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Latency of one export by OpenTelemetry Java's own exporters, as they come, to our stand-alone program: until the
 * exporter reports success. Above some 16 KB their client waits for the acknowledgement of a server that leaves it to the
 * system when to acknowledge; a relay shows that.
 */
final class ExportBenchmark {
    private static final int[] SIZES = {20, 150, 300};
    private static final Attributes ATTRIBUTES = Attributes.builder()
            .put("http.request.method", "GET")
            .put("http.route", "/orders/{id}")
            .put("url.path", "/orders/42")
            .put("http.response.status_code", 200)
            .put("server.address", "orders.example.com")
            .put("server.port", 8080)
            .put("order.id", 42)
            .put("cache.hit", true)
            .build();

    private final InMemorySpanExporter made = InMemorySpanExporter.create();
    private final Tracer tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(made))
            .build()
            .get("dev.spanhound.benchmarks");
    private final Figures figures = new Figures();

    private ExportBenchmark() {}

    public static void main(String[] args) throws Exception {
        ExportBenchmark benchmark = new ExportBenchmark();
        try (ServerProcess server = ServerProcess.spanhound()) {
            benchmark.run(server, Integer.getInteger("exports", 200));
        }
        benchmark.figures.print("Latency of one export", "ms");
    }

    private void run(ServerProcess server, int exports) throws IOException {
        try (Relay relay = new Relay(server.uri());
                SpanExporter grpc = grpc(server.uri());
                SpanExporter http = http(server.uri());
                SpanExporter relayedGrpc = grpc(relay.uri());
                SpanExporter relayedHttp = http(relay.uri())) {
            for (int i = -exports / 2; i < exports; i++) {
                for (int size : SIZES) {
                    export("OTLP/gRPC, " + size + " spans", grpc, size, i >= 0);
                    export("OTLP/HTTP, " + size + " spans", http, size, i >= 0);
                    export("OTLP/gRPC, " + size + " spans, delayed acknowledgement", relayedGrpc, size, i >= 0);
                    export("OTLP/HTTP, " + size + " spans, delayed acknowledgement", relayedHttp, size, i >= 0);
                }
            }
        }
    }

    private static SpanExporter grpc(URI server) {
        return OtlpGrpcSpanExporter.builder().setEndpoint(server.toString()).build();
    }

    private static SpanExporter http(URI server) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(server.resolve("/v1/traces").toString())
                .build();
    }

    private void export(String row, SpanExporter exporter, int size, boolean counted) throws IOException {
        List<SpanData> spans = spans(size);
        long start = System.nanoTime();
        CompletableResultCode result = exporter.export(spans).join(10, TimeUnit.SECONDS);
        long nanos = System.nanoTime() - start;
        if (!result.isSuccess()) {
            throw new IOException(row + ": the export failed");
        }
        if (counted) {
            figures.add(row, nanos / 1e6);
        }
    }

    /** Returns new spans: the same ones again would be dropped as retries are. */
    private List<SpanData> spans(int count) {
        made.reset();
        for (int i = 0; i < count; i++) {
            Span span = tracer.spanBuilder("GET /orders/{id}")
                    .setSpanKind(SpanKind.SERVER)
                    .setAllAttributes(ATTRIBUTES)
                    .startSpan();
            span.end();
        }
        return made.getFinishedSpanItems();
    }
}
