// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code composite}: the first sub-policy that samples decides, within the spans a second that it may spend. What is above
 * is not kept, and later sub-policies are not asked.
 *
 * <p>As in the Collector: the order is that of {@code composite_sub_policy}, whatever {@code policy_order} says; the maximum
 * is held against each sub-policy, not against their sum; each new second begins with nothing spent; and a sub-policy that
 * {@code rate_allocation} does not name has an equal share of the maximum (since 0.158; nothing before).
 */
final class Composite implements Policy {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long maximum;
    private final Map<String, Long> percents;
    private final List<NamedPolicy> parts;
    private final long[] allocated;
    private final long[] spent;
    private long second;

    private Composite(long maximum, Map<String, Long> percents, List<NamedPolicy> parts) {
        this.maximum = maximum;
        this.percents = percents;
        this.parts = parts;
        this.allocated = new long[parts.size()];
        this.spent = new long[parts.size()];
        for (int i = 0; i < allocated.length; i++) {
            long percent = percents.getOrDefault(parts.get(i).name(), 0L);
            allocated[i] = truncated(percent > 0 ? percent / 100.0 * maximum : (double) maximum / allocated.length);
        }
    }

    /** Go's conversion on amd64: what does not fit is the smallest integer, so that a huge maximum keeps nothing. */
    private static long truncated(double value) {
        return value >= 0x1p63 ? Long.MIN_VALUE : (long) value;
    }

    static Policy read(Section keys) {
        long maximum = keys.int64("max_total_spans_per_second", 0);
        List<NamedPolicy> parts = PolicyReader.parts(keys, "composite_sub_policy", PolicyTypes.IN_COMPOSITE);
        Map<String, Long> percents = new HashMap<>();
        for (Section allocation : keys.sections("rate_allocation")) {
            percents.put(allocation.string("policy", ""), allocation.int64("percent", 0));
            allocation.reportUnknownKeys();
        }
        Set<String> names = new HashSet<>();
        List<String> order = new ArrayList<>();
        for (NamedPolicy part : parts) {
            names.add(part.name());
            order.add(part.name());
            if (percents.getOrDefault(part.name(), 0L) <= 0) {
                keys.quirk(
                        "rate_allocation",
                        "%s is missing from rate_allocation, or has no percent: it has an equal share, 1/%s of %s (nothing before 0.158)"
                                .formatted(part.label(), parts.size(), maximum));
            }
        }
        for (String policy : percents.keySet()) {
            if (!names.contains(policy)) {
                keys.warn("rate_allocation", "no sub-policy is called %s".formatted(policy));
            }
        }
        List<String> policyOrder = keys.strings("policy_order");
        if (!policyOrder.isEmpty() && !policyOrder.equals(order)) {
            keys.quirk(
                    "policy_order",
                    "policy_order is not used: the order is that of composite_sub_policy, " + String.join(", ", order));
        }
        if (maximum <= 0) {
            keys.warn("max_total_spans_per_second", "max_total_spans_per_second is not above 0: keeps no trace");
        } else if (truncated((double) maximum) < 0) {
            keys.warn("max_total_spans_per_second", "is so large that an allocation overflows, and keeps no trace");
        }
        return new Composite(maximum, percents, parts);
    }

    @Override
    public Judgement judge(TraceView trace) {
        long now = Math.floorDiv(trace.epochNanos(), NANOS_PER_SECOND);
        if (second != now) {
            second = now;
            java.util.Arrays.fill(spent, 0);
        }
        List<Vote> votes = new ArrayList<>(parts.size());
        for (int i = 0; i < allocated.length; i++) {
            NamedPolicy part = parts.get(i);
            Vote vote = part.vote(trace);
            votes.add(vote);
            if (vote.verdict() == Verdict.ERROR) {
                return new Judgement(Verdict.ERROR, Reason.of("%s failed", part.label()), votes);
            }
            if (vote.verdict() == Verdict.SAMPLED) {
                return spend(i, trace.spanCount(), votes);
            }
        }
        return new Judgement(Verdict.NOT_SAMPLED, Reason.of("no sub-policy matches"), votes);
    }

    private Judgement spend(int i, long spans, List<Vote> votes) {
        String name = parts.get(i).label();
        long before = spent[i];
        long limit = Math.min(allocated[i], maximum);
        if (before + spans <= limit) {
            spent[i] = before + spans;
            return new Judgement(
                    Verdict.SAMPLED,
                    Reason.of("%s: %s + %s spans of %s in this second", name, before, spans, limit),
                    votes);
        }
        return new Judgement(
                Verdict.NOT_SAMPLED,
                Reason.of(
                        "%s: %s + %s spans > %s in this second; stopped here, without asking the sub-policies after it",
                        name, before, spans, limit),
                votes);
    }

    @Override
    public boolean isStateful() {
        return Not.isAnyStateful(parts);
    }

    @Override
    public Policy instance(int shards) {
        List<NamedPolicy> instances = new ArrayList<>(parts.size());
        for (NamedPolicy part : parts) {
            instances.add(part.instance(shards));
        }
        long share = shards == 1 || maximum <= 0 ? maximum : Math.max(1, maximum / shards);
        return new Composite(share, percents, instances);
    }
}
