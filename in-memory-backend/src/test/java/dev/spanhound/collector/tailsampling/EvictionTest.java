// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static dev.spanhound.collector.tailsampling.Sampler.blocks;
import static dev.spanhound.collector.tailsampling.Sampler.capacity;
import static dev.spanhound.collector.tailsampling.Sampler.maximumSize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EvictionTest {
    private static final NamedPolicy ALL = FakePolicy.samplesAll().named("all");

    @Test
    void takesTheOldestTraceThoughSpansOfItCameLater() {
        Sampler sampler = new Sampler(capacity(2), ALL);
        sampler.send(1, "a").send(2, "b").send(1, "c").send(3, "d").tick(3);

        assertThat(sampler.released()).containsExactly("b", "d");
        assertThat(sampler.decision(1).outcome()).isEqualTo(Outcome.EVICTED);
        assertThat(sampler.decision(1).reason())
                .isEqualTo("evicted before its decision: num_traces is 2, and a newer trace needed the place");
        assertThat(sampler.metric("sampling_trace_dropped_too_early")).isEqualTo(1);
        assertThat(sampler.metric("sampling_trace_removal_age_count")).isEqualTo(1);
        assertThat(sampler.metric("global_count_traces_sampled")).isEqualTo(2);
    }

    @Test
    void takesADecidedTraceWithoutALoss() {
        Sampler sampler = new Sampler(capacity(1), ALL);
        sampler.send(1, "a").tick(3).send(2, "b").tick(3);

        assertThat(sampler.released()).containsExactly("a", "b");
        assertThat(sampler.decision(1).outcome()).isEqualTo(Outcome.SAMPLED);
    }

    @Test
    void leavesTheIdDueSoThatWhatComesAgainIsDecidedSooner() {
        Sampler sampler = new Sampler(capacity(1), ALL);
        sampler.send(1, "a").send(2, "b").tick(2).send(1, "c");

        assertThat(sampler.tick(1).released()).containsExactly("c");
        assertThat(sampler.decision(1).waited()).hasSeconds(1);
        assertThat(sampler.decision(1).earlier()).map(Decision::outcome).contains(Outcome.EVICTED);
    }

    @Test
    void neverLeavesNoPlaceAtAll() {
        Sampler sampler = new Sampler(capacity(0), ALL);

        assertThat(sampler.send(1, "a").tick(3).released()).containsExactly("a");
    }

    @Test
    void isNotNeededWhereSendersWaitForSpace() {
        Sampler sampler = new Sampler(blocks(1, 10), ALL);
        sampler.send(1, "a").send(2, "b");
        assertThat(sampler.released()).containsExactly("a");
        assertThat(sampler.seconds()).isEqualTo(3);

        assertThat(sampler.tick(3).released()).containsExactly("b");
    }

    @Test
    void explainsWhereTheCollectorWouldWaitForEver() {
        Sampler sampler = new Sampler(blocks(1, 0), ALL).send(1, "a");

        assertThatThrownBy(() -> sampler.send(2, "b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "block_on_overflow: trace 00000000000000000000000000000002 finds no place among num_traces: 1,"
                                + " and the Collector would block its senders for ever here: all traces in memory are decided,"
                                + " but a decided trace leaves memory only for a decision cache. Set"
                                + " decision_cache.sampled_cache_size and non_sampled_cache_size, or block_on_overflow: false");
    }

    @Test
    void refusesATraceOnceItIsTooLarge() {
        Sampler sampler = new Sampler(maximumSize(100), ALL);
        sampler.send(1, "small").send(2, "a", "b", "c").send(2, "d").tick(3);

        assertThat(sampler.released()).containsExactly("small");
        Decision refused = sampler.decision(2);
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_SAMPLED);
        assertThat(refused.reason()).matches("larger than maximum_trace_size_bytes: \\d+ > 100");
        assertThat(refused.votes()).isEmpty();
        assertThat(refused.waited()).isZero();
        assertThat(sampler.metric("traces_dropped_too_large")).isEqualTo(1);
        assertThat(sampler.metric("global_count_traces_sampled")).isEqualTo(1);
    }
}
