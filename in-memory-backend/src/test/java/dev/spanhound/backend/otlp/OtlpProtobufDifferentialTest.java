// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decoded is what protobuf's own parser and OpenTelemetry's generated classes make of the same bytes. */
class OtlpProtobufDifferentialTest {
    private static final int MESSAGES_PER_SEED = 25_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void decodesAsTheGeneratedClassesDo(long seed) throws Exception {
        RandomTraces traces = new RandomTraces(seed);
        WireNoise noise = new WireNoise(seed);
        for (int i = 0; i < MESSAGES_PER_SEED; i++) {
            byte[] body = noise.serialize(traces.request());
            DecodedSpans expected = Oracle.decode(ExportTraceServiceRequest.parseFrom(body));
            DecodedSpans actual = OtlpProtobuf.decodeTraces(body);
            if (!actual.equals(expected)) {
                assertThat(actual).as("seed %d, message %d", seed, i).isEqualTo(expected);
            }
        }
    }
}
