// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code and}, and {@code drop}, which is the same with another verdict: says it if all sub-policies sample. They are
 * asked in order up to the first that does not. Without sub-policies, it always says it.
 */
record And(Verdict verdict, List<NamedPolicy> parts) implements Policy {

    static Policy read(Section keys) {
        return new And(Verdict.SAMPLED, PolicyReader.parts(keys, "and_sub_policy", PolicyTypes.IN_AND));
    }

    static Policy drop(Section keys) {
        List<NamedPolicy> parts = PolicyReader.parts(keys, "drop_sub_policy", PolicyTypes.IN_AND);
        if (keys.sections("drop_sub_policy").isEmpty()) {
            keys.warn("drop_sub_policy", "no sub-policies: an empty drop policy drops every trace");
        }
        return new And(Verdict.DROPPED, parts);
    }

    @Override
    public Judgement judge(TraceView trace) {
        List<Vote> votes = new ArrayList<>(parts.size());
        for (NamedPolicy part : parts) {
            Vote vote = part.vote(trace);
            votes.add(vote);
            if (vote.verdict() == Verdict.ERROR) {
                return new Judgement(Verdict.ERROR, Reason.of("%s failed", part.label()), votes);
            }
            if (vote.verdict() == Verdict.NOT_SAMPLED) {
                return new Judgement(Verdict.NOT_SAMPLED, Reason.of("%s does not match", part.label()), votes);
            }
        }
        Reason reason = parts.isEmpty() ? Reason.of("no sub-policies") : Reason.of("all %s match", parts.size());
        return new Judgement(verdict, reason, votes);
    }

    @Override
    public boolean isStateful() {
        return Not.isAnyStateful(parts);
    }

    /** The Collector does not divide the limits of a {@code not} that stands in here. */
    @Override
    public Policy instance(int shards) {
        List<NamedPolicy> instances = new ArrayList<>(parts.size());
        for (NamedPolicy part : parts) {
            instances.add(part.instance(part.policy() instanceof Not ? 1 : shards));
        }
        return new And(verdict, instances);
    }
}
