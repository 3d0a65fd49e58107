// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.pipeline.ProcessorFactory.Blueprint;
import java.util.List;

/** Processors for tests of what runs them. */
public final class FakeBlueprints {
    private FakeBlueprints() {}

    /** Returns a {@code tail_sampling} that waits two seconds, and samples traces that have a span of this name. */
    public static Blueprint samplesSpan(String name) {
        return (next, time) -> {
            List<NamedPolicy> policies = List.of(FakePolicy.samplesSpan(name).named("has-" + name));
            Tally tally = new Tally(List.of("has-" + name));
            DecisionLog log = new DecisionLog();
            Ballot ballot = new Ballot(policies, false, tally);
            Shard shard = new Shard(Sampler.WAITS_2_SECONDS, ballot, tally, log, next, time);
            return new TailSamplingProcessor(List.of(shard), tally, log);
        };
    }
}
