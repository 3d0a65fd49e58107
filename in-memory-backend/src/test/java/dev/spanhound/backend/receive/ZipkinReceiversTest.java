// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import static dev.spanhound.backend.receive.Payloads.framed;
import static dev.spanhound.backend.receive.Payloads.gzip;
import static dev.spanhound.backend.receive.Payloads.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.server.Response;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zipkin2.Span;
import zipkin2.codec.SpanBytesEncoder;

class ZipkinReceiversTest {
    private static final int MAX_BYTES = 100_000;
    private static final List<Span> SPANS = List.of(Span.newBuilder()
            .traceId("000000000000000000000000000000a1")
            .id("b1")
            .name("get")
            .timestamp(1)
            .duration(2)
            .build());

    private final Recorded recorded = new Recorded();
    private final ZipkinHttpReceiver v1 = ZipkinHttpReceiver.v1(recorded, MAX_BYTES);
    private final ZipkinHttpReceiver v2 = ZipkinHttpReceiver.v2(recorded, MAX_BYTES);
    private final ZipkinGrpcReceiver grpc = new ZipkinGrpcReceiver(recorded, MAX_BYTES);

    @ParameterizedTest
    @CsvSource({
        "JSON_V1, application/json",
        "THRIFT, application/x-thrift",
        "JSON_V2, application/json",
        "JSON_V2, text/plain",
        "PROTO3, application/x-protobuf"
    })
    void takesSpansInEachForm(SpanBytesEncoder form, String type) {
        boolean old = form == SpanBytesEncoder.JSON_V1 || form == SpanBytesEncoder.THRIFT;
        byte[] body = form.encodeList(SPANS);
        Response response = (old ? v1 : v2).answer(post("/api", body, "content-type", type));
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
        (old ? v1 : v2).answer(post("/api", gzip(body), "content-type", type, "content-encoding", "gzip"));
        assertThat(recorded.spans)
                .hasSize(2)
                .extracting(SpanData::getTraceId)
                .containsOnly("000000000000000000000000000000a1");
        assertThat(recorded.protocols).containsOnly(Protocol.ZIPKIN_HTTP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]"})
    void takesNothing(String body) {
        assertThat(v1.answer(post("/api/v1/spans", body.getBytes(UTF_8))).status())
                .isEqualTo(202);
        assertThat(v2.answer(post("/api/v2/spans", body.getBytes(UTF_8))).status())
                .isEqualTo(202);
        assertThat(recorded.spans).isEmpty();
        assertThat(recorded.refusals).isEmpty();
    }

    @Test
    void refusesWhatIsMalformedWithAText() {
        Response response = v2.answer(post("/api/v2/spans", "[{]".getBytes(UTF_8)));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers()).containsEntry("content-type", "text/plain");
        assertThat(recorded.refusals).containsExactly("POST /api/v2/spans: " + new String(response.body(), UTF_8));
    }

    /** As the Zipkin server does: what is read by the rules of the other version loses its service and its tags. */
    @Test
    void refusesJsonOfTheOtherVersion() {
        String old = """
                [{"traceId":"121","id":"1","name":"get","binaryAnnotations":[{"key":"a","value":"b",
                "endpoint":{"serviceName":"orders"}}]}]""";
        String endpoint = """
                [{"traceId":"121","id":"1","name":"get","localEndpoint":{"serviceName":"orders"}}]""";
        String tags = """
                [{"traceId":"121","id":"1","name":"get","tags":{"binaryAnnotations ":"b"}}]""";

        assertThat(text(v2.answer(post("/api/v2/spans", old.getBytes(UTF_8)))))
                .isEqualTo(
                        "400 spans in Zipkin's JSON v1, with \"binaryAnnotations\" (expected: JSON v2; v1 is sent to /api/v1/spans)");
        assertThat(text(v1.answer(post("/api/v1/spans", endpoint.getBytes(UTF_8)))))
                .isEqualTo(
                        "400 spans in Zipkin's JSON v2, with \"localEndpoint\" (expected: JSON v1; v2 is sent to /api/v2/spans)");
        assertThat(text(v1.answer(post("/api/v1/spans", tags.getBytes(UTF_8)))))
                .isEqualTo(
                        "400 spans in Zipkin's JSON v2, with \"tags\" (expected: JSON v1; v2 is sent to /api/v2/spans)");
        assertThat(recorded.spans).isEmpty();
        assertThat(text(v2.answer(post("/api/v2/spans", tags.getBytes(UTF_8))))).isEqualTo("202 ");
    }

    private static String text(Response response) {
        return response.status() + " " + new String(response.body(), UTF_8);
    }

    @Test
    void refusesTheContentTypeOfOtlp() {
        byte[] body = SpanBytesEncoder.PROTO3.encodeList(SPANS);
        assertThat(text(v2.answer(post("/api/v2/spans", body, "content-type", "application/protobuf"))))
                .isEqualTo(
                        "400 content-type: application/protobuf (expected: application/x-protobuf, or application/json)");
    }

    @Test
    void namesAKindThatThereIsNot() {
        String body = """
                [{"traceId":"121","id":"1","kind":"server"}]""";
        assertThat(text(v2.answer(post("/api/v2/spans", body.getBytes(UTF_8)))))
                .isEqualTo("400 kind: server (expected: CLIENT, SERVER, PRODUCER or CONSUMER)");
    }

    @Test
    void refusesABombAfterDecompression() {
        byte[] bomb = gzip(new byte[64 * 1024 * 1024]);
        assertThat(v2.answer(post("/api/v2/spans", bomb, "content-encoding", "gzip"))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void saysWhenToRetry() {
        Response response =
                v2.refuse(post("/api/v2/spans", new byte[0]), Refusal.tooManyRequests(Duration.ofSeconds(3)));
        assertThat(response.status()).isEqualTo(429);
        assertThat(response.headers()).containsEntry("retry-after", "3");
    }

    @Test
    void takesReportsOverGrpc() {
        Response response = grpc.answer(post("/", framed(0, SpanBytesEncoder.PROTO3.encodeList(SPANS))));
        assertThat(response.trailers()).containsEntry("grpc-status", "0");
        assertThat(response.body()).isEqualTo(new byte[5]);
        assertThat(recorded.spans).hasSize(1);
        assertThat(recorded.protocols).containsOnly(Protocol.ZIPKIN_GRPC);
    }

    @Test
    void refusesMalformedReportsOverGrpc() {
        assertThat(grpc.answer(post("/", framed(0, new byte[] {1}))).headers()).containsEntry("grpc-status", "3");
        assertThat(grpc.answer(post("/", new byte[0])).headers()).containsEntry("grpc-status", "13");
    }
}
