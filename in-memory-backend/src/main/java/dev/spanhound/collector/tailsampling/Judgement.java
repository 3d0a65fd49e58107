// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.util.List;

/**
 * What a policy says of a trace, and why.
 *
 * @param verdict what it says
 * @param reason why
 * @param parts votes of the policies that it is made of, in the order asked; those that were not asked are not here
 */
record Judgement(Verdict verdict, Reason reason, List<Vote> parts) {
    Judgement {
        parts = List.copyOf(parts);
    }

    static Judgement sampled(Reason reason) {
        return new Judgement(Verdict.SAMPLED, reason, List.of());
    }

    static Judgement notSampled(Reason reason) {
        return new Judgement(Verdict.NOT_SAMPLED, reason, List.of());
    }

    static Judgement of(boolean sampled, Reason reason) {
        return sampled ? sampled(reason) : notSampled(reason);
    }
}
