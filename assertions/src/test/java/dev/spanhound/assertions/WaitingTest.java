// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatExceptionOfType;
import static dev.spanhound.assertions.TraceAssertions.assertThatIllegalArgumentException;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.spanhound.trace.LiveTrace;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final SpanData LATE =
            Spans.span(8, 3, "orders", "late", 60, 70).build();

    @Test
    void passesAtOnceWhatIsThere() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout());
        assertThat(trace).containsSpan("get_order");
        assertThat(trace.waited()).isZero();
        assertThat(trace.lookedAtBy()).hasSize(1);
    }

    @Test
    void passesAsSoonAsTheSpanArrives() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout()).arrivingAfter(ofMillis(300), LATE);
        assertThat(trace).containsSpan("late");
        assertThat(trace.waited()).isEqualTo(ofMillis(300));
        assertThat(trace.lookedAtBy()).hasSize(2);
    }

    @Test
    void judgesAtEachArrivalAndAtNoOtherTime() {
        FakeLiveTrace trace = FakeLiveTrace.empty()
                .arrivingAfter(ofMillis(100), checkout().get(0))
                .arrivingAfter(ofMillis(200), checkout().get(1))
                .arrivingAfter(ofMillis(300), LATE);
        assertThat(trace).containsSpan("late");
        assertThat(trace.lookedAtBy()).hasSize(4);
    }

    @Test
    void failsWhenPatienceIsOver() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout()).arrivingAfter(ofSeconds(6), LATE);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(trace).containsSpan("late"));
        assertThat(trace.waited()).isEqualTo(ofSeconds(5));
    }

    @Test
    void judgesOnTheThreadOfTheAssertion() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout()).arrivingAfter(ofMillis(300), LATE);
        assertThat(trace).containsSpan("late");
        assertThat(trace.lookedAtBy()).containsOnly(Thread.currentThread());
    }

    @Test
    void waitsForQuietBeforeItTakesASpanForAbsent() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout());
        assertThat(trace).doesNotContainSpan("late");
        assertThat(trace.waited()).isEqualTo(ofMillis(200));
    }

    @Test
    void waitsForQuietOnceForAllAssertionsOfAChain() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout());
        assertThat(trace).isComplete().hasNoErrors().hasSpanCount(7).doesNotContainSpan("late");
        assertThat(trace.waited()).isEqualTo(ofMillis(200));
    }

    @Test
    void countsQuietFromTheLastArrival() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout())
                .arrivingAfter(
                        ofMillis(150), Spans.span(8, 3, "orders", "a", 60, 61).build())
                .arrivingAfter(
                        ofMillis(300), Spans.span(9, 3, "orders", "b", 60, 61).build());
        assertThat(trace).doesNotContainSpan("late");
        assertThat(trace.waited()).isEqualTo(ofMillis(500));
    }

    @Test
    void seesASpanThatArrivesInTheQuietTime() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout()).arrivingAfter(ofMillis(199), LATE);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(trace).doesNotContainSpan("late"));
    }

    @Test
    void waitsForCompletenessBeforeItTakesASpanForAbsent() {
        List<SpanData> spans = checkout();
        FakeLiveTrace trace = FakeLiveTrace.of(spans.subList(1, 7)).arrivingAfter(ofSeconds(3), spans.get(0));
        assertThat(trace).doesNotContainSpan("late");
        assertThat(trace.waited()).isEqualTo(ofMillis(3200));
    }

    @Test
    void waitsForTheAnswerOfAServiceKnownToSendSpans() {
        SpanData call = Spans.span(5, 3, "orders", "POST", 45, 100)
                .kind(SpanKind.CLIENT)
                .with("server.address", "payment")
                .build();
        List<SpanData> spans = checkout();
        FakeLiveTrace trace = FakeLiveTrace.of(spans.get(0), spans.get(1), spans.get(2), call)
                .known("payment")
                .arrivingAfter(ofSeconds(2), spans.get(5));
        assertThat(trace).isComplete();
        assertThat(trace.waited()).isEqualTo(ofMillis(2200));
    }

    @Test
    void staysQuietForAsLongAsAServiceOfTheTraceHoldsItsSpansBack() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout())
                .known(checkout().get(5), ofMillis(1500))
                .arrivingAfter(ofMillis(900), LATE);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(trace).doesNotContainSpan("late"));
    }

    @Test
    void isContentWithTheQuietTimeWhenAServiceHoldsItsSpansBackForLongerThanPatience() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout()).known(checkout().get(5), ofSeconds(10));
        assertThat(trace).doesNotContainSpan("late");
        assertThat(trace.waited()).isEqualTo(ofSeconds(5));
    }

    @Test
    void failsOnceQuietWhatNoLaterSpanCanMend() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout());
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(trace).doesNotContainSpan("get_order"));
        assertThat(trace.waited()).isEqualTo(ofMillis(200));
    }

    @Test
    void doesNotWaitForCompletenessEvenIfIncomplete() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout().subList(1, 7));
        assertThat(trace).evenIfIncomplete().doesNotContainSpan("late").hasSpanCount(6);
        assertThat(trace.waited()).isEqualTo(ofMillis(200));
    }

    @Test
    void waitsForQuietBeforeItTakesATraceForEmpty() {
        FakeLiveTrace trace = FakeLiveTrace.empty();
        assertThat(trace).hasNoSpans();
        assertThat(trace.waited()).isEqualTo(ofMillis(200));
    }

    @Test
    void waitsAsLongAsItIsTold() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout()).arrivingAfter(ofSeconds(20), LATE);
        assertThat(trace).within(ofSeconds(30)).containsSpan("late");
        assertThat(trace.waited()).isEqualTo(ofSeconds(20));
    }

    @Test
    void staysQuietAsLongAsItIsTold() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout());
        assertThat(trace).withQuietTime(ofSeconds(1)).doesNotContainSpan("late");
        assertThat(trace.waited()).isEqualTo(ofSeconds(1));
    }

    @Test
    void judgesWhatIsThereIfThereIsNoTime() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout().subList(1, 7)).arrivingAfter(ofMillis(1), LATE);
        assertThat(trace).within(ZERO).doesNotContainSpan("late").hasSpanCount(6);
        assertThat(trace.waited()).isZero();
    }

    @Test
    void judgesATraceAtRestAsItIs() {
        assertThat(Spans.trace(checkout().get(6))).doesNotContainSpan("late").hasSpanCount(1);
    }

    @Test
    void doesNotWaitForATraceAtRestHoweverMuchTimeThereIs() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(LiveTrace.of(Spans.trace(LATE)))
                        .within(ofSeconds(30))
                        .containsSpan("later"));
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout());
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> assertThat(trace).containsSpan("late"))
                    .withMessageContaining("interrupted after 0 ms");
            assertThat(trace.waited()).isZero();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void refusesANegativeTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(FakeLiveTrace.empty()).within(ofMillis(-1)))
                .withMessage("timeout: PT-0.001S (expected: >= 0)");
    }
}
