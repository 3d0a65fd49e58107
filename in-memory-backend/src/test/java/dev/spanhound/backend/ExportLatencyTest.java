// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that leaves TCP_NODELAY off, as OkHttp does, waits for the acknowledgement of a body's first part before it
 * sends the last. When the server's system delays that, each export between 16 and 60 KB takes more than 40 ms; larger
 * ones fill the loopback's segments.
 */
class ExportLatencyTest {
    private static final int SPANS = 150;
    /** The system acknowledges the first segments of a connection at once. */
    private static final int FIRST_EXPORTS = 20;

    private static final int MOST_EXPORTS = 400;
    private static final int QUICK_EXPORTS = 20;

    /** The least time by which Linux delays an acknowledgement. */
    private static final Duration SHORTEST_STALL = Duration.ofMillis(40);

    @BeforeAll
    static void needsASystemThatCanAcknowledgeAtOnce() throws IOException {
        try (SocketChannel socket = SocketChannel.open()) {
            assumeTrue(
                    socket.supportedOptions().stream().map(SocketOption::name).anyMatch("TCP_QUICKACK"::equals));
        }
    }

    private static List<SpanData> spans(int count) {
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build()) {
            for (int i = 0; i < count; i++) {
                Span span = provider.get("test").spanBuilder("GET /orders/{id}").startSpan();
                for (int j = 0; j < 8; j++) {
                    span.setAttribute("attribute." + j, "value " + i);
                }
                span.end();
            }
            return spans.getFinishedSpanItems();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doesNotStallOnExportsOfMoreThanOneWrite(boolean grpc) {
        List<SpanData> spans = spans(SPANS);
        int quick = 0;
        try (TraceBackend backend = TraceBackend.create();
                SpanExporter exporter = grpc
                        ? OtlpGrpcSpanExporter.builder()
                                .setEndpoint(backend.endpoint().toString())
                                .build()
                        : OtlpHttpSpanExporter.builder()
                                .setEndpoint(backend.endpoint() + "/v1/traces")
                                .build()) {
            for (int i = 0; i < MOST_EXPORTS && quick < QUICK_EXPORTS; i++) {
                long before = System.nanoTime();
                assertThat(exporter.export(spans).join(10, TimeUnit.SECONDS).isSuccess())
                        .isTrue();
                Duration time = Duration.ofNanos(System.nanoTime() - before);
                if (i >= FIRST_EXPORTS && time.compareTo(SHORTEST_STALL) < 0) {
                    quick++;
                }
            }
        }
        // On a busy machine most may take longer, but without the cure all of them do.
        assertThat(quick).as("exports quicker than %s", SHORTEST_STALL).isEqualTo(QUICK_EXPORTS);
    }
}
