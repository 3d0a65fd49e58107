// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.otlp.MalformedOtlpException;
import dev.spanhound.backend.otlp.OtlpProtobuf;
import dev.spanhound.backend.zipkin.MalformedZipkinException;
import dev.spanhound.backend.zipkin.ZipkinFormat;
import dev.spanhound.backend.zipkin.ZipkinSpans;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpanRequestTest {
    private static final int SPANS = 512;

    @ParameterizedTest
    @EnumSource
    void holdsWholeTracesOfEightSpansWithEightAttributes(Encoding encoding) throws Exception {
        List<SpanData> spans = decode(encoding, request(encoding).numbered(7));

        assertThat(spans)
                .hasSize(SPANS)
                .allSatisfy(span -> assertThat(span.getAttributes().size()).isEqualTo(8));
        Map<String, List<SpanData>> traces = spans.stream().collect(Collectors.groupingBy(SpanData::getTraceId));
        assertThat(traces)
                .hasSize(SPANS / 8)
                .allSatisfy((id, trace) -> assertThat(Trace.of(trace).roots())
                        .singleElement()
                        .satisfies(root -> assertThat(root.isRoot()).isTrue()));
    }

    @ParameterizedTest
    @EnumSource
    void hasOtherIdsWithEachNumber(Encoding encoding) throws Exception {
        SpanRequest request = request(encoding);
        Set<String> ids = new HashSet<>();
        for (int number = 0; number < 20; number++) {
            decode(encoding, request.numbered(number)).forEach(span -> ids.add(span.getTraceId() + span.getSpanId()));
        }

        assertThat(ids).hasSize(20 * SPANS);
    }

    @ParameterizedTest
    @EnumSource
    void knowsItsFirstTrace(Encoding encoding) throws Exception {
        SpanRequest request = request(encoding);

        assertThat(decode(encoding, request.numbered(3)).get(0).getTraceId()).isEqualTo(request.firstTraceId(3));
    }

    @Test
    void hasTrafficForASamplerToChooseFrom() throws Exception {
        SpanRequest request = SpanRequest.traffic(Encoding.OTLP, "orders", 1000, 42);
        Map<String, List<SpanData>> traces = OtlpProtobuf.decodeTraces(request.numbered(1)).spans().stream()
                .collect(Collectors.groupingBy(SpanData::getTraceId));

        assertThat(traces)
                .hasSize(1000)
                .allSatisfy((id, trace) -> assertThat(trace).hasSize(10));
        assertThat(traces.values().stream()
                        .filter(trace ->
                                trace.stream().anyMatch(span -> span.getStatus().getStatusCode() == StatusCode.ERROR)))
                .hasSizeBetween(30, 70);
        assertThat(traces.values().stream()
                        .filter(trace -> Trace.of(trace).duration().toMillis() >= 1000))
                .hasSizeBetween(30, 70);
        assertThat(traces.values().stream()
                        .filter(trace -> trace.get(0).getName().equals("GET /healthz")))
                .hasSizeBetween(150, 250);
    }

    private static SpanRequest request(Encoding encoding) {
        return SpanRequest.of(encoding, "orders", SPANS, 42);
    }

    private static List<SpanData> decode(Encoding encoding, byte[] body)
            throws MalformedOtlpException, MalformedZipkinException {
        return switch (encoding) {
            case OTLP -> OtlpProtobuf.decodeTraces(body).spans();
            case ZIPKIN_JSON -> ZipkinSpans.decode(body, ZipkinFormat.JSON_V2);
            case ZIPKIN_PROTO3 -> ZipkinSpans.decode(body, ZipkinFormat.PROTO3);
        };
    }
}
