// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static dev.spanhound.collector.tailsampling.Sampler.WAITS_2_SECONDS;
import static dev.spanhound.collector.tailsampling.Sampler.firstMatch;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BallotTest {
    private static final NamedPolicy NONE = FakePolicy.samplesNone().named("none");
    private static final NamedPolicy ALL = FakePolicy.samplesAll().named("all");
    private static final NamedPolicy MORE = FakePolicy.samplesAll().named("more");
    private static final NamedPolicy FAILS = FakePolicy.fails().named("fails");
    private static final NamedPolicy DROPS_X = FakePolicy.dropsSpan("x").named("drops-x");

    private static Decision decide(String span, NamedPolicy... policies) {
        return new Sampler(WAITS_2_SECONDS, policies).send(1, span).tick(3).decision(1);
    }

    @Test
    void oneVoteToSampleIsEnough() {
        Decision decision = decide("a", NONE, ALL, FAILS, MORE);

        assertThat(decision.outcome()).isEqualTo(Outcome.SAMPLED);
        assertThat(decision.policy()).contains("all");
        assertThat(decision.reason()).isEqualTo("sampled by all, the first policy that says so");
        assertThat(decision.votes()).extracting(Vote::policy).containsExactly("none", "all", "fails", "more");
    }

    @Test
    void dropOutweighsAllWhereverItStands() {
        Decision decision = decide("x", ALL, DROPS_X);

        assertThat(decision.outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(decision.policy()).contains("drops-x");
        assertThat(decision.reason()).isEqualTo("dropped by drops-x, which outweighs all other policies");
        assertThat(decision.votes()).extracting(Vote::policy).containsExactly("drops-x");
    }

    @Test
    void dropThatDoesNotMatchIsNoVeto() {
        Decision decision = decide("a", ALL, DROPS_X);

        assertThat(decision.outcome()).isEqualTo(Outcome.SAMPLED);
        assertThat(decision.votes()).extracting(Vote::policy).containsExactly("drops-x", "all");
    }

    @Test
    void noVoteToSampleIsNotSampled() {
        assertThat(decide("a", NONE, FAILS).reason())
                .isEqualTo("not sampled: none of 2 policies said so, and 1 failed");
        assertThat(decide("a", NONE, NONE, DROPS_X).reason()).isEqualTo("not sampled: none of 3 policies said so");
        assertThat(decide("a").reason()).isEqualTo("not sampled: there is no policy");
    }

    @Test
    void firstMatchAsksNoOther() {
        Sampler sampler = new Sampler(firstMatch(), NONE, ALL, MORE, DROPS_X);
        sampler.send(1, "a").tick(3);

        assertThat(sampler.decision(1).votes()).extracting(Vote::policy).containsExactly("drops-x", "none", "all");
        assertThat(sampler.metric("sampling_policy_execution_count", "more")).isZero();
    }

    @Test
    void countsEachVoteAndEachDecision() {
        Sampler sampler = new Sampler(WAITS_2_SECONDS, NONE, ALL, FAILS, DROPS_X);
        sampler.send(1, "a").send(2, "x").tick(3);

        assertThat(sampler.metric("count_traces_sampled", "none", "not_sampled"))
                .isEqualTo(1);
        assertThat(sampler.metric("count_traces_sampled", "all", "sampled")).isEqualTo(1);
        assertThat(sampler.metric("count_traces_sampled", "drops-x", "not_sampled"))
                .isEqualTo(1);
        assertThat(sampler.metric("count_traces_sampled", "drops-x", "dropped")).isEqualTo(1);
        assertThat(sampler.metric("count_traces_sampled", "fails")).isZero();
        assertThat(sampler.metric("sampling_policy_evaluation_error")).isEqualTo(1);
        assertThat(sampler.metric("sampling_policy_execution_count", "fails")).isEqualTo(1);
        assertThat(sampler.metric("global_count_traces_sampled", "sampled")).isEqualTo(1);
        assertThat(sampler.metric("global_count_traces_sampled", "dropped")).isEqualTo(1);
        assertThat(sampler.metric("new_trace_id_received")).isEqualTo(2);
        assertThat(sampler.metric("sampling_traces_on_memory")).isEqualTo(2);
    }

    @Test
    void asksDropPoliciesAboutAllTracesFirst() {
        FakePolicy all = FakePolicy.samplesAll();
        Sampler sampler = new Sampler(WAITS_2_SECONDS, all.named("all"), DROPS_X);
        sampler.send(1, "x").send(2, "a").tick(3);

        assertThat(all.asked).hasSize(1);
        assertThat(sampler.released()).containsExactly("a");
    }
}
