// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.util.List;

/** The vote of one policy on one trace, with the value that it saw. */
public final class Vote {
    private final String policy;
    private final String type;
    private final Judgement judgement;

    Vote(String policy, String type, Judgement judgement) {
        this.policy = policy;
        this.type = type;
        this.judgement = judgement;
    }

    /** Returns the policy's name. */
    public String policy() {
        return policy;
    }

    /** Returns the policy's type, such as {@code latency}. */
    public String type() {
        return type;
    }

    /** Returns what it says. */
    public Verdict verdict() {
        return judgement.verdict();
    }

    /** Returns why, such as {@code 812 ms <= 1000 ms}. */
    public String reason() {
        return judgement.reason().toString();
    }

    /** Returns the votes of the policies that this one is made of, in the order asked. */
    public List<Vote> parts() {
        return judgement.parts();
    }

    @Override
    public String toString() {
        return policy + ": " + verdict() + ", " + reason();
    }
}
