// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Trace IDs by the tick that they are due at. Each tick takes one batch; new IDs go into the last one. */
final class DecisionBatches {
    private final long size;
    private final Map<Long, Set<String>> batches = new HashMap<>();
    private Set<String> current = new LinkedHashSet<>();
    private long first;

    /** Makes batches for new IDs to wait through, which is one tick more than this. */
    DecisionBatches(long size) {
        this.size = size;
    }

    /** Returns how many ticks it takes until nothing that is here now is left. */
    long ticksToEmpty() {
        return size + 1;
    }

    boolean isEmpty() {
        return current.isEmpty() && batches.isEmpty();
    }

    /** Adds a new ID, and returns its batch. */
    long add(String traceId) {
        current.add(traceId);
        return first + size;
    }

    /** Moves an ID to the batch that is this many after the next one, if that is earlier than its own. Returns its batch. */
    long moveEarlier(String traceId, long batch, long after) {
        long proposed = first + after;
        if (proposed >= batch) {
            return batch;
        }
        remove(traceId, batch);
        batches.computeIfAbsent(proposed, number -> new LinkedHashSet<>()).add(traceId);
        return proposed;
    }

    /** Removes an ID from its batch. */
    void remove(String traceId, long batch) {
        if (batch == first + size) {
            current.remove(traceId);
        } else {
            batches.getOrDefault(batch, Collections.emptySet()).remove(traceId);
        }
    }

    /** Takes what is due at this tick, in the order added. */
    Set<String> take() {
        Set<String> due = batches.remove(first);
        if (!current.isEmpty()) {
            batches.put(first + size, current);
            current = new LinkedHashSet<>();
        }
        first++;
        return due == null ? Set.of() : due;
    }
}
