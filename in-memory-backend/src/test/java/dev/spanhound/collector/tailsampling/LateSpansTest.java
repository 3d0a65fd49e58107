// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static dev.spanhound.collector.tailsampling.Sampler.WAITS_2_SECONDS;
import static dev.spanhound.collector.tailsampling.Sampler.caches;
import static dev.spanhound.collector.tailsampling.Sampler.capacity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.collector.tailsampling.LateSpans.Fate;
import dev.spanhound.collector.tailsampling.LateSpans.Known;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LateSpansTest {
    private static final NamedPolicy KEEPS_X = FakePolicy.samplesSpan("x").named("keeps-x");
    private static final NamedPolicy DROPS_Z = FakePolicy.dropsSpan("z").named("drops-z");

    @Test
    void followTheDecisionInTheMap() {
        Sampler sampler = new Sampler(WAITS_2_SECONDS, KEEPS_X, DROPS_Z);
        sampler.send(1, "x").send(2, "y").send(3, "z").tick(5);
        sampler.released();

        sampler.send(1, "a").send(2, "x").send(3, "x");

        assertThat(sampler.released()).containsExactly("a");
        assertThat(sampler.decision(1).lateSpans())
                .containsExactly(new LateSpans(1, Instant.ofEpochSecond(5), Fate.FORWARDED, Known.MAP));
        assertThat(sampler.decision(2).lateSpans())
                .containsExactly(new LateSpans(1, Instant.ofEpochSecond(5), Fate.DISCARDED, Known.MAP));
        assertThat(sampler.decision(3).lateSpans()).extracting(LateSpans::fate).containsExactly(Fate.DISCARDED);
        assertThat(sampler.metric("sampling_late_span_age_count")).isEqualTo(3);
        assertThat(sampler.metric("sampling_late_span_age_sum")).isEqualTo(6);
    }

    @Test
    void followTheDecisionInACache() {
        Sampler sampler = new Sampler(caches(10, 10), KEEPS_X);
        sampler.send(1, "x").send(2, "y").tick(3);
        sampler.released();

        sampler.send(1, "a", "b").send(2, "x");

        assertThat(sampler.released()).containsExactly("a", "b");
        assertThat(sampler.decision(1).cached()).isTrue();
        assertThat(sampler.decision(1).lateSpans())
                .containsExactly(new LateSpans(2, Instant.ofEpochSecond(3), Fate.FORWARDED, Known.CACHE));
        assertThat(sampler.decision(2).lateSpans()).extracting(LateSpans::known).containsExactly(Known.CACHE);
        assertThat(sampler.metric("early_releases_from_cache_decision", "true")).isEqualTo(2);
        assertThat(sampler.metric("early_releases_from_cache_decision", "false"))
                .isEqualTo(1);
        assertThat(sampler.metric("sampling_late_span_age_count")).isZero();
    }

    @Test
    void areANewTraceOnceTheCacheForgot() {
        Sampler sampler = new Sampler(caches(1, 0), KEEPS_X);
        sampler.send(1, "x").send(2, "x").tick(3);
        sampler.released();

        sampler.send(1, "y").tick(3);

        Decision decision = sampler.decision(1);
        assertThat(sampler.released()).isEmpty();
        assertThat(decision.outcome()).isEqualTo(Outcome.NOT_SAMPLED);
        assertThat(decision.lateSpans())
                .containsExactly(new LateSpans(1, Instant.ofEpochSecond(3), Fate.NEW_TRACE, Known.NOT));
        assertThat(decision.earlier()).map(Decision::outcome).contains(Outcome.SAMPLED);
        assertThat(decision.explain())
                .endsWith("before that: sampled by keeps-x, the first policy that says so"
                        + " (1 span, decided 3 s after the first, at 1970-01-01T00:00:03Z)");
    }

    @Test
    void keepTheirCacheEntryFresh() {
        Sampler sampler = new Sampler(caches(2, 0), KEEPS_X);
        sampler.send(1, "x").send(2, "x").tick(3).send(1, "late").send(3, "x").tick(3);
        sampler.released();

        sampler.send(1, "known").send(2, "forgotten");

        assertThat(sampler.released()).containsExactly("known");
    }

    @Test
    void areOfTheTraceWithTheSameRightHalfOfItsIdInACache() {
        Sampler sampler = new Sampler(caches(10, 10), KEEPS_X);
        sampler.send(1, "x").tick(3);
        sampler.released();
        String other = "0000000000000009" + "0000000000000001";

        sampler.sendWithId(other, "y");

        assertThat(sampler.released()).containsExactly("y");
        assertThat(sampler.decision(other).reason())
                .isEqualTo("sampled: the decision cache takes it for trace 00000000000000000000000000000001,"
                        + " whose ID has the same right half");
    }

    @Test
    void areANewTraceAfterTheirDecisionWasEvicted() {
        Sampler sampler = new Sampler(capacity(1), KEEPS_X);
        sampler.send(1, "x").tick(3).send(2, "y").send(1, "y").tick(3);

        assertThat(sampler.decision(1).outcome()).isEqualTo(Outcome.NOT_SAMPLED);
        assertThat(sampler.decision(1).lateSpans()).extracting(LateSpans::fate).containsExactly(Fate.NEW_TRACE);
        assertThat(sampler.decision(2).outcome()).isEqualTo(Outcome.EVICTED);
    }

    @Test
    void doNotCountAsSpansOfTheDecision() {
        Sampler sampler = new Sampler(WAITS_2_SECONDS, KEEPS_X);
        sampler.send(1, "x", "y").tick(3).send(1, "late");

        assertThat(sampler.decision(1).spanCount()).isEqualTo(2);
    }
}
