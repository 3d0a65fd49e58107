// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import static org.assertj.core.api.Assertions.assertThat;

import brave.Tracing;
import dev.spanhound.backend.receive.Protocol;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import zipkin2.reporter.Encoding;
import zipkin2.reporter.brave.AsyncZipkinSpanHandler;
import zipkin2.reporter.urlconnection.URLConnectionSender;

/** The exporters that users have, against the backend's port. */
class ExportersTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final TraceBackend backend = TraceBackend.create();

    @AfterEach
    void close() {
        backend.close();
    }

    private SdkTracerProvider tracerProvider(SpanExporter exporter) {
        return SdkTracerProvider.builder()
                .setResource(Resource.create(
                        Attributes.builder().put("service.name", "shop").build()))
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build();
    }

    private void assertThatASpanArrives(SpanExporter exporter, Protocol protocol) {
        String traceId;
        try (SdkTracerProvider provider = tracerProvider(exporter)) {
            Span span = provider.get("test").spanBuilder("get_order").startSpan();
            span.setAttribute("order.id", 42);
            span.end();
            traceId = span.getSpanContext().getTraceId();
            assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
        }
        assertThat(backend.find(traceId).map(Trace::spans).orElseThrow())
                .singleElement()
                .satisfies(node -> assertThat(node.span().getName()).isEqualTo("get_order"))
                .satisfies(node -> assertThat(node.service()).isEqualTo("shop"))
                .satisfies(node -> assertThat(node.span().getAttributes())
                        .isEqualTo(Attributes.builder().put("order.id", 42).build()));
        ReceivedCounts counts = backend.counts();
        assertThat(counts.requests(protocol)).isOne();
        assertThat(counts.requests()).hasSize(1);
        assertThat(counts.spans()).isOne();
        assertThat(counts.refusals()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void receivesFromTheOtlpGrpcExporter(String compression) {
        assertThatASpanArrives(
                OtlpGrpcSpanExporter.builder()
                        .setEndpoint(backend.endpoints().otlpGrpc().toString())
                        .setCompression(compression)
                        .build(),
                Protocol.OTLP_GRPC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void receivesFromTheOtlpHttpExporter(String compression) {
        assertThatASpanArrives(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(backend.endpoints().otlpHttp() + "/v1/traces")
                        .setCompression(compression)
                        .build(),
                Protocol.OTLP_HTTP_PROTOBUF);
    }

    @Test
    void receivesOtlpJson() throws Exception {
        String body = """
                {"resourceSpans": [{"scopeSpans": [{"spans": [{
                  "traceId": "5B8EFFF798038103D269B633813FC60C", "spanId": "EEE19B7EC3C1B174", "name": "json",
                  "kind": 2, "startTimeUnixNano": "1544712660000000000", "endTimeUnixNano": "1544712661000000000"}]}]}]}
                """;
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(backend.endpoints().otlpHttp() + "/v1/traces"))
                                .header("content-type", "application/json; charset=utf-8")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{}");
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(backend.find("5b8efff798038103d269b633813fc60c")).isPresent();
        assertThat(backend.counts().requests(Protocol.OTLP_HTTP_JSON)).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsLogRecords(boolean grpc) {
        LogRecordExporter exporter = grpc
                ? OtlpGrpcLogRecordExporter.builder()
                        .setEndpoint(backend.endpoints().otlpGrpc().toString())
                        .build()
                : OtlpHttpLogRecordExporter.builder()
                        .setEndpoint(backend.endpoints().otlpHttp() + "/v1/logs")
                        .build();
        try (SdkLoggerProvider provider = SdkLoggerProvider.builder()
                .addLogRecordProcessor(SimpleLogRecordProcessor.create(exporter))
                .build()) {
            provider.get("test")
                    .logRecordBuilder()
                    .setSeverity(Severity.INFO)
                    .setBody("hello")
                    .emit();
            assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
        }
        assertThat(backend.counts().logRecords()).isOne();
        assertThat(backend.counts().refusals()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsMetricDataPoints(boolean grpc) {
        MetricExporter exporter = grpc
                ? OtlpGrpcMetricExporter.builder()
                        .setEndpoint(backend.endpoints().otlpGrpc().toString())
                        .build()
                : OtlpHttpMetricExporter.builder()
                        .setEndpoint(backend.endpoints().otlpHttp() + "/v1/metrics")
                        .build();
        try (SdkMeterProvider provider = SdkMeterProvider.builder()
                .registerMetricReader(PeriodicMetricReader.builder(exporter)
                        .setInterval(Duration.ofHours(1))
                        .build())
                .build()) {
            provider.get("test").counterBuilder("orders").build().add(1);
            assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
            assertThat(backend.counts().dataPoints()).isOne();
        }
        assertThat(backend.counts().refusals()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Encoding.class,
            names = {"JSON", "PROTO3"})
    void receivesFromBrave(Encoding encoding) {
        String traceId;
        try (URLConnectionSender sender = URLConnectionSender.newBuilder()
                        .endpoint(backend.endpoints().zipkin().toString())
                        .encoding(encoding)
                        .build();
                AsyncZipkinSpanHandler handler = AsyncZipkinSpanHandler.newBuilder(sender)
                        .messageTimeout(10, TimeUnit.MILLISECONDS)
                        .closeTimeout(10, TimeUnit.SECONDS)
                        .build();
                Tracing tracing = Tracing.newBuilder()
                        .localServiceName("payment")
                        .addSpanHandler(handler)
                        .build()) {
            brave.Span span = tracing.tracer().newTrace().name("pay").start();
            span.finish();
            handler.flush();
            traceId = span.context().traceIdString();
        }
        Trace trace = backend.await("0".repeat(16) + traceId, received -> !received.isEmpty(), TIMEOUT)
                .orElseThrow();
        assertThat(trace.spans()).extracting(SpanNode::service).containsExactly("payment");
        assertThat(backend.counts().requests()).containsOnlyKeys(Protocol.ZIPKIN_HTTP);
        assertThat(backend.counts().spans()).isOne();
    }
}
