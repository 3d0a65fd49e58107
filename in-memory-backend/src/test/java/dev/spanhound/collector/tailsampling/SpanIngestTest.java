// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static dev.spanhound.collector.tailsampling.Sampler.spanIngest;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpanIngestTest {
    private static final NamedPolicy KEEPS_X = FakePolicy.samplesSpan("x").named("keeps-x");
    private static final NamedPolicy DROPS_Z = FakePolicy.dropsSpan("z").named("drops-z");

    @Test
    void samplesAsSoonAsAPolicySaysSo() {
        Sampler sampler = new Sampler(spanIngest(), KEEPS_X);
        sampler.send(1, "a");
        assertThat(sampler.released()).isEmpty();

        sampler.send(1, "x").send(1, "b");

        assertThat(sampler.released()).containsExactly("a", "x", "b");
        assertThat(sampler.decision(1).outcome()).isEqualTo(Outcome.SAMPLED);
        assertThat(sampler.decision(1).spanCount()).isEqualTo(2);
        assertThat(sampler.decision(1).waited()).isZero();
    }

    @Test
    void judgesTheNewSpansAloneButCountsAll() {
        FakePolicy policy = FakePolicy.samplesNone();
        new Sampler(spanIngest(), policy.named("p")).send(1, "a").send(1, "b");

        assertThat(policy.asked).extracting(view -> view.chunks().size()).containsExactly(1, 1);
        assertThat(policy.asked).extracting(TraceView::spanCount).containsExactly(1L, 2L);
    }

    @Test
    void isNotSampledUnaskedWhenTheWaitIsOver() {
        FakePolicy policy = FakePolicy.samplesSpan("x");
        Sampler sampler = new Sampler(spanIngest(), policy.named("p"));
        sampler.send(1, "a").tick(3);

        assertThat(policy.asked).hasSize(1);
        assertThat(sampler.decision(1).reason())
                .isEqualTo("not sampled: not decided while its spans came (sampling_strategy: span-ingest)");
        assertThat(sampler.metric("global_count_traces_sampled", "not_sampled")).isEqualTo(1);
    }

    @Test
    void neverSamplesWhereThereIsADropPolicy() {
        Sampler sampler = new Sampler(spanIngest(), KEEPS_X, DROPS_Z);
        sampler.send(1, "x");
        assertThat(sampler.decision(1).reason())
                .isEqualTo("not decided yet: span-ingest samples no trace while a drop policy may still match,"
                        + " so it never does");

        sampler.tick(3);

        assertThat(sampler.released()).isEmpty();
        assertThat(sampler.decision(1).outcome()).isEqualTo(Outcome.NOT_SAMPLED);
    }

    @Test
    void dropsAtOnce() {
        Sampler sampler = new Sampler(spanIngest(), KEEPS_X, DROPS_Z);
        sampler.send(1, "a").send(1, "z").send(1, "x").tick(3);

        assertThat(sampler.released()).isEmpty();
        assertThat(sampler.decision(1).outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(sampler.decision(1).policy()).contains("drops-z");
    }

    @Test
    void forgetsATraceThatItDidNotSample() {
        Sampler sampler = new Sampler(spanIngest(), KEEPS_X);
        sampler.send(1, "a").tick(3).send(1, "x");

        assertThat(sampler.released()).containsExactly("x");
        assertThat(sampler.decision(1).earlier()).map(Decision::outcome).contains(Outcome.NOT_SAMPLED);
    }
}
