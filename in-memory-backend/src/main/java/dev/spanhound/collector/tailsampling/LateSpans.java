// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.time.Instant;

/**
 * Spans of a trace that came after its decision or eviction.
 *
 * @param spans how many
 * @param receivedAt when they came
 * @param fate what became of them
 * @param known where the earlier decision was known from
 */
public record LateSpans(int spans, Instant receivedAt, Fate fate, Known known) {

    /** What became of late spans. */
    public enum Fate {
        /** Given on, as their trace was. */
        FORWARDED,
        /** Not given on, as their trace was not. */
        DISCARDED,
        /** Taken for a new trace, with a decision of its own, for nothing knew the earlier one any more. */
        NEW_TRACE
    }

    /** Where a decision is known from. */
    public enum Known {
        /** From a {@code decision_cache}, which knows traces by the right half of their ID. */
        CACHE,
        /** From the entry that a trace keeps among the {@code num_traces} if no cache takes its decision. */
        MAP,
        /** From nowhere. */
        NOT
    }

    @Override
    public String toString() {
        String count = spans + (spans == 1 ? " late span " : " late spans ");
        return switch (fate) {
            case FORWARDED -> count + "forwarded (" + source() + ")";
            case DISCARDED -> count + "discarded (" + source() + ")";
            case NEW_TRACE -> count + "taken for a new trace (the decision was no longer known)";
        };
    }

    private String source() {
        return known == Known.CACHE ? "decision cache" : "decision still in memory";
    }
}
