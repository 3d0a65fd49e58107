// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import java.util.List;
import java.util.Optional;

/** {@code not}: the opposite of its sub-policy. */
record Not(NamedPolicy part) implements Policy {

    static Policy read(Section keys) {
        Optional<NamedPolicy> part =
                keys.section("not_sub_policy").flatMap(section -> PolicyReader.read(section, PolicyTypes.LEAVES));
        if (!keys.has("not_sub_policy")) {
            keys.error("not_sub_policy", "expected not_sub_policy: {name: …, type: …, …}");
        }
        return part.<Policy>map(Not::new).orElseGet(AlwaysSample::new);
    }

    @Override
    public Judgement judge(TraceView trace) {
        Vote vote = part.vote(trace);
        List<Vote> votes = List.of(vote);
        return switch (vote.verdict()) {
            case SAMPLED -> new Judgement(Verdict.NOT_SAMPLED, Reason.of("%s matches", part.label()), votes);
            case NOT_SAMPLED -> new Judgement(Verdict.SAMPLED, Reason.of("%s does not match", part.label()), votes);
            default -> new Judgement(vote.verdict(), Reason.of("%s failed", part.label()), votes);
        };
    }

    @Override
    public boolean isStateful() {
        return part.policy().isStateful();
    }

    /** Returns whether any of these is stateful, and so what is made of them. */
    static boolean isAnyStateful(List<NamedPolicy> parts) {
        for (NamedPolicy part : parts) {
            if (part.policy().isStateful()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Policy instance(int shards) {
        return new Not(part.instance(shards));
    }
}
