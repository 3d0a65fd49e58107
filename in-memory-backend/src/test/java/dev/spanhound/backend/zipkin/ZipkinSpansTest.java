// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spanhound.trace.ReceivedSpan;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import zipkin2.Endpoint;
import zipkin2.Span;
import zipkin2.codec.SpanBytesEncoder;

class ZipkinSpansTest {
    private static final String TRACE_ID = "463ac35c9f6413ad48485a3953bb6124";

    private static final Span CLIENT = Span.newBuilder()
            .traceId(TRACE_ID)
            .parentId("1")
            .id("a2fb4a1d1a96d312")
            .kind(Span.Kind.CLIENT)
            .name("Get /Price")
            .timestamp(1_472_470_996_199_000L)
            .duration(207_000)
            .localEndpoint(
                    Endpoint.newBuilder().serviceName("orders").ip("10.1.2.3").build())
            .remoteEndpoint(
                    Endpoint.newBuilder().serviceName("price").port(8080).build())
            .addAnnotation(1_472_470_996_238_000L, "wire.sent")
            .putTag("http.path", "/price")
            .putTag("error", "timed out")
            .build();

    private static SpanBytesEncoder encoder(ZipkinFormat format) {
        return SpanBytesEncoder.valueOf(format.decoder.name());
    }

    @ParameterizedTest
    @EnumSource
    void decodesEveryFormat(ZipkinFormat format) throws Exception {
        Span other = CLIENT.toBuilder().id("b").clearTags().build();
        byte[] body = encoder(format).encodeList(List.of(CLIENT, other));

        List<SpanData> spans = ZipkinSpans.decode(body, format);

        assertThat(spans).hasSize(2);
        assertThat(spans.get(1).getSpanId()).isEqualTo("000000000000000b");
        assertThat(spans.get(0))
                .isEqualTo(new ReceivedSpan(
                        context("a2fb4a1d1a96d312"),
                        context("0000000000000001"),
                        "get /price",
                        SpanKind.CLIENT,
                        1_472_470_996_199_000_000L,
                        1_472_470_996_406_000_000L,
                        Attributes.builder()
                                .put("http.path", "/price")
                                .put("network.local.address", "10.1.2.3")
                                .put("peer.service", "price")
                                .put("network.peer.port", 8080)
                                .build(),
                        List.of(EventData.create(1_472_470_996_238_000_000L, "wire.sent", Attributes.empty())),
                        List.of(),
                        StatusData.create(StatusCode.ERROR, "timed out"),
                        Resource.create(Attributes.builder()
                                .put("service.name", "orders")
                                .build()),
                        InstrumentationScopeInfo.empty(),
                        0,
                        0,
                        0));
    }

    private static SpanContext context(String spanId) {
        return SpanContext.create(TRACE_ID, spanId, TraceFlags.getSampled(), TraceState.getDefault());
    }

    @ParameterizedTest
    @EnumSource
    void findsNoSpanInAnEmptyBody(ZipkinFormat format) throws Exception {
        assertThat(ZipkinSpans.decode(new byte[0], format)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void findsNoSpanInAnEmptyList(ZipkinFormat format) throws Exception {
        assertThat(ZipkinSpans.decode(encoder(format).encodeList(List.of()), format))
                .isEmpty();
    }

    @Test
    void hangsASharedServerSpanBelowItsClientSpan() throws Exception {
        Span server = CLIENT.toBuilder()
                .kind(Span.Kind.SERVER)
                .shared(true)
                .timestamp(1_472_470_996_200_000L)
                .duration(100_000)
                .localEndpoint(Endpoint.newBuilder().serviceName("price").build())
                .build();
        Span below = Span.newBuilder()
                .traceId(TRACE_ID)
                .parentId(CLIENT.id())
                .id("c")
                .name("query")
                .timestamp(1_472_470_996_210_000L)
                .localEndpoint(Endpoint.newBuilder().serviceName("price").build())
                .build();
        byte[] body = SpanBytesEncoder.PROTO3.encodeList(List.of(below, server, CLIENT));

        Trace trace = Trace.of(ZipkinSpans.decode(body, ZipkinFormat.PROTO3));

        assertThat(trace.toString()).isEqualTo("""
                        trace 463ac35c9f6413ad48485a3953bb6124, [orders, price]
                          orders: get /price [CLIENT]
                            price: get /price [SERVER]
                              price: query [INTERNAL]""");
    }

    @Test
    void readsTimestampsInScientificNotation() throws Exception {
        String body = """
                [{"traceId": "a", "id": "b", "timestamp": 1.472470996199e15, "duration": 2.07E5}]
                """;

        SpanData span =
                ZipkinSpans.decode(body.getBytes(UTF_8), ZipkinFormat.JSON_V2).get(0);

        assertThat(span.getStartEpochNanos()).isEqualTo(1_472_470_996_199_000_000L);
        assertThat(span.getEndEpochNanos() - span.getStartEpochNanos())
                .isEqualTo(Duration.ofMillis(207).toNanos());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [{"traceId": "A", "id": "b"}]                   | A should be lower-hex encoded with no prefix reading List<Span> from json
                    [{"traceId": "0", "id": "b"}]                   | traceId is all zeros reading List<Span> from json
                    [{"traceId": "a"}]                              | Missing : id reading List<Span> from json
                    [{"traceId": "a", "id": "b", "kind": "CALLER"}] | kind: CALLER (expected: CLIENT, SERVER, PRODUCER or CONSUMER)
                    [{"traceId": "a", "id": "b"}, {"traceId": "a", "id": "0"}] | id: 0000000000000000 (expected: not all zeros) in trace 000000000000000a, span 1 of the list
                    hello                                           | Malformed reading List<Span> from json
                    {}                                              | Malformed reading List<Span> from json
                    """)
    void saysWhatIsWrong(String body, String message) {
        assertThatExceptionOfType(MalformedZipkinException.class)
                .isThrownBy(() -> ZipkinSpans.decode(body.getBytes(UTF_8), ZipkinFormat.JSON_V2))
                .withMessage(message);
    }

    @ParameterizedTest
    @EnumSource
    void refusesABodyCutOffAtAnyByte(ZipkinFormat format) {
        byte[] body = encoder(format).encodeList(List.of(CLIENT, CLIENT));
        List<Integer> accepted = new ArrayList<>();
        for (int length = 1; length < body.length; length++) {
            if (isDecoded(Arrays.copyOf(body, length), format)) {
                accepted.add(length);
            }
        }

        // A list of proto3 has no end of its own: it may be cut between two spans.
        assertThat(accepted).isEqualTo(format == ZipkinFormat.PROTO3 ? List.of(body.length / 2) : List.of());
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void survivesAnyDamage(ZipkinFormat format) {
        byte[] body = encoder(format).encodeList(List.of(CLIENT, CLIENT));
        Random random = new Random(42);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = body.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            refused += isDecoded(damaged, format) ? 0 : 1;
        }

        assertThat(refused).isBetween(1, 19_999);
    }

    private static boolean isDecoded(byte[] body, ZipkinFormat format) {
        try {
            ZipkinSpans.decode(body, format);
            return true;
        } catch (MalformedZipkinException e) {
            assertThat(e).message().isNotBlank();
            return false;
        }
    }
}
