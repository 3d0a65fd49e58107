// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpSizeTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isThatOfProtobuf(long seed) {
        RandomSpans random = new RandomSpans(seed);
        for (int i = 0; i < 200; i++) {
            List<Chunk> chunks = random.chunks();

            TracesData data = OtlpMessages.of(chunks);

            assertThat(OtlpSize.ofTrace(chunks)).isEqualTo(data.getSerializedSize());
            assertThat(OtlpSize.ofChunk(chunks.get(0)))
                    .isEqualTo(data.getResourceSpans(0).getSerializedSize());
        }
    }

    @Test
    void countsWhatIsEmptyAsTheCollectorDoes() {
        SpanData span = new ReceivedSpan(
                SpanContext.create("01".repeat(16), "02".repeat(8), TraceFlags.getDefault(), TraceState.getDefault()),
                SpanContext.getInvalid(),
                "",
                SpanKind.INTERNAL,
                0,
                0,
                Attributes.empty(),
                List.of(),
                List.of(),
                StatusData.unset(),
                Resource.empty(),
                InstrumentationScopeInfo.empty(),
                0,
                0,
                0);

        int ids = 18 + 10 + 2;
        int kindAndStatus = 2 + 2;
        int scopeSpans = 2 + 2 + ids + kindAndStatus;
        assertThat(OtlpSize.ofTrace(List.of(new Chunk(Resource.empty(), List.of(span)))))
                .isEqualTo(2 + 2 + 2 + scopeSpans);
    }
}
