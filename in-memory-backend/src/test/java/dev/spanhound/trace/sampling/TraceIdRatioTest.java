// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdRatioTest {

    @ParameterizedTest(name = "{1} of {0}: {2}")
    @CsvSource({
        "4bf92f3577b34da6a3ce929d0e0e4736, 0.5, false",
        "4bf92f3577b34da6a3ce929d0e0e4736, 0.75, true",
        "4bf92f3577b34da68000000000000000, 0.000001, true",
        "4bf92f3577b34da68000000000000000, 0, false",
        "4bf92f3577b34da67fffffffffffffff, 1, false",
    })
    void decidesByTheRightHalf(String traceId, double ratio, boolean kept) {
        assertThat(new TraceIdRatio(ratio).keeps(traceId)).isEqualTo(kept);
        assertThat(sdkKeeps(ratio, traceId)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9, 0.1, 1 / 3.0, 0.5, 0.999, 1})
    void decidesAsTheSdk(double ratio) {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            String traceId = HexFormat.of().toHexDigits(random.nextLong())
                    + HexFormat.of().toHexDigits(random.nextLong());

            assertThat(new TraceIdRatio(ratio).keeps(traceId)).as(traceId).isEqualTo(sdkKeeps(ratio, traceId));
        }
    }

    private static boolean sdkKeeps(double ratio, String traceId) {
        return Sampler.traceIdRatioBased(ratio)
                        .shouldSample(Context.root(), traceId, "root", SpanKind.SERVER, Attributes.empty(), List.of())
                        .getDecision()
                == SamplingDecision.RECORD_AND_SAMPLE;
    }

    @Test
    void refusesARatioAboveOne() {
        assertThatThrownBy(() -> new TraceIdRatio(1.1)).hasMessage("ratio: 1.1 (expected: 0 to 1)");
    }
}
