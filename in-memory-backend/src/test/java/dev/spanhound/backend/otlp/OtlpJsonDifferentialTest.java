// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message in JSON means what the same message means in protobuf. */
class OtlpJsonDifferentialTest {
    private static final int MESSAGES_PER_SEED = 5_000;

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void decodesAsTheProtobufForm(long seed) throws Exception {
        RandomMessages random = new RandomMessages(seed);
        JsonForm form = new JsonForm(seed);
        for (int i = 0; i < MESSAGES_PER_SEED; i++) {
            byte[] body = random.message(ExportTraceServiceRequest.getDescriptor());
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
            DecodedSpans expected = OtlpProtobuf.decodeTraces(request.toByteArray());
            byte[] json = form.serialize(request);
            DecodedSpans actual = OtlpJson.decodeTraces(json);
            if (!actual.equals(expected)) {
                assertThat(actual)
                        .as("seed %d, message %d: %s", seed, i, new String(json, UTF_8))
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void encodesSoThatDecodingGivesTheSameSpans(long seed) throws Exception {
        RandomMessages random = new RandomMessages(seed);
        for (int i = 0; i < MESSAGES_PER_SEED; i++) {
            DecodedSpans spans = OtlpProtobuf.decodeTraces(random.message(ExportTraceServiceRequest.getDescriptor()));
            String json = OtlpJson.encode(spans.spans());
            DecodedSpans again = OtlpJson.decodeTraces(json.getBytes(UTF_8));
            if (!again.spans().equals(spans.spans()) || json.indexOf('\n') >= 0) {
                assertThat(again.spans())
                        .as("seed %d, message %d: %s", seed, i, json)
                        .containsExactlyInAnyOrderElementsOf(spans.spans());
            }
        }
    }
}
