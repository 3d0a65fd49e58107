// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static dev.spanhound.collector.tailsampling.Policies.policy;
import static dev.spanhound.collector.tailsampling.Traces.span;
import static dev.spanhound.collector.tailsampling.Traces.trace;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            threshold_ms: 1000                           | 999  | it: NOT_SAMPLED, 999 ms <= 1000 ms
            threshold_ms: 1000                           | 1000 | it: NOT_SAMPLED, 1000 ms <= 1000 ms
            threshold_ms: 1000                           | 1001 | it: SAMPLED, 1001 ms > 1000 ms
            ''                                           | 0    | it: NOT_SAMPLED, 0 ms <= 0 ms
            ''                                           | 1    | it: SAMPLED, 1 ms > 0 ms
            threshold_ms: -1                             | 0    | it: SAMPLED, 0 ms > -1 ms
            'threshold_ms: 100, upper_threshold_ms: 200' | 100  | it: NOT_SAMPLED, 100 ms <= 100 ms
            'threshold_ms: 100, upper_threshold_ms: 200' | 101  | it: SAMPLED, 101 ms > 100 ms, and <= 200 ms
            'threshold_ms: 100, upper_threshold_ms: 200' | 200  | it: SAMPLED, 200 ms > 100 ms, and <= 200 ms
            'threshold_ms: 100, upper_threshold_ms: 200' | 201  | it: NOT_SAMPLED, 201 ms > 200 ms, the upper threshold
            """)
    void aSpanOfOneDuration(String keys, long millis, String expected) {
        assertThat(policy("latency", keys).vote(trace(span("a").from(5).to(5 + millis))))
                .hasToString(expected);
    }

    @Test
    void theWholeTraceCounts() {
        var trace = trace(span("a").from(100).to(200), span("b").from(900).to(1150));

        assertThat(policy("latency", "threshold_ms: 1000").vote(trace)).hasToString("it: SAMPLED, 1050 ms > 1000 ms");
    }

    @Test
    void aPrefixWithinBothThresholdsIsEnough() {
        NamedPolicy policy = policy("latency", "threshold_ms: 100, upper_threshold_ms: 200");
        var shortFirst = trace(span("a").from(1).to(151), span("b").from(1).to(501));
        var longFirst = trace(span("b").from(1).to(501), span("a").from(1).to(151));

        assertThat(policy.vote(shortFirst))
                .hasToString("it: SAMPLED, the first 1 of 2 spans: 150 ms > 100 ms, and <= 200 ms;"
                        + " the whole trace: 500 ms > 200 ms, the upper threshold");
        assertThat(policy.vote(longFirst)).hasToString("it: NOT_SAMPLED, 500 ms > 200 ms, the upper threshold");
    }

    @Test
    void aStartOfZeroIsNoStart() {
        NamedPolicy policy = policy("latency", "threshold_ms: 1000");

        // The first span alone lasts 1500 ms from the epoch; the second moves the start.
        assertThat(policy.vote(
                        trace(span("a").from(0).to(900), span("b").from(800).to(1500))))
                .hasToString("it: NOT_SAMPLED, 700 ms <= 1000 ms");
    }

    @Test
    void aSpanThatEndsBeforeItBeginsLastsLessThanNothing() {
        assertThat(policy("latency", "").vote(trace(span("a").from(10).to(4))))
                .hasToString("it: NOT_SAMPLED, -6 ms <= 0 ms");
    }

    @Test
    void isStatefulWithAnUpperThreshold() {
        assertThat(policy("latency", "threshold_ms: 1").policy().isStateful()).isFalse();
        assertThat(policy("latency", "upper_threshold_ms: 1").policy().isStateful())
                .isTrue();
        assertThat(policy("latency", "upper_threshold_ms: -1").policy().isStateful())
                .isFalse();
    }
}
