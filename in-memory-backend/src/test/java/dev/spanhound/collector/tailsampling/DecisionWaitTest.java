// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static dev.spanhound.collector.tailsampling.Sampler.WAITS_2_SECONDS;
import static dev.spanhound.collector.tailsampling.Sampler.waits;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecisionWaitTest {
    private static final NamedPolicy ALL = FakePolicy.samplesAll().named("all");
    private static final TailSamplingSettings SOON_AFTER_ROOT = waits(Duration.ofSeconds(5), Duration.ofSeconds(1));

    @Test
    void evaluatesOnTheTickAfterTheWait() {
        Sampler sampler = new Sampler(WAITS_2_SECONDS, ALL);
        sampler.send(1, "a").tick(2);
        assertThat(sampler.released()).isEmpty();
        assertThat(sampler.decision(1).outcome()).isEqualTo(Outcome.PENDING);

        sampler.tick(1);

        assertThat(sampler.released()).containsExactly("a");
        assertThat(sampler.decision(1).outcome()).isEqualTo(Outcome.SAMPLED);
        assertThat(sampler.decision(1).waited()).hasSeconds(3);
    }

    @Test
    void takesLessThanASecondForOne() {
        Sampler sampler = new Sampler(waits(Duration.ofMillis(10), Duration.ZERO), ALL);

        assertThat(sampler.send(1, "a").tick(1).released()).isEmpty();
        assertThat(sampler.tick(1).released()).containsExactly("a");
    }

    @Test
    void cutsFractionsOfSeconds() {
        Sampler sampler = new Sampler(waits(Duration.ofMillis(2999), Duration.ZERO), ALL);

        assertThat(sampler.send(1, "a").tick(3).released()).containsExactly("a");
    }

    @Test
    void waitsFromTheFirstSpanOnHoweverManyCome() {
        Sampler sampler = new Sampler(WAITS_2_SECONDS, ALL);
        sampler.send(1, "a").tick(1).send(1, "b").tick(1).send(1, "c").tick(1);

        assertThat(sampler.released()).containsExactly("a", "b", "c");
        assertThat(sampler.decision(1).spanCount()).isEqualTo(3);
    }

    @Test
    void decidesInTheOrderOfArrival() {
        Sampler sampler = new Sampler(WAITS_2_SECONDS, ALL);
        sampler.send(3, "a").send(1, "b").send(2, "c").send(3, "d").tick(3);

        assertThat(sampler.released()).containsExactly("a", "d", "b", "c");
    }

    @Test
    void decidesSoonerOnceTheRootIsThere() {
        Sampler sampler = new Sampler(SOON_AFTER_ROOT, ALL);
        sampler.send(1, "child").tick(2).sendRoot(1, "root").tick(1);
        assertThat(sampler.released()).isEmpty();

        assertThat(sampler.tick(1).released()).containsExactly("child", "root");
        assertThat(sampler.decision(1).waited()).hasSeconds(4);
    }

    @Test
    void aRootThatComesLaterNeverDelays() {
        Sampler sampler = new Sampler(SOON_AFTER_ROOT, ALL);
        sampler.send(1, "child").tick(5).sendRoot(1, "root");

        assertThat(sampler.tick(1).released()).containsExactly("child", "root");
    }

    @Test
    void aSecondRootMovesNothing() {
        Sampler sampler = new Sampler(SOON_AFTER_ROOT, ALL);
        sampler.sendRoot(1, "root").tick(1).sendRoot(1, "other");

        assertThat(sampler.tick(1).released()).containsExactly("root", "other");
    }

    @Test
    void halfASecondAfterTheRootIsTheNextTick() {
        Sampler sampler = new Sampler(waits(Duration.ofSeconds(5), Duration.ofMillis(500)), ALL);

        assertThat(sampler.sendRoot(1, "root").tick(1).released()).containsExactly("root");
    }

    @Test
    void aPolicySeesEachRequestAsAChunkOfItsOwn() {
        FakePolicy policy = FakePolicy.samplesAll();
        Sampler sampler = new Sampler(WAITS_2_SECONDS, policy.named("p"));
        sampler.send(1, "a", "b").send(1, "c").tick(3);

        assertThat(policy.asked).singleElement().satisfies(view -> {
            assertThat(view.chunks()).extracting(chunk -> chunk.spans().size()).containsExactly(2, 1);
            assertThat(view.spanCount()).isEqualTo(3);
            assertThat(view.epochNanos()).isEqualTo(3_000_000_000L);
        });
    }

    @Test
    void splitsARequestByTrace() {
        Sampler sampler =
                new Sampler(WAITS_2_SECONDS, FakePolicy.samplesSpan("b").named("p"));
        sampler.send(java.util.stream.Stream.of(
                        sampler.span(1, "a"), sampler.span(2, "b"), sampler.span(1, "c"), sampler.span(2, "d")))
                .tick(3);

        assertThat(sampler.released()).containsExactly("b", "d");
        assertThat(sampler.decision(1).spanCount()).isEqualTo(2);
    }
}
