// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import static dev.spanhound.trace.SpanBuilder.span;
import static dev.spanhound.trace.SpanBuilder.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Decisions;
import dev.spanhound.collector.tailsampling.FakeBlueprints;
import dev.spanhound.collector.tailsampling.LateSpans;
import dev.spanhound.collector.tailsampling.LateSpans.Fate;
import dev.spanhound.collector.tailsampling.Outcome;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
    /** Decides two to three seconds after the first span. */
    private static final Stage KEEPS_ERRORS = new Stage("tail_sampling", FakeBlueprints.samplesSpan("error"));

    private final TraceCollector collector =
            TraceCollector.builder().pipeline("traces", List.of(KEEPS_ERRORS)).build();

    /** Some day of 2023, in milliseconds. */
    private static final long NOON = 1_700_000_000_000L;

    private static SpanData endedAt(String name, long id, long millis) {
        return span(name, id).from(0).to(millis).build();
    }

    @Test
    void decidesOnAllTraces() {
        Decisions decisions = collector.replay(List.of(
                List.of(
                        span("error", 1).trace(1).build(),
                        span("fine", 2).trace(2).build()),
                List.of(span("fine", 3).trace(3).build())));

        assertThat(decisions)
                .extracting(Decision::traceId, Decision::outcome)
                .containsExactly(
                        tuple(traceId(1), Outcome.SAMPLED),
                        tuple(traceId(2), Outcome.NOT_SAMPLED),
                        tuple(traceId(3), Outcome.NOT_SAMPLED));
    }

    @Test
    void takesTogetherWhatCameWithinTheWait() {
        Decisions decisions =
                collector.replay(List.of(List.of(endedAt("fine", 1, 1000)), List.of(endedAt("error", 2, 2900))));

        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.outcome()).isEqualTo(Outcome.SAMPLED);
            assertThat(decision.lateSpans()).isEmpty();
        });
    }

    @Test
    void isAsLateAsItWasRecorded() {
        Decisions decisions =
                collector.replay(List.of(List.of(endedAt("fine", 1, 1000)), List.of(endedAt("error", 2, 9000))));

        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.outcome()).isEqualTo(Outcome.NOT_SAMPLED);
            assertThat(decision.lateSpans()).extracting(LateSpans::fate).containsExactly(Fate.DISCARDED);
        });
    }

    /** A sender that tells no time, as Envoy's Zipkin does not for what it shares, or whose clock is off. */
    @Timeout(10)
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4_000_000_000_000L, Long.MAX_VALUE / 1_000_000})
    void goesOnAfterATimeThatCannotBe(long millis) {
        Decisions decisions = collector.replay(List.of(
                List.of(endedAt("fine", 1, NOON)),
                List.of(span("fine", 2).trace(2).from(0).to(millis).build()),
                List.of(span("error", 3).trace(3).from(0).to(NOON + 1000).build()),
                List.of(span("fine", 4).trace(3).from(0).to(NOON + 2000).build()),
                List.of(span("fine", 5).trace(4).from(0).to(NOON + 3000).build()),
                List.of(span("error", 6).trace(4).from(0).to(NOON + 60_000).build())));

        assertThat(decisions)
                .extracting(Decision::outcome)
                .as("the last one came too late")
                .containsExactly(Outcome.NOT_SAMPLED, Outcome.NOT_SAMPLED, Outcome.SAMPLED, Outcome.NOT_SAMPLED);
    }

    @Test
    @Timeout(10)
    void beginsWithATimeThatCannotBe() {
        Decisions decisions = collector.replay(List.of(
                List.of(endedAt("fine", 1, 0)),
                List.of(span("error", 2).trace(2).from(0).to(NOON).build())));

        assertThat(decisions).extracting(Decision::outcome).containsExactly(Outcome.NOT_SAMPLED, Outcome.SAMPLED);
    }

    @Test
    void doesNotGoBackInTime() {
        Decisions decisions = collector.replay(
                List.of(List.of(endedAt("fine", 1, 9000)), List.of(), List.of(endedAt("error", 2, 1000))));

        assertThat(decisions).singleElement().extracting(Decision::outcome).isEqualTo(Outcome.SAMPLED);
    }

    @Test
    void decidesOnATraceThatIsLive() {
        Trace trace = collector.receive(List.of(endedAt("error", 1, 1000)));

        assertThat(collector.decisionOn(LiveTrace.of(trace)).outcome()).isEqualTo(Outcome.SAMPLED);
    }
}
