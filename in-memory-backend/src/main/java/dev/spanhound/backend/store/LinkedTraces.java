// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Traces that hang together by span links, over others between them too: a message that is sent on links link to link. */
final class LinkedTraces {
    /** Bounds what a chain that never ends costs, such as a job whose each run links to the last. */
    static final int MOST_INDIRECT = 100;

    private LinkedTraces() {}

    /** Returns the IDs that lead on from {@code start}: all that it names itself, then a bounded number of further ones. */
    static List<String> of(StoredTrace start, Function<StoredTrace, Set<String>> named, TraceIndex traces) {
        Set<String> direct = named.apply(start);
        if (direct.isEmpty()) {
            return List.of();
        }
        List<String> found = new ArrayList<>(direct);
        Set<String> seen = new HashSet<>(direct);
        seen.add(start.traceId);
        int most = found.size() + MOST_INDIRECT;
        for (int i = 0; i < found.size() && found.size() < most; i++) {
            StoredTrace trace = traces.get(found.get(i));
            if (trace != null) {
                for (String next : named.apply(trace)) {
                    if (found.size() < most && seen.add(next)) {
                        found.add(next);
                    }
                }
            }
        }
        return List.copyOf(found);
    }
}
