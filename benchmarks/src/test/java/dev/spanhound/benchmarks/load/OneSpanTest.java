// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.otlp.OtlpProtobuf;
import dev.spanhound.backend.zipkin.ZipkinFormat;
import dev.spanhound.backend.zipkin.ZipkinSpans;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

class OneSpanTest {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT_ID = "00f067aa0ba902b7";

    @Test
    void isTheSameSpanInBothFormats() throws Exception {
        SpanData otlp = OtlpProtobuf.decodeTraces(OneSpan.otlp(TRACE_ID, PARENT_ID))
                .spans()
                .get(0);
        SpanData zipkin = ZipkinSpans.decode(OneSpan.zipkinJson(TRACE_ID, PARENT_ID), ZipkinFormat.JSON_V2)
                .get(0);

        assertThat(otlp.getName()).isEqualTo(zipkin.getName()).isEqualTo("first span");
        assertThat(otlp.getTraceId()).isEqualTo(zipkin.getTraceId()).isEqualTo(TRACE_ID);
        assertThat(otlp.getSpanId()).isEqualTo(zipkin.getSpanId());
        assertThat(otlp.getParentSpanId()).isEqualTo(zipkin.getParentSpanId()).isEqualTo(PARENT_ID);
        assertThat(otlp.getEndEpochNanos() - otlp.getStartEpochNanos())
                .isEqualTo(zipkin.getEndEpochNanos() - zipkin.getStartEpochNanos())
                .isEqualTo(1_000_000);
    }
}
