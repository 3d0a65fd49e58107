// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

/** A policy of a configuration. */
record NamedPolicy(String name, String type, Policy policy) {
    Vote vote(TraceView trace) {
        return new Vote(name, type, policy.judge(trace));
    }

    /** Returns this policy with counters of its own, as {@link Policy#instance} says. */
    NamedPolicy instance(int shards) {
        return new NamedPolicy(name, type, policy.instance(shards));
    }

    /** Returns the name, or the type of a sub-policy that has none. */
    String label() {
        return name.isEmpty() ? type : name;
    }
}
