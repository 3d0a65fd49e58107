// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import static dev.spanhound.backend.receive.Payloads.framed;
import static dev.spanhound.backend.receive.Payloads.gzip;
import static dev.spanhound.backend.receive.Payloads.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.otlp.Signal;
import dev.spanhound.backend.server.Response;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtlpGrpcReceiverTest {
    private static final int MAX_BYTES = 100_000;
    private static final String PATH = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    private final Recorded recorded = new Recorded();
    private final OtlpGrpcReceiver traces = new OtlpGrpcReceiver(Signal.TRACES, recorded, MAX_BYTES);

    private Response answer(byte[] body, String... headers) {
        return traces.answer(post(PATH, body, headers));
    }

    private static void assertThatItIsRefused(Response response, int status, String message) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.trailers()).isEmpty();
        assertThat(response.headers())
                .containsEntry("content-type", "application/grpc")
                .containsEntry("grpc-status", Integer.toString(status))
                .containsEntry("grpc-message", message);
    }

    @Test
    void takesSpans() throws Exception {
        Response response = answer(framed(0, Payloads.spans(2)));
        assertThat(response.trailers()).isEqualTo(Map.of("grpc-status", "0"));
        assertThat(response.body()).isEqualTo(new byte[5]);
        assertThat(recorded.spans).hasSize(2);
        assertThat(recorded.protocols).containsExactly(Protocol.OTLP_GRPC);
    }

    @Test
    void takesCompressedSpans() {
        answer(framed(1, gzip(Payloads.spans(3))), "grpc-encoding", "gzip");
        answer(framed(0, Payloads.spans(4)), "grpc-encoding", "gzip");
        assertThat(recorded.spans).hasSize(7);
    }

    @Test
    void answersPartialSuccessWhenSomeSpansAreInvalid() throws Exception {
        byte[] body = answer(framed(0, Payloads.oneSpanOfTwo())).body();
        assertThat(ExportTraceServiceResponse.parseFrom(Arrays.copyOfRange(body, 5, body.length))
                        .getPartialSuccess()
                        .getRejectedSpans())
                .isOne();
    }

    @Test
    void refusesBadFraming() {
        assertThatItIsRefused(answer(new byte[0]), 13, "message: 0 bytes (expected: a prefix of 5 bytes)");
        assertThatItIsRefused(
                answer(new byte[] {0, 0, 0, 0, 9, 1}),
                13,
                "message: 1 bytes (expected: one message of 9 bytes, as its prefix says)");
        assertThatItIsRefused(
                answer(new byte[] {0, -1, -1, -1, -1}),
                13,
                "message: 0 bytes (expected: one message of 4294967295 bytes, as its prefix says)");
        assertThatItIsRefused(answer(framed(2, new byte[0])), 13, "compressed flag: 2 (expected: 0 or 1)");
        assertThatItIsRefused(
                answer(framed(1, new byte[] {1, 2, 3}), "grpc-encoding", "gzip"),
                13,
                "body: not gzip: Not in GZIP format");
    }

    @Test
    void refusesEncodingsItDoesNotKnow() {
        assertThatItIsRefused(
                answer(framed(1, new byte[0])), 12, "grpc-encoding: none (expected: gzip, of a compressed message)");
        Response response = answer(framed(1, new byte[0]), "grpc-encoding", "zstd");
        assertThatItIsRefused(response, 12, "grpc-encoding: zstd (expected: gzip, of a compressed message)");
        assertThat(response.headers()).containsEntry("grpc-accept-encoding", "identity,gzip");
    }

    @Test
    void refusesABombAfterDecompression() {
        byte[] bomb = gzip(new byte[64 * 1024 * 1024]);
        assertThat(bomb.length).isLessThan(MAX_BYTES);
        assertThatItIsRefused(
                answer(framed(1, bomb), "grpc-encoding", "gzip"),
                8,
                "body: more than 100000 bytes (expected: at most that)");
    }

    @Test
    void refusesWhatIsMalformed() {
        assertThat(answer(framed(0, new byte[] {-1})).headers()).containsEntry("grpc-status", "3");
        assertThat(recorded.refusals).singleElement().asString().startsWith("gRPC " + PATH + ": ");
    }

    @Test
    void saysWhenToRetry() throws Exception {
        Response response = traces.refuse(post(PATH, new byte[0]), Refusal.tooManyRequests(Duration.ofMillis(1500)));
        assertThatItIsRefused(response, 8, "too many requests");
        RpcStatus status =
                RpcStatus.parse(Base64.getDecoder().decode(response.headers().get("grpc-status-details-bin")));
        assertThat(status.code()).isEqualTo(8);
        assertThat(status.message()).isEqualTo("too many requests");
        assertThat(status.retryDelay()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void escapesItsMessages() {
        assertThat(GrpcCall.refuse(Refusal.malformed("100% ✗\n")).headers())
                .containsEntry("grpc-message", "100%25 %E2%9C%97%0A");
    }
}
