// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.TraceState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtTraceStateTest {

    @Test
    void readsThresholdAndRandomness() {
        OtTraceState state = OtTraceState.parse("th:c;x1:A.b-c_;rv:6e6d1a75832a2f");

        assertThat(state.threshold()).contains(SamplingThreshold.ofProbability(0.25));
        assertThat(state.randomness()).contains(new Randomness(0x6e6d1a75832a2fL));
        assertThat(state.problem()).isEmpty();
        assertThat(state).hasToString("rv:6e6d1a75832a2f;th:c;x1:A.b-c_");
    }

    @ParameterizedTest(name = "\"{0}\"")
    @CsvSource(delimiter = '|', textBlock = """
            th:xyz;rv:6e6d1a75832a2f | rv:6e6d1a75832a2f | ot: "th:xyz" (expected: 1 to 14 hex digits)
            th:c;rv:1;a:b            | th:c;a:b          | ot: "rv:1" (expected: 14 hex digits)
            th:c;                    | ''                | ot: "" (expected: key:value)
            th                       | ''                | ot: "th" (expected: key:value)
            th:c;A:1                 | ''                | ot: "A:1" (expected: key:value)
            a:b/c                    | ''                | ot: "a:b/c" (expected: key:value)
            ''                       | ''                | ot: "" (expected: key:value)
            """)
    void saysWhatIsMalformedAndKeepsWhatIsNot(String value, String kept, String problem) {
        OtTraceState state = OtTraceState.parse(value);

        assertThat(state.problem()).contains(problem);
        assertThat(state).hasToString(kept);
    }

    @Test
    void hasAtMost256Characters() {
        assertThat(OtTraceState.parse("a:" + "b".repeat(254)).problem()).isEmpty();
        assertThat(OtTraceState.parse("a:" + "b".repeat(255)).problem())
                .contains("ot: 257 characters (expected: at most 256)");
    }

    @Test
    void goesToTheFrontOfTheTraceState() {
        TraceState state =
                TraceState.builder().put("ot", "a:b").put("vendor", "1").build();

        TraceState changed = OtTraceState.of(state)
                .withThreshold(SamplingThreshold.ofProbability(0.5))
                .withRandomness(new Randomness(1))
                .putInto(state);

        assertThat(changed.asMap().keySet()).containsExactly("ot", "vendor");
        assertThat(changed.get("ot")).isEqualTo("rv:00000000000001;th:8;a:b");
    }

    @Test
    void leavesTheTraceStateWhenItIsEmpty() {
        TraceState state =
                TraceState.builder().put("vendor", "1").put("ot", "th:8").build();

        TraceState changed = OtTraceState.of(state).withoutThreshold().putInto(state);

        assertThat(changed.asMap()).containsOnlyKeys("vendor");
    }

    @Test
    void hasTheRandomnessOfTheTraceIdIfThereIsNoOther() {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";

        assertThat(List.of(
                        OtTraceState.of(TraceState.getDefault()).randomnessOr(traceId),
                        OtTraceState.parse("rv:00000000000001").randomnessOr(traceId)))
                .containsExactly(new Randomness(0xce929d0e0e4736L), new Randomness(1));
    }
}
