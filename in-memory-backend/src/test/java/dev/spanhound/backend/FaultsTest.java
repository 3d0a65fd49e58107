// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import static dev.spanhound.backend.GrpcClient.EXPORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.receive.Payloads;
import dev.spanhound.backend.receive.Protocol;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private final TraceBackend backend = TraceBackend.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private final GrpcClient grpc = new GrpcClient(backend.endpoint());

    @AfterEach
    void close() {
        grpc.close();
        backend.close();
    }

    private HttpRequest otlp() {
        return HttpRequest.newBuilder(URI.create(backend.endpoint() + "/v1/traces"))
                .header("content-type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(Payloads.spans(1)))
                .build();
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> sendZipkin() throws Exception {
        return send(HttpRequest.newBuilder(backend.endpoints().zipkin())
                .POST(BodyPublishers.ofString("[]"))
                .build());
    }

    @Test
    void refusesAsTooMany() throws Exception {
        backend.faults().next(3).tooManyRequests(Duration.ofSeconds(7));
        HttpResponse<byte[]> response = send(otlp());
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("retry-after")).contains("7");
        assertThat(sendZipkin().statusCode()).isEqualTo(429);
        assertThatThrownBy(() -> grpc.call(EXPORT, Payloads.spans(1)))
                .isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
                    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
                    assertThat(e.getTrailers().get(DETAILS))
                            .asString(UTF_8)
                            .contains("type.googleapis.com/google.rpc.RetryInfo");
                });
        assertThat(backend.counts().spans()).isZero();
        assertThat(backend.counts().refusals()).isEqualTo(3);
        assertThat(send(otlp()).statusCode()).isEqualTo(200);
    }

    @Test
    void isUnavailable() throws Exception {
        backend.faults().next(2).unavailable();
        assertThat(send(otlp()).statusCode()).isEqualTo(503);
        assertThatThrownBy(() -> grpc.call(EXPORT, Payloads.spans(1))).hasMessage("UNAVAILABLE: unavailable");
        assertThat(backend.counts().spans()).isZero();
        assertThat(backend.faults().pending()).isZero();
    }

    @Test
    void delaysTheAnswerAndServesOthersMeanwhile() throws Exception {
        backend.faults().next(1).delay(Duration.ofSeconds(1));
        long before = System.nanoTime();
        CompletableFuture<HttpResponse<byte[]>> late = http.sendAsync(otlp(), BodyHandlers.ofByteArray());
        assertThat(backend.await("0".repeat(31) + "1", trace -> !trace.isEmpty(), Duration.ofSeconds(10)))
                .isPresent();
        for (int i = 0; i < 10; i++) {
            assertThat(sendZipkin().statusCode()).isEqualTo(202);
        }
        assertThat(late).isNotDone();
        assertThat(late.get().statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(backend.counts().refusals()).isZero();

        backend.faults().next(1).delay(Duration.ofMillis(100));
        before = System.nanoTime();
        grpc.call(EXPORT, Payloads.spans(1));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void answersPartialSuccess() throws Exception {
        backend.faults().next(3).partialSuccess(5, "no room");
        ExportTraceServiceResponse overHttp =
                ExportTraceServiceResponse.parseFrom(send(otlp()).body());
        assertThat(overHttp.getPartialSuccess().getRejectedSpans()).isEqualTo(5);
        assertThat(overHttp.getPartialSuccess().getErrorMessage()).isEqualTo("no room");
        assertThat(ExportTraceServiceResponse.parseFrom(grpc.call(EXPORT, Payloads.spans(1))))
                .isEqualTo(overHttp);
        assertThat(sendZipkin().statusCode()).isEqualTo(202);
        assertThat(backend.counts().spans()).isEqualTo(2);
        assertThat(backend.counts().refusals()).isEqualTo(2);
    }

    @Test
    void breaksTheConnection() throws Exception {
        backend.faults().next(3).brokenConnection();
        assertThatThrownBy(() -> send(otlp())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> sendZipkin()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> grpc.call(EXPORT, Payloads.spans(1)))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        assertThat(backend.counts().spans()).isZero();
        assertThat(backend.counts().refusals()).isEqualTo(3);
        assertThat(send(otlp()).statusCode()).isEqualTo(200);
    }

    @Test
    void makesTheOtlpExporterRetry() {
        backend.faults().next(1).tooManyRequests(Duration.ZERO).next(1).unavailable();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(OtlpGrpcSpanExporter.builder()
                        .setEndpoint(backend.endpoints().otlpGrpc().toString())
                        .setRetryPolicy(RetryPolicy.builder()
                                .setMaxAttempts(3)
                                .setInitialBackoff(Duration.ofMillis(1))
                                .build())
                        .build()))
                .build()) {
            Span span = provider.get("test").spanBuilder("retried").startSpan();
            span.end();
            assertThat(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
            assertThat(backend.find(span.getSpanContext().getTraceId())).isPresent();
        }
        assertThat(backend.counts().refusals()).isEqualTo(2);
        assertThat(backend.counts().requests(Protocol.OTLP_GRPC)).isOne();
    }

    @Test
    void leavesOtherRequestsAlone() throws Exception {
        backend.faults().next(1).unavailable();
        assertThat(send(HttpRequest.newBuilder(URI.create(backend.endpoint() + "/healthz"))
                                .build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(HttpRequest.newBuilder(URI.create(backend.endpoint() + "/v1/logs"))
                                .header("content-type", "application/json")
                                .POST(BodyPublishers.ofString("{}"))
                                .build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(backend.faults().pending()).isOne();
        backend.faults().clear();
        assertThat(send(otlp()).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesOrdersThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.faults().next(0))
                .withMessage("requests: 0 (expected: > 0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.faults().next(1).delay(Duration.ofMillis(-1)))
                .withMessage("delay: PT-0.001S (expected: >= 0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.faults().next(1).partialSuccess(-1, ""))
                .withMessage("rejectedSpans: -1 (expected: >= 0)");
    }
}
