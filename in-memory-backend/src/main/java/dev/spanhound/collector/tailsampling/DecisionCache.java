// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The least recently used of decisions go first. Knows a trace by the right half of its ID, as the Collector does. */
final class DecisionCache {
    private final long capacity;
    private final Map<Long, TraceRecord> decisions = new LinkedHashMap<>(16, 0.75f, true);

    /** Makes a cache for this many decisions; none if it is zero or less. */
    DecisionCache(long capacity) {
        this.capacity = capacity;
    }

    boolean isOff() {
        return capacity <= 0;
    }

    /** Returns the trace that is known by this ID, and makes it the most recently used. */
    @Nullable
    TraceRecord get(String traceId) {
        return decisions.isEmpty() ? null : decisions.get(key(traceId));
    }

    void put(TraceRecord trace) {
        if (isOff()) {
            return;
        }
        decisions.put(key(trace.traceId), trace);
        if (decisions.size() > capacity) {
            var eldest = decisions.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    private static Long key(String traceId) {
        return Long.parseUnsignedLong(traceId, 16, 32, 16);
    }
}
