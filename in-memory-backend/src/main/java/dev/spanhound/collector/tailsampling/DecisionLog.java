// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of each trace, for those who ask later. The oldest are forgotten. Has no say in any decision. */
final class DecisionLog {
    private int capacity = 100_000;
    private final Map<String, TraceRecord> records = new LinkedHashMap<>();
    private long forgotten;

    void setCapacity(int capacity) {
        this.capacity = capacity;
    }

    @Nullable
    TraceRecord get(String traceId) {
        return records.get(traceId);
    }

    void put(TraceRecord trace) {
        records.remove(trace.traceId);
        records.put(trace.traceId, trace);
        if (records.size() > capacity) {
            var eldest = records.values().iterator();
            eldest.next().forget();
            eldest.remove();
            forgotten++;
        }
    }

    long forgotten() {
        return forgotten;
    }

    /** Returns the IDs, in the order in which they came. */
    Set<String> traceIds() {
        return Collections.unmodifiableSet(records.keySet());
    }
}
