// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decoded is what protobuf's own parser and OpenTelemetry's generated classes make of the same bytes. */
class OtlpProtobufDifferentialTest {
    private static final int MESSAGES = 25_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void decodesAsTheGeneratedClassesDo(long seed) throws Exception {
        RandomMessages random = new RandomMessages(seed);
        int spans = 0;
        for (int i = 0; i < MESSAGES; i++) {
            byte[] body = random.message(ExportTraceServiceRequest.getDescriptor());
            DecodedSpans actual = OtlpProtobuf.decodeTraces(body);
            if (!actual.equals(Oracle.decode(body))) {
                assertThat(actual).as("seed %d, message %d", seed, i).isEqualTo(Oracle.decodeDynamically(body));
            }
            spans += actual.spans().size();
        }
        assertThat(spans).isGreaterThan(MESSAGES / 2);
    }
}
