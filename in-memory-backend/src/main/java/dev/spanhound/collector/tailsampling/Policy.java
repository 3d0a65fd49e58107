// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

/** A rule that votes on traces. */
interface Policy {

    /** Returns what this policy says. May spend of a limit. */
    Judgement judge(TraceView trace);

    /** Returns whether it must see the whole trace, or counts over traces, and so cannot judge spans as they come. */
    default boolean isStateful() {
        return false;
    }

    /**
     * Returns this policy with counters of its own, for one of several processors that share what a limit allows, which
     * are the shards of {@code num_shards}.
     *
     * @param shards number of processors, 1 or more
     */
    default Policy instance(int shards) {
        return this;
    }
}
