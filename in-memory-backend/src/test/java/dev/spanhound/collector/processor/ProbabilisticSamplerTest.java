// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import static dev.spanhound.collector.processor.Configured.processor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.SpanBuilder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbabilisticSamplerTest {
    private static final String KNOWN = "4bf92f3577b34da6a3ce929d0e0e4736"; // rv: ce929d0e0e4736, hash bucket 141

    private static SpanData span(String traceId, String traceState, SpanBuilder builder) {
        TraceStateBuilder state = TraceState.builder();
        if (!traceState.isEmpty()) {
            List.of(traceState.split(",")).forEach(member -> state.put(member.split("=")[0], member.split("=")[1]));
        }
        SpanContext context =
                SpanContext.create(traceId, SpanBuilder.spanId(1), TraceFlags.getSampled(), state.build());
        return new DelegatingSpanData(builder.build()) {
            @Override
            public SpanContext getSpanContext() {
                return context;
            }
        };
    }

    private static SpanData span(String traceId, String traceState) {
        return span(traceId, traceState, SpanBuilder.span("s", 1));
    }

    /** What comes out: the trace state, or that the span is dropped. */
    private static String outcome(String config, SpanData span) {
        List<SpanData> kept = processor("probabilistic_sampler", config).spans(span);
        if (kept.isEmpty()) {
            return "dropped";
        }
        return kept.get(0).getSpanContext().getTraceState().asMap().entrySet().stream()
                .map(member -> member.getKey() + "=" + member.getValue())
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest(name = "{0}, {1} %, seed {2}: {3}")
    @CsvSource({
        "4bf92f3577b34da6a3ce929d0e0e4736, 25, 0, ot=rv:fdc80d0b42008d;th:c",
        "4bf92f3577b34da6a3ce929d0e0e4736, 50, 22, dropped",
        "0af7651916cd43dd8448eb211c80319c, 15.3, 0, dropped",
        "4bf92f3577b34da6a3ce929d0e0e4736, 0.867, 0, ot=rv:fdc80d0b42008d;th:fdc8",
        "4bf92f3577b34da6a3ce929d0e0e4736, 0.866, 0, dropped",
        "4bf92f3577b34da6a3ce929d0e0e4736, 0.001, 0, dropped",
        "4bf92f3577b34da6a3ce929d0e0e4736, 100, 0, ot=rv:fdc80d0b42008d;th:0",
        "4bf92f3577b34da6a3ce929d0e0e4736, 300, 0, ot=rv:fdc80d0b42008d;th:0",
        "4bf92f3577b34da6a3ce929d0e0e4736, 0, 0, dropped",
    })
    void hashesTheTraceId(String traceId, String percentage, String seed, String expected) {
        String config = "{sampling_percentage: " + percentage + ", hash_seed: " + seed + "}";

        assertThat(outcome(config, span(traceId, ""))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "fail_closed {0}, {1}: {2}")
    @CsvSource({
        "true, ot=th:8, dropped",
        "true, ot=rv:ffffffffffffff, dropped",
        "false, ot=th:8, ot=th:8",
        "false, ot=th:x;a:b, ot=th:x;a:b",
        "true, ot=a:b, ot=rv:fdc80d0b42008d;th:8;a:b",
    })
    void leavesConsistentSamplingAloneWhenHashing(String failClosed, String state, String expected) {
        String config = "{sampling_percentage: 50, fail_closed: " + failClosed + "}";

        assertThat(outcome(config, span(KNOWN, state))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} %, {2}: {3}")
    @CsvSource({
        "equalizing, 50, '', ot=th:8",
        "equalizing, 10, '', dropped",
        "equalizing, 50, 'other=1', 'ot=th:8,other=1'",
        "equalizing, 50, ot=th:c, ot=th:c",
        "equalizing, 25, ot=th:8, ot=th:c",
        "equalizing, 50, ot=rv:7fffffffffffff, dropped",
        "equalizing, 50, ot=rv:80000000000000, ot=rv:80000000000000;th:8",
        "proportional, 50, '', ot=th:8",
        "proportional, 50, ot=th:8, ot=th:c",
        "proportional, 25, ot=th:8, dropped",
        "proportional, 33.333333, '', ot=th:aaab",
        "proportional, 0.0000001, ot=rv:ffffffffffffff;th:ffffffffffffff, dropped",
    })
    void samplesConsistently(String mode, String percentage, String state, String expected) {
        String config = "{mode: " + mode + ", sampling_percentage: " + percentage + "}";

        assertThat(outcome(config, span(KNOWN, state))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "fail_closed {0}, {1}: {2}")
    @CsvSource({
        "true, ot=th:d, dropped",
        "false, ot=th:d, ot=th:0",
        "false, ot=th:d;a:b, ot=th:0;a:b",
        "true, ot=th:, dropped",
        "false, ot=th:, ot=th:",
        "true, ot=A:1, dropped",
    })
    void keepsWhatItCannotJudgeIfItMay(String failClosed, String state, String expected) {
        String config = "{mode: equalizing, sampling_percentage: 100, fail_closed: " + failClosed + "}";

        assertThat(outcome(config, span(KNOWN, state))).isEqualTo(expected);
    }

    @Test
    void takesATraceStateOfMoreThan31MembersForMalformed() {
        String members = IntStream.range(0, 31).mapToObj(i -> "v" + i + "=1").collect(Collectors.joining(","));
        String config = "{mode: equalizing, sampling_percentage: 100}";

        assertThat(outcome(config, span(KNOWN, members))).startsWith("ot=th:0,v30=1,");
        assertThat(outcome(config, span(KNOWN, members + ",more=1"))).isEqualTo("dropped");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "LONG 0, dropped",
        "LONG 1, th:0",
        "LONG -1, th:8",
        "DOUBLE 0, dropped",
        "DOUBLE 0.1, th:0",
        "STRING 0, dropped",
        "STRING 5, th:0",
        "STRING high, th:8",
        "STRING 1d, th:8",
        "STRING inf, th:0",
    })
    void honoursThePriority(String priority, String expected) {
        String value = priority.substring(priority.indexOf(' ') + 1);
        SpanBuilder builder = SpanBuilder.span("s", 1);
        switch (priority.substring(0, priority.indexOf(' '))) {
            case "LONG" -> builder.with(AttributeKey.longKey("sampling.priority"), Long.valueOf(value));
            case "DOUBLE" -> builder.with(AttributeKey.doubleKey("sampling.priority"), Double.valueOf(value));
            default -> builder.with(AttributeKey.stringKey("sampling.priority"), value);
        }

        assertThat(outcome("{mode: equalizing, sampling_percentage: 50}", span(KNOWN, "", builder)))
                .isEqualTo(expected.equals("dropped") ? expected : "ot=" + expected);
    }

    @Test
    void keepsByPriorityEvenAtZeroPercentAndWithAThreshold() {
        SpanBuilder builder = SpanBuilder.span("s", 1).with(AttributeKey.longKey("sampling.priority"), 1L);

        assertThat(outcome("{sampling_percentage: 0}", span(KNOWN, "ot=th:c", builder)))
                .isEqualTo("ot=th:c");
        assertThat(outcome("{sampling_percentage: 50}", span(KNOWN, "ot=th:c", builder)))
                .isEqualTo("ot=th:c");
    }

    @Test
    void keepsTheShareItIsToldTo() {
        SpanData[] spans = LongStream.range(0, 20_000)
                .mapToObj(i -> span("%016x%016x".formatted(i, i * 0x9E3779B97F4A7C15L), ""))
                .toArray(SpanData[]::new);

        for (String mode : List.of("hash_seed", "equalizing", "proportional")) {
            assertThat(processor("probabilistic_sampler", "{sampling_percentage: 20, mode: " + mode + "}")
                            .spans(spans))
                    .as(mode)
                    .hasSizeBetween(3_750, 4_250);
        }
    }

    @Test
    void givesNothingOnOfARequestThatItDropsWhole() {
        assertThat(processor("probabilistic_sampler", "{}").requests(List.of(List.of(span(KNOWN, "")))))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {sampling_percentage: -1}     | probabilistic_sampler.sampling_percentage: expected 0, or a percentage from 1.3877787807814457E-15 up (above 100 is 100), but was -1.0
            {sampling_percentage: 1e-16}  | probabilistic_sampler.sampling_percentage: expected 0, or a percentage from 1.3877787807814457E-15 up (above 100 is 100), but was 1.0E-16
            {sampling_percentage: .nan}   | probabilistic_sampler.sampling_percentage: expected 0, or a percentage from 1.3877787807814457E-15 up (above 100 is 100), but was NaN
            {sampling_precision: 0}       | probabilistic_sampler.sampling_precision: expected a number of hex digits from 1 to 14, but was 0
            {sampling_precision: 15}      | probabilistic_sampler.sampling_precision: expected a number of hex digits from 1 to 14, but was 15
            {mode: consistent}            | probabilistic_sampler.mode: expected hash_seed, equalizing or proportional, but was "consistent"
            {attribute_source: spanID}    | probabilistic_sampler.attribute_source: expected traceID or record, but was "spanID"
            {hash_seed: -1}               | probabilistic_sampler.hash_seed: expected an integer of at least 0, but was -1
            """)
    void refusesWhatTheCollectorRefuses(String config, String error) {
        assertThat(processor("probabilistic_sampler", config).errors()).containsExactly(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"equalizing", "proportional"})
    void warnsOfASeedThatIsNotUsed(String mode) {
        assertThat(processor("probabilistic_sampler", "{hash_seed: 22, mode: " + mode + "}")
                        .warnings())
                .containsExactly("probabilistic_sampler.hash_seed: not used in mode " + mode
                        + ", whose randomness is that of the trace");
    }
}
