// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;

/** {@code always_sample}: keeps every trace. */
final class AlwaysSample implements Policy {
    private static final Judgement SAMPLED = Judgement.sampled(Reason.of("keeps every trace"));

    static Policy read(Section keys) {
        return new AlwaysSample();
    }

    @Override
    public Judgement judge(TraceView trace) {
        return SAMPLED;
    }
}
