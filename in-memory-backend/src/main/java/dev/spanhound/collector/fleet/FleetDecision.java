// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.fleet;

import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of one trace at each collector that got spans of it.
 *
 * @param traceId 32 lower-case hex digits
 * @param byCollector decision of each collector, by its endpoint, in the order in which they first got a span
 */
public record FleetDecision(String traceId, Map<String, Decision> byCollector) {

    public FleetDecision {
        byCollector = Collections.unmodifiableMap(new LinkedHashMap<>(byCollector));
    }

    /** Returns whether one collector got all spans, so that they met one decision. */
    public boolean isOne() {
        return byCollector.size() == 1;
    }

    /** Returns whether some spans were kept and others were not: the trace has holes where it is stored. */
    public boolean isBroken() {
        long sampled = byCollector.values().stream()
                .filter(decision -> decision.outcome() == Outcome.SAMPLED)
                .count();
        return sampled > 0 && sampled < byCollector.size();
    }

    /** Returns the explanation of each collector's decision, several lines. */
    public String explain() {
        return byCollector.entrySet().stream()
                .map(decision -> decision.getKey() + ":\n"
                        + decision.getValue().explain().indent(2))
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return "trace " + traceId + ": "
                + byCollector.entrySet().stream()
                        .map(decision -> decision.getValue().outcome().words() + " at " + decision.getKey() + " ("
                                + decision.getValue().spanCount()
                                + (decision.getValue().spanCount() == 1 ? " span)" : " spans)"))
                        .collect(Collectors.joining(", "));
    }
}
