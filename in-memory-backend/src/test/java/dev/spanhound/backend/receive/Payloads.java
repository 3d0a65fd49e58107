// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import com.google.protobuf.ByteString;
import dev.spanhound.backend.server.Request;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Bodies to send, and requests that carry them. */
public final class Payloads {

    private Payloads() {}

    /** Returns an OTLP request with this many spans. */
    public static byte[] spans(int count) {
        ScopeSpans.Builder spans = ScopeSpans.newBuilder();
        for (int i = 1; i <= count; i++) {
            spans.addSpans(span(i));
        }
        return request(spans);
    }

    /** Returns an OTLP request with a span that is valid and one without an ID. */
    public static byte[] oneSpanOfTwo() {
        return request(ScopeSpans.newBuilder()
                .addSpans(span(1))
                .addSpans(Span.newBuilder().setName("no ID")));
    }

    private static byte[] request(ScopeSpans.Builder spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(spans))
                .build()
                .toByteArray();
    }

    private static Span span(int id) {
        return Span.newBuilder()
                .setTraceId(ByteString.copyFrom(
                        ByteBuffer.allocate(16).putInt(12, 1).array()))
                .setSpanId(
                        ByteString.copyFrom(ByteBuffer.allocate(8).putInt(4, id).array()))
                .setName("span " + id)
                .setStartTimeUnixNano(1)
                .setEndTimeUnixNano(2)
                .build();
    }

    static byte[] logs(int count) {
        ScopeLogs.Builder logs = ScopeLogs.newBuilder();
        for (int i = 0; i < count; i++) {
            logs.addLogRecords(LogRecord.newBuilder().setTimeUnixNano(i));
        }
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(logs))
                .build()
                .toByteArray();
    }

    static byte[] metrics(int count) {
        Gauge.Builder gauge = Gauge.newBuilder();
        for (int i = 0; i < count; i++) {
            gauge.addDataPoints(NumberDataPoint.newBuilder().setAsInt(i));
        }
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .addScopeMetrics(ScopeMetrics.newBuilder()
                                .addMetrics(Metric.newBuilder().setName("m").setGauge(gauge))))
                .build()
                .toByteArray();
    }

    /** Returns the bytes compressed. */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    /** Returns a gRPC message with its prefix. */
    public static byte[] framed(int compressedFlag, byte[] message) {
        return ByteBuffer.allocate(5 + message.length)
                .put((byte) compressedFlag)
                .putInt(message.length)
                .put(message)
                .array();
    }

    static Request post(String path, byte[] body, String... headers) {
        Map<String, String> lines = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            lines.put(headers[i], headers[i + 1]);
        }
        return new Request("POST", path, Map.of(), lines, body);
    }
}
