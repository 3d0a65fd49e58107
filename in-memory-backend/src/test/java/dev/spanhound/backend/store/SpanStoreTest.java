// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.store;

import static dev.spanhound.trace.SpanBuilder.span;
import static dev.spanhound.trace.SpanBuilder.spanId;
import static dev.spanhound.trace.SpanBuilder.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SpanStoreTest {
    private final HandClock clock = new HandClock();
    private final SpanStore store = new SpanStore(100, clock);

    private static SpanContext own(long traceId, long spanId) {
        return SpanContext.create(traceId(traceId), spanId(spanId), TraceFlags.getSampled(), TraceState.getDefault());
    }

    private static List<SpanData> spans(long traceId, int count) {
        List<SpanData> spans = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            spans.add(span("s" + i, i).trace(traceId).below(i - 1).build());
        }
        return spans;
    }

    @Test
    void groupsSpansByTraceAcrossRequests() {
        store.add(List.of(span("root", 1).build(), span("other", 1).trace(2).build()));
        store.add(List.of(span("child", 2).below(1).build()));

        assertThat(store.find(traceId(1))).get().extracting(Trace::size).isEqualTo(2);
        assertThat(store.find(traceId(2))).get().extracting(Trace::size).isEqualTo(1);
        assertThat(store.find(traceId(3))).isEmpty();
        assertThat(store.find(trace -> true)).extracting(Trace::traceId).containsExactly(traceId(1), traceId(2));
        assertThat(store.find(trace -> trace.size() == 1))
                .extracting(Trace::traceId)
                .containsExactly(traceId(2));
    }

    @Test
    void dropsTheDoublesOfARetriedExport() {
        store.add(spans(1, 3));
        store.add(spans(1, 3));

        assertThat(store.size()).isEqualTo(3);
        assertThat(store.duplicateSpans()).isEqualTo(3);
    }

    @Test
    void dropsTheDoublesWithinALongTrace() {
        for (int sent = 1; sent <= 40; sent++) {
            store.add(spans(1, sent));
            assertThat(store.size()).isEqualTo(sent);
        }

        store.add(List.of(span("another", 20).build()));
        store.add(List.of(span("another", 20).build()));

        assertThat(store.size()).isEqualTo(41);
    }

    @Test
    void dropsNoDoublesOfWhatItHasEvicted() {
        LiveTrace live = store.watch(traceId(1), Patience.DEFAULT);
        store.add(spans(1, 40));
        store.add(spans(2, 61));
        store.add(spans(1, 39));

        assertThat(live.look().trace().size()).isEqualTo(39);
        assertThat(store.duplicateSpans()).isZero();
    }

    @Test
    void keepsDifferentSpansOfOneId() {
        store.add(List.of(
                span("first", 1).build(),
                span("second", 1).build(),
                span("first", 1).in("other").build()));

        assertThat(store.size()).isEqualTo(3);
    }

    @Test
    void evictsWholeTracesOldestFirst() {
        store.add(spans(1, 40));
        store.add(spans(2, 40));
        store.add(List.of(span("late", 41).trace(1).below(40).build()));
        store.add(spans(3, 20));

        assertThat(store.find(traceId(1))).isEmpty();
        assertThat(store.find(traceId(2))).get().extracting(Trace::size).isEqualTo(40);
        assertThat(store.size()).isEqualTo(60);
        assertThat(store.evictedTraces()).isEqualTo(1);
    }

    @Test
    void forgetsWhereTheLinksOfEvictedTracesLed() {
        for (long trace = 1; trace <= 1000; trace++) {
            // To a trace of its own that never comes, and to one that all link to.
            store.add(List.of(span("consumer", 1)
                    .trace(trace)
                    .linkedTo(1_000_000 + trace, 1)
                    .linkedTo(2_000_000, 1)
                    .build()));
        }

        assertThat(store.size()).isEqualTo(100);
        assertThat(store.knownTraces()).isEqualTo(100 + 100 + 1);
        assertThat(store.watch(traceId(2_000_000)).look().linked()).hasSize(100);
        assertThat(store.watch(traceId(1_001_000)).look().linked())
                .extracting(Trace::traceId)
                .containsExactly(traceId(1000));
    }

    @Test
    void remembersTheLinksToATraceThatIsEvictedWhileTheyAreThere() {
        store.add(spans(1, 60));
        store.add(List.of(span("consumer", 1).trace(2).linkedTo(1, 1).build()));
        store.add(spans(3, 60));

        assertThat(store.find(traceId(1))).isEmpty();
        assertThat(store.watch(traceId(1)).look().linked())
                .extracting(Trace::traceId)
                .containsExactly(traceId(2));
    }

    @Test
    void tellsSpansOfOneIdApartHoweverManyThereAre() {
        SpanStore large = new SpanStore(200_000, clock);
        List<SpanData> sameId = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            sameId.add(span("s" + i, 1).build());
        }

        large.add(sameId);
        large.add(sameId);

        assertThat(large.size()).isEqualTo(100_000);
        assertThat(large.duplicateSpans()).isEqualTo(100_000);
    }

    @Test
    void keepsASpanThatIsSentAgainWithAnotherStatus() {
        store.add(List.of(span("s", 1).build()));
        store.add(List.of(span("s", 1).failed().build()));

        assertThat(store.size()).isEqualTo(2);
    }

    @Test
    void staysBoundedWhenOneTraceIsTooLarge() {
        store.add(spans(1, 101));

        assertThat(store.size()).isZero();
        assertThat(store.evictedTraces()).isEqualTo(1);
    }

    @Test
    void tellsAWatcherThatItsTraceWasEvicted() {
        LiveTrace live = store.watch(own(1, 99), Patience.DEFAULT);
        store.add(spans(1, 40));
        assertThat(live.look().reception().evicted()).isFalse();

        store.add(spans(2, 61));

        Sighting sighting = live.look();
        assertThat(sighting.trace().isEmpty()).isTrue();
        assertThat(sighting.reception().evicted()).isTrue();
        assertThat(sighting.reception().evictedTraces()).isEqualTo(1);
    }

    @Test
    void wakesAWaiterWhoseTraceWasEvictedBefore() {
        LiveTrace live = store.watch(traceId(1), Patience.DEFAULT);
        store.add(spans(1, 40));
        store.add(spans(2, 61));
        Sighting evicted = live.look();

        store.add(List.of(span("late", 41).build()));

        assertThat(evicted.reception().evicted()).isTrue();
        assertThat(live.awaitChange(evicted, Duration.ZERO).trace().size()).isEqualTo(1);
    }

    @Test
    void leavesTheWatchersOwnSpanOutOfItsTrace() {
        LiveTrace live = store.watch(own(1, 9), Patience.DEFAULT);

        store.add(
                List.of(span("server", 1).below(9).build(), span("the test", 9).build()));

        Trace trace = live.look().trace();
        assertThat(trace.spans()).extracting(SpanNode::name).containsExactly("server");
        assertThat(trace.roots()).singleElement().matches(SpanNode::isBelowKnownParent);
        assertThat(live.look().completeness().isComplete()).isTrue();
        assertThat(live.look().reception().spans()).isEqualTo(2);
    }

    @Test
    void seesAServerSpanThatSharesTheIdOfTheWatchersOwn() {
        LiveTrace live = store.watch(own(1, 9), Patience.DEFAULT);

        store.add(List.of(
                span("joined", 9).kind(SpanKind.SERVER).build(),
                span("the test", 9).build()));

        Trace trace = live.look().trace();
        assertThat(trace.roots())
                .singleElement()
                .matches(SpanNode::isBelowKnownParent)
                .extracting(SpanNode::name)
                .isEqualTo("joined");
        assertThat(live.look().completeness().isComplete()).isTrue();
    }

    @Test
    void leavesTheWatchersOwnSpanOutOfItsTraceForAllWhoWatchIt() {
        store.watch(own(1, 9), Patience.DEFAULT);
        LiveTrace live = store.watch(traceId(1));

        store.add(
                List.of(span("server", 1).below(9).build(), span("the test", 9).build()));

        assertThat(live.look().trace().spans()).extracting(SpanNode::name).containsExactly("server");
        assertThat(live.look().completeness().isComplete()).isTrue();
    }

    @Test
    void tellsWhatOthersSentSinceTheWatchBegan() {
        store.add(spans(7, 5));
        LiveTrace mine = store.watch(own(1, 99), Patience.DEFAULT);
        store.watch(own(2, 99), Patience.DEFAULT);
        store.countRequest();
        store.countRefusal("too large");

        clock.advance(Duration.ofSeconds(1));
        store.add(spans(2, 10));
        store.add(List.of(span("stray", 1).trace(3).in("orders").build()));
        store.add(List.of(span("linked", 1).trace(4).linkedTo(1, 5).build()));
        clock.advance(Duration.ofSeconds(2));
        store.add(List.of(span("mine", 1).below(99).build()));
        clock.advance(Duration.ofSeconds(3));

        Sighting sighting = mine.look();
        assertThat(sighting.strays()).extracting(Trace::traceId).containsExactly(traceId(3));
        assertThat(sighting.linked()).extracting(Trace::traceId).containsExactly(traceId(4));
        assertThat(sighting.reception()).isEqualTo(new Sighting.Reception(13, 10, 1, 1, "too large", 0, false));
        assertThat(sighting.sinceLastSpan()).contains(Duration.ofSeconds(3));
        assertThat(sighting.watchedFor()).isEqualTo(Duration.ofSeconds(6));
        assertThat(sighting.known().names()).containsExactly("orders");
    }

    @Test
    void takesATraceWhoseRootIsElsewhereForNoStray() {
        LiveTrace mine = store.watch(own(1, 99), Patience.DEFAULT);

        store.add(List.of(span("part of a running trace", 2).trace(5).below(1).build()));

        assertThat(mine.look().strays()).isEmpty();
    }

    @Test
    void takesATraceWithTheRightHalfOfItsIdForAStray() {
        String wide = "0af7651916cd43dd" + traceId(7).substring(16);
        LiveTrace live = store.watch(wide, Patience.DEFAULT);

        store.add(List.of(
                span("cut", 2).trace(7).below(1).build(),
                span("elsewhere", 2).trace(8).below(1).build()));

        assertThat(live.look().strays()).extracting(Trace::traceId).containsExactly(traceId(7));
    }

    @Test
    void learnsHowLateAServiceExports() {
        long now = clock.epochNanos() / 1_000_000;
        store.add(List.of(
                span("a", 1).in("orders").from(now - 900).to(now - 700).build(),
                span("b", 2).in("orders").from(now - 900).to(now - 800).build(),
                span("made up", 3).in("fixture").from(0).to(1).build()));

        LiveTrace live = store.watch(traceId(1), Patience.DEFAULT);

        assertThat(live.look().known().exportDelay("orders")).isEqualTo(Duration.ofMillis(800));
        assertThat(live.look().known().exportDelay("fixture")).isZero();
    }

    @Test
    void takesATestsOwnSpanForNoService() {
        LiveTrace live = store.watch(own(1, 9), Patience.DEFAULT);

        store.add(List.of(
                span("test", 9).in("CheckoutTest").build(),
                span("a", 1).below(9).in("orders").build()));

        assertThat(live.look().known().names()).containsExactly("orders");
    }

    @Test
    void forgetsASlowFirstExportByHalfWithEachOneThatFollows() {
        long now = clock.epochNanos() / 1_000_000;
        LiveTrace live = store.watch(traceId(1), Patience.DEFAULT);

        store.add(List.of(
                span("cold", 1).in("orders").from(now - 900).to(now - 800).build()));
        store.add(List.of(
                span("warm", 2).in("orders").from(now - 200).to(now - 100).build()));
        assertThat(live.look().known().exportDelay("orders")).isEqualTo(Duration.ofMillis(450));
        store.add(List.of(
                span("warm", 3).in("orders").from(now - 200).to(now - 100).build()));
        assertThat(live.look().known().exportDelay("orders")).isEqualTo(Duration.ofMillis(275));
        store.add(List.of(
                span("slow again", 4).in("orders").from(now - 900).to(now - 700).build()));
        assertThat(live.look().known().exportDelay("orders")).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void wakesAWaiterAtTheArrivalOfItsSpan() throws Exception {
        SpanStore timed = new SpanStore(100);
        LiveTrace live = timed.watch(traceId(1), Patience.DEFAULT);
        Sighting before = live.look();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Sighting> waiter = executor.submit(() -> live.awaitChange(before, Duration.ofSeconds(20)));

            timed.add(List.of(span("another trace", 1).trace(2).build()));
            timed.add(List.of(span("mine", 1).build()));

            assertThat(waiter.get(10, TimeUnit.SECONDS).trace().size()).isEqualTo(1);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void wakesAWaiterAtALinkToItsTrace() {
        LiveTrace live = store.watch(traceId(1), Patience.DEFAULT);
        Sighting before = live.look();

        store.add(List.of(span("consumer", 1).trace(2).linkedTo(1, 1).build()));

        assertThat(live.awaitChange(before, Duration.ZERO).version()).isGreaterThan(before.version());
        assertThat(live.look().linked()).hasSize(1);
    }

    @Test
    void seesTracesThatAreLinkedOverOthersAndWakesForTheirSpans() {
        LiveTrace live = store.watch(traceId(1), Patience.DEFAULT);
        store.add(List.of(span("first consumer", 1).trace(2).linkedTo(1, 1).build()));
        store.add(List.of(span("second consumer", 1).trace(3).linkedTo(2, 1).build()));
        Sighting before = live.look();

        store.add(List.of(span("mail", 2).trace(3).below(1).build()));

        assertThat(live.awaitChange(before, Duration.ZERO).version()).isGreaterThan(before.version());
        assertThat(live.look().linked()).extracting(Trace::traceId).containsExactly(traceId(2), traceId(3));
        assertThat(live.look().strays()).isEmpty();
    }

    @Test
    void takesATraceThatIsLinkedToAnotherTestsForNoStray() {
        LiveTrace mine = store.watch(own(1, 99), Patience.DEFAULT);
        store.watch(own(2, 98), Patience.DEFAULT);

        store.add(List.of(span("consumer", 1).trace(3).linkedTo(2, 98).build()));
        store.add(List.of(span("next consumer", 1).trace(4).linkedTo(3, 1).build()));

        assertThat(mine.look().strays()).isEmpty();
    }

    @Test
    void remembersThatATraceIsLinkedToAnotherTestsWhenWhatWasInBetweenIsEvicted() {
        LiveTrace mine = store.watch(own(1, 99), Patience.DEFAULT);
        store.watch(own(2, 98), Patience.DEFAULT);
        store.add(List.of(span("consumer", 1).trace(3).linkedTo(2, 98).build()));
        store.add(List.of(span("next consumer", 1).trace(4).linkedTo(3, 1).build()));
        mine.look();

        store.add(spans(5, 99));

        assertThat(store.find(traceId(3))).isEmpty();
        assertThat(store.find(traceId(4))).isPresent();
        assertThat(mine.look().strays()).extracting(Trace::traceId).containsExactly(traceId(5));
    }

    @Test
    void followsLinksInACircleOnce() {
        LiveTrace live = store.watch(traceId(1), Patience.DEFAULT);
        store.add(List.of(
                span("a", 1).linkedTo(2, 1).build(),
                span("b", 1).trace(2).linkedTo(1, 1).build()));

        assertThat(live.look().linked()).extracting(Trace::traceId).containsExactly(traceId(2));
    }

    @Test
    void boundsAChainOfLinks() {
        SpanStore large = new SpanStore(1_000, clock);
        LiveTrace live = large.watch(traceId(1), Patience.DEFAULT);
        for (int run = 2; run <= 500; run++) {
            large.add(List.of(span("run", 1).trace(run).linkedTo(run - 1, 1).build()));
        }

        assertThat(live.look().linked()).hasSize(1 + LinkedTraces.MOST_INDIRECT);
    }

    @Test
    void saysThatNothingChanged() {
        LiveTrace live = store.watch(traceId(1), Patience.DEFAULT);
        Sighting before = live.look();

        assertThat(live.awaitChange(before, Duration.ZERO).version()).isEqualTo(before.version());
    }

    @Test
    void awaitsACondition() {
        store.add(spans(1, 2));

        assertThat(store.await(traceId(1), trace -> trace.size() == 2, Duration.ZERO))
                .isPresent();
        assertThat(store.await(traceId(1), trace -> trace.size() == 3, Duration.ZERO))
                .isEmpty();
    }

    @Test
    void awaitsTracesOfWhichEachCountsOnceItHasSatisfiedTheCondition() throws Exception {
        SpanStore timed = new SpanStore(100);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            timed.add(spans(1, 1));
            CountDownLatch judged = new CountDownLatch(1);
            Future<List<Trace>> two = executor.submit(() -> timed.await(
                    2,
                    trace -> {
                        judged.countDown();
                        return trace.size() == 1;
                    },
                    Duration.ofSeconds(20)));

            assertThat(judged.await(10, TimeUnit.SECONDS)).isTrue();
            timed.add(List.of(span("later", 2).below(1).build()));
            timed.add(spans(2, 1));

            assertThat(two.get(10, TimeUnit.SECONDS))
                    .extracting(Trace::traceId)
                    .containsExactly(traceId(1), traceId(2));
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void awaitsTracesNoLongerThanItIsTold() {
        store.add(spans(1, 1));

        assertThat(store.await(2, trace -> true, Duration.ZERO))
                .extracting(Trace::traceId)
                .containsExactly(traceId(1));
    }

    @Test
    void holdsNoLockWhileAConditionRuns() throws Exception {
        store.add(spans(1, 1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Optional<Trace>> slow = executor.submit(() -> store.await(
                    traceId(1),
                    trace -> {
                        inside.countDown();
                        return awaitUninterrupted(go);
                    },
                    Duration.ofSeconds(10)));
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

            store.add(spans(2, 5));

            assertThat(store.size()).isEqualTo(6);
            go.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS)).isPresent();
        } finally {
            executor.shutdownNow();
        }
    }

    private static boolean awaitUninterrupted(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void losesNoSpanToConcurrentWriters() throws Exception {
        SpanStore large = new SpanStore(1_000_000);
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                int offset = writer * 1_000;
                writers.add(executor.submit(() -> {
                    for (int i = 1; i <= 1_000; i++) {
                        large.add(
                                List.of(span("s", offset + i).trace(1 + i % 10).build()));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(20, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(large.size()).isEqualTo(8_000);
        assertThat(large.find(trace -> true)).hasSize(10).allMatch(trace -> trace.size() == 800);
    }
}
