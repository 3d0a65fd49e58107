// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.synthetic;

import static dev.spanhound.trace.synthetic.SyntheticTraces.healthyTraces;
import static dev.spanhound.trace.synthetic.SyntheticTraces.traces;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SyntheticTracesTest {

    private static double share(SyntheticTraces traces, Predicate<Trace> condition) {
        return traces.toTraces().stream().filter(condition).count() / (double) traces.size();
    }

    private static boolean hasError(Trace trace) {
        return trace.spans().stream().anyMatch(span -> span.statusCode() == StatusCode.ERROR);
    }

    @Test
    void areTheSameForTheSameSeed() {
        assertThat(healthyTraces(50).seeded(7).toTraces())
                .isEqualTo(healthyTraces(50).seeded(7).toTraces());
    }

    @Test
    void haveOtherIdsForEachSeedAndEachTrace() {
        assertThat(List.of(traces(1000), traces(1000).seeded(1), traces(1000).seeded(-1)))
                .flatExtracting(
                        some -> some.stream().map(SyntheticTrace::traceId).toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void haveIdsThatAreSpreadEvenly() {
        List<String> ids = traces(16_000).stream().map(SyntheticTrace::traceId).toList();
        for (int digit : List.of(0, 15, 16, 31)) {
            long withA = ids.stream().filter(id -> id.charAt(digit) == 'a').count();
            assertThat(withA).as("IDs with a at place %s", digit).isCloseTo(1000, within(130L));
        }
    }

    @Test
    void sayTheirSeed() {
        assertThat(traces(20).seeded(42)).hasToString("20 synthetic traces, seed 42");
        assertThat(traces(20).seed()).isZero();
    }

    @Test
    void areHealthyWhenAskedFor() {
        List<Trace> healthy = healthyTraces(1000).toTraces();
        assertThat(healthy).noneMatch(SyntheticTracesTest::hasError);
        assertThat(healthy).extracting(Trace::size).contains(1, 5, 10).allMatch(size -> size >= 1 && size <= 10);
    }

    @Test
    void varyAsAsked() {
        SyntheticTraces varied = traces(5000)
                .throughServices("gateway", "orders")
                .withErrors(0.1)
                .withShare(0.3, trace -> trace.withAttribute("tier", "gold"))
                .withAttribute("region", "eu", "us");
        assertThat(share(varied, SyntheticTracesTest::hasError)).isCloseTo(0.1, within(0.02));
        assertThat(share(varied, trace -> trace.toString().contains("orders"))).isOne();
        assertThat(share(varied, trace -> attribute(trace, "tier").equals("gold")))
                .isCloseTo(0.3, within(0.03));
        assertThat(share(varied, trace -> attribute(trace, "region").equals("eu")))
                .isCloseTo(0.5, within(0.03));
        assertThat(share(
                        varied,
                        trace -> hasError(trace) && attribute(trace, "tier").equals("gold")))
                .as("variations are independent")
                .isCloseTo(0.03, within(0.01));
    }

    private static String attribute(Trace trace, String key) {
        return String.valueOf(
                trace.roots().get(0).attributes().get(io.opentelemetry.api.common.AttributeKey.stringKey(key)));
    }

    @Test
    void refuseWhatCannotBe() {
        assertThatThrownBy(() -> traces(0)).hasMessage("number: 0 (expected: > 0)");
        assertThatThrownBy(() -> traces(1).withErrors(1.5)).hasMessage("share: 1.5 (expected: from 0 to 1)");
        assertThatThrownBy(() -> traces(1).withErrors(Double.NaN)).hasMessage("share: NaN (expected: from 0 to 1)");
        assertThatThrownBy(() -> traces(1).withSpans(3, 2)).hasMessage("most: 2 (expected: >= least, 3)");
        assertThatThrownBy(() -> traces(1).arrivingPerSecond(0)).hasMessage("traces per second: 0.0 (expected: > 0)");
        assertThatThrownBy(() -> traces(1).withAttribute("key")).hasMessage("values: 0 (expected: > 0)");
    }

    @Nested
    class Arriving {
        @Test
        void isAtTheRateAsked() {
            assertThat(traces(5).arrivingPerSecond(2).arrivals())
                    .extracting(Arrival::after)
                    .containsExactly(ofSeconds(0), ofMillis(500), ofSeconds(1), ofMillis(1500), ofSeconds(2));
        }

        @Test
        void putsLatePartsWhereTheyCome() {
            SyntheticTraces traces =
                    traces(3).arrivingPerSecond(1).each(trace -> trace.withLatePart(ofMillis(1500), 2));
            assertThat(traces.arrivals()).extracting(Arrival::after).isSortedAccordingTo(Comparator.naturalOrder());
            assertThat(traces.arrivals())
                    .extracting(arrival -> arrival.spans().size())
                    .containsExactly(1, 1, 2, 1, 2, 2);
        }

        @Test
        void isWhenATraceStarts() {
            assertThat(traces(2).arrivingPerSecond(4).toTraces())
                    .extracting(trace -> trace.roots().get(0).span().getStartEpochNanos() % 1_000_000_000)
                    .containsExactly(0L, 250_000_000L);
        }
    }

    @Nested
    class Latencies {
        private double shareBelow(Latency latency, Duration limit) {
            return share(
                    traces(10_000).withLatency(latency),
                    trace -> trace.duration().compareTo(limit) <= 0);
        }

        @Test
        void areUniform() {
            Latency latency = Latency.uniform(ofMillis(100), ofMillis(200));
            assertThat(shareBelow(latency, ofMillis(99))).isZero();
            assertThat(shareBelow(latency, ofMillis(125))).isCloseTo(0.25, within(0.02));
            assertThat(shareBelow(latency, ofMillis(200))).isOne();
        }

        @Test
        void areExponential() {
            Latency latency = Latency.exponential(ofMillis(100));
            assertThat(shareBelow(latency, ofMillis(100))).isCloseTo(1 - 1 / Math.E, within(0.02));
            assertThat(shareBelow(latency, ofMillis(300))).isCloseTo(1 - Math.exp(-3), within(0.01));
        }

        @Test
        void haveALongTail() {
            Latency latency = Latency.longTail(ofMillis(80), ofMillis(900));
            assertThat(latency.quantile(0.5)).isEqualTo(ofMillis(80));
            assertThat(latency.quantile(0.99)).isCloseTo(ofMillis(900), ofMillis(1));
            assertThat(shareBelow(latency, ofMillis(900))).isCloseTo(0.99, within(0.005));
        }

        @Test
        void refuseWhatCannotBe() {
            assertThatThrownBy(() -> Latency.longTail(ofMillis(80), ofMillis(70)))
                    .hasMessage("median: PT0.08S, p99: PT0.07S (expected: 0 < median <= p99)");
            assertThatThrownBy(() -> Latency.uniform(ofMillis(80), ofMillis(70)))
                    .hasMessage("to: PT0.07S (expected: not below from, PT0.08S)");
        }
    }
}
