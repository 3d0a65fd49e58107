// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import static dev.spanhound.backend.receive.Payloads.gzip;
import static dev.spanhound.backend.receive.Payloads.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.otlp.Signal;
import dev.spanhound.backend.server.Response;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpHttpReceiverTest {
    private static final int MAX_BYTES = 100_000;
    private static final String PATH = "/v1/traces";
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";

    private final Recorded recorded = new Recorded();
    private final OtlpHttpReceiver traces = new OtlpHttpReceiver(Signal.TRACES, recorded, MAX_BYTES);

    private static String text(Response response) {
        return new String(response.body(), UTF_8);
    }

    @Test
    void takesSpansAndAnswersInTheirEncoding() throws Exception {
        Response response = traces.answer(post(PATH, Payloads.spans(2), "content-type", PROTOBUF));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("content-type", PROTOBUF);
        assertThat(ExportTraceServiceResponse.parseFrom(response.body()))
                .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
        assertThat(recorded.spans).extracting(span -> span.getName()).containsExactly("span 1", "span 2");
        assertThat(recorded.protocols).containsExactly(Protocol.OTLP_HTTP_PROTOBUF);
    }

    @Test
    void takesCompressedSpans() {
        byte[] body = gzip(Payloads.spans(3));
        assertThat(traces.answer(post(PATH, body, "content-type", PROTOBUF, "content-encoding", "gzip"))
                        .status())
                .isEqualTo(200);
        assertThat(recorded.spans).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {PROTOBUF, JSON})
    void takesAnEmptyRequest(String type) {
        byte[] body = (type.equals(JSON) ? "{}" : "").getBytes(UTF_8);
        assertThat(traces.answer(post(PATH, body, "content-type", type)).status())
                .isEqualTo(200);
        assertThat(recorded.spans).isEmpty();
        assertThat(recorded.refusals).isEmpty();
    }

    @Test
    void answersPartialSuccessWhenSomeSpansAreInvalid() throws Exception {
        Response response = traces.answer(post(PATH, Payloads.oneSpanOfTwo(), "content-type", PROTOBUF));
        assertThat(response.status()).isEqualTo(200);
        ExportTraceServiceResponse answer = ExportTraceServiceResponse.parseFrom(response.body());
        assertThat(answer.getPartialSuccess().getRejectedSpans()).isOne();
        assertThat(answer.getPartialSuccess().getErrorMessage()).isNotEmpty();
        assertThat(recorded.spans).hasSize(1);
        assertThat(recorded.refusals)
                .containsExactly("1 rejected: " + answer.getPartialSuccess().getErrorMessage());
    }

    @Test
    void refusesWhatIsMalformedInTheRequestsEncoding() throws Exception {
        Response protobuf = traces.answer(post(PATH, new byte[] {-1}, "content-type", PROTOBUF));
        assertThat(protobuf.status()).isEqualTo(400);
        assertThat(protobuf.headers()).containsEntry("content-type", PROTOBUF);
        assertThat(RpcStatus.parse(protobuf.body()).code()).isEqualTo(3);

        Response json = traces.answer(post(PATH, "{\"resourceSpans\": 1}".getBytes(UTF_8), "content-type", JSON));
        assertThat(json.status()).isEqualTo(400);
        assertThat(json.headers()).containsEntry("content-type", JSON);
        assertThat(text(json)).startsWith("{\"code\":3,\"message\":\"");
        assertThat(recorded.refusals).hasSize(2).allMatch(reason -> reason.startsWith("POST /v1/traces: "));
        assertThat(recorded.protocols).isEmpty();
    }

    @Test
    void refusesOtherTypesAndEncodings() throws Exception {
        Response type = traces.answer(post(PATH, new byte[0], "content-type", "text/plain"));
        assertThat(type.status()).isEqualTo(415);
        assertThat(RpcStatus.parse(type.body()).message())
                .isEqualTo("content-type: text/plain (expected: application/x-protobuf or application/json)");
        assertThat(traces.answer(post(PATH, new byte[0])).status()).isEqualTo(415);

        Response encoding =
                traces.answer(post(PATH, new byte[0], "content-type", PROTOBUF, "content-encoding", "zstd"));
        assertThat(encoding.status()).isEqualTo(415);
        assertThat(RpcStatus.parse(encoding.body()).message())
                .isEqualTo("content-encoding: zstd (expected: gzip, identity or none)");
    }

    @Test
    void refusesABombAfterDecompression() {
        byte[] bomb = gzip(new byte[64 * 1024 * 1024]);
        assertThat(bomb.length).isLessThan(MAX_BYTES);
        Response response = traces.answer(post(PATH, bomb, "content-type", JSON, "content-encoding", "gzip"));
        assertThat(response.status()).isEqualTo(413);
        assertThat(text(response))
                .isEqualTo("{\"code\":8,\"message\":\"body: more than 100000 bytes (expected: at most that)\"}");
    }

    @Test
    void refusesWhatIsNoGzip() {
        Response response =
                traces.answer(post(PATH, "no gzip".getBytes(UTF_8), "content-type", JSON, "content-encoding", "gzip"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).isEqualTo("{\"code\":13,\"message\":\"body: not gzip: Not in GZIP format\"}");
    }

    @Test
    void saysWhenToRetry() {
        Response response = traces.refuse(
                post(PATH, new byte[0], "content-type", JSON), Refusal.tooManyRequests(Duration.ofMillis(1500)));
        assertThat(response.status()).isEqualTo(429);
        assertThat(response.headers()).containsEntry("retry-after", "2");
    }

    @Test
    void countsLogRecordsAndDataPoints() {
        new OtlpHttpReceiver(Signal.LOGS, recorded, MAX_BYTES)
                .answer(post("/v1/logs", Payloads.logs(3), "content-type", PROTOBUF));
        new OtlpHttpReceiver(Signal.METRICS, recorded, MAX_BYTES)
                .answer(post("/v1/metrics", Payloads.metrics(4), "content-type", PROTOBUF));
        assertThat(recorded.logRecords).isEqualTo(3);
        assertThat(recorded.dataPoints).isEqualTo(4);
        assertThat(recorded.protocols).isEmpty();
    }
}
