// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/** Warns of policies that together do not do what each of them seems to. */
final class PolicyWarnings {
    private static final Set<String> LIMITING = Set.of("rate_limiting", "bytes_limiting");
    private static final Set<String> RESTRICTIVE =
            Set.of("rate_limiting", "bytes_limiting", "probabilistic", "composite");

    private PolicyWarnings() {}

    static void report(List<Section> sections, List<NamedPolicy> policies) {
        if (sections.size() != policies.size()) {
            return; // some could not be read, which is told already
        }
        for (int i = 0; i < policies.size(); i++) {
            NamedPolicy policy = policies.get(i);
            String others = others(policies, policy);
            if (LIMITING.contains(policy.type()) && !others.isEmpty()) {
                sections.get(i)
                        .quirk(
                                "type",
                                "%s spends tokens on traces another policy keeps (%s), and does not keep these out"
                                        .formatted(policy.type(), others));
            }
            String restrictive = restrictive(policies, policy);
            if (keepsMost(policy.policy()) && !restrictive.isEmpty()) {
                sections.get(i)
                        .quirk(
                                "type",
                                ("%s keeps every trace, or most, so that %s cannot keep any out: one policy that samples is"
                                                + " enough, and only a drop policy can veto")
                                        .formatted(policy.name(), restrictive));
            }
        }
    }

    private static String others(List<NamedPolicy> policies, NamedPolicy self) {
        StringJoiner names = new StringJoiner(", ");
        for (NamedPolicy policy : policies) {
            if (!policy.name().equals(self.name()) && !policy.type().equals("drop")) {
                names.add(policy.name());
            }
        }
        return names.toString();
    }

    private static String restrictive(List<NamedPolicy> policies, NamedPolicy self) {
        StringJoiner names = new StringJoiner(", ");
        for (NamedPolicy policy : policies) {
            boolean isInverted = policy.policy() instanceof AttributePolicy attribute && attribute.inverted();
            if (!policy.name().equals(self.name())
                    && (RESTRICTIVE.contains(policy.type()) || isInverted)
                    && !keepsMost(policy.policy())) {
                names.add(policy.name());
            }
        }
        return names.toString();
    }

    private static boolean keepsMost(Policy policy) {
        if (policy instanceof StatusCodes codes) {
            return codes.wanted().contains(StatusCode.UNSET);
        }
        if (policy instanceof Probabilistic share) {
            return share.threshold() == -1;
        }
        if (policy instanceof SpanCount count) {
            return count.min() <= 1 && count.max() == 0;
        }
        if (policy instanceof And and) {
            return and.verdict() == Verdict.SAMPLED && and.parts().isEmpty();
        }
        return policy instanceof AlwaysSample;
    }
}
