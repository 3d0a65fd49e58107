// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static dev.spanhound.collector.tailsampling.Sampler.WAITS_2_SECONDS;
import static dev.spanhound.collector.tailsampling.Sampler.dropsPending;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShutdownTest {
    private static final NamedPolicy ALL = FakePolicy.samplesAll().named("all");

    @Test
    void decidesWhatIsUndecidedWithoutAWait() {
        Sampler sampler = new Sampler(WAITS_2_SECONDS, ALL);
        sampler.send(1, "a").tick(1).send(2, "b").shutdown();

        assertThat(sampler.released()).containsExactly("a", "b");
        assertThat(sampler.decision(2).waited()).isZero();
    }

    @Test
    void leavesItUndecidedIfSoConfigured() {
        Sampler sampler = new Sampler(dropsPending(), ALL);
        sampler.send(1, "a").shutdown();

        assertThat(sampler.released()).isEmpty();
        assertThat(sampler.decision(1).outcome()).isEqualTo(Outcome.PENDING);
    }
}
