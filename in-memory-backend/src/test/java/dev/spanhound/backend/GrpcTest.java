// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import static dev.spanhound.backend.GrpcClient.EXPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.receive.Payloads;
import dev.spanhound.backend.receive.Protocol;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zipkin2.Span;
import zipkin2.codec.SpanBytesEncoder;

/** grpc-java against the backend's port. */
class GrpcTest {
    private static final int MAX_BYTES = 1_000_000;

    private final TraceBackend backend =
            TraceBackend.builder().limits(new Limits(100_000, MAX_BYTES)).build();
    private final GrpcClient client = new GrpcClient(backend.endpoint());

    @AfterEach
    void close() {
        client.close();
        backend.close();
    }

    private AbstractThrowableAssert<?, ?> assertThatItFails(Status.Code code, String method, byte[] message) {
        return assertThatThrownBy(() -> client.call(method, message))
                .asInstanceOf(InstanceOfAssertFactories.throwable(StatusRuntimeException.class))
                .satisfies(e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
    }

    @Test
    void servesManyCallsAtATimeOnOneConnection() throws Exception {
        List<Future<byte[]>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            calls.add(client.callAsync(EXPORT, Payloads.spans(i)));
        }
        for (Future<byte[]> call : calls) {
            assertThat(call.get()).isEmpty();
        }
        assertThat(backend.counts().requests(Protocol.OTLP_GRPC)).isEqualTo(200);
        assertThat(backend.counts().spans()).isEqualTo(199 * 200 / 2);
    }

    @Test
    void takesLargeAndCompressedMessages() {
        byte[] large = Payloads.spans(15_000);
        assertThat(large.length).isGreaterThan(MAX_BYTES / 2).isLessThan(MAX_BYTES);
        client.call(EXPORT, large);
        client.call(EXPORT, large, CallOptions.DEFAULT.withCompression("gzip"));
        assertThat(backend.counts().spans()).isEqualTo(30_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 64 * 1024 * 1024})
    void refusesAMessageAboveTheLimitAndServesTheConnectionOn(int excess) {
        assertThatItFails(Status.Code.RESOURCE_EXHAUSTED, EXPORT, new byte[MAX_BYTES + excess])
                .hasMessage("RESOURCE_EXHAUSTED: body: more than 1000000 bytes (expected: at most that)");
        client.call(EXPORT, Payloads.spans(1));
        assertThat(backend.counts().refusals()).isOne();
        assertThat(backend.counts().spans()).isOne();
    }

    @Test
    void refusesABombAfterDecompression() {
        assertThatThrownBy(() ->
                        client.call(EXPORT, new byte[64 * 1024 * 1024], CallOptions.DEFAULT.withCompression("gzip")))
                .hasMessage("RESOURCE_EXHAUSTED: body: more than 1000000 bytes (expected: at most that)");
    }

    @Test
    void refusesMethodsItDoesNotHave() {
        assertThatItFails(Status.Code.UNIMPLEMENTED, "a.Service/Method", new byte[0])
                .hasMessage("UNIMPLEMENTED: unknown method /a.Service/Method (expected: Export of OTLP's TraceService,"
                        + " LogsService or MetricsService v1, or zipkin.proto3.SpanService/Report)");
        assertThat(backend.counts().refusals()).isOne();
    }

    @Test
    void refusesWhatIsMalformed() {
        assertThatItFails(Status.Code.INVALID_ARGUMENT, EXPORT, new byte[] {-1});
    }

    @Test
    void takesZipkinsReports() {
        Span span = Span.newBuilder().traceId("a1").id("b1").name("get").build();
        client.call("zipkin.proto3.SpanService/Report", SpanBytesEncoder.PROTO3.encodeList(List.of(span)));
        assertThat(backend.counts().requests(Protocol.ZIPKIN_GRPC)).isOne();
        assertThat(backend.find("000000000000000000000000000000a1")).isPresent();
    }
}
