// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One trace from its first span on: what the processor has of it, and what became of it. */
final class TraceRecord {
    static final long NEVER = Long.MIN_VALUE;

    private static final int MAX_LATE = 1_000;
    private static final int MAX_EARLIER = 8;
    private static final Reason FORGOTTEN = Reason.of("why is forgotten, for there were too many newer decisions");
    private static final Reason WAITS = Reason.of("not decided yet");

    final String traceId;
    final long arrivedNanos;
    final @Nullable TraceRecord earlier;

    private final int generation;
    private List<Chunk> chunks = new ArrayList<>(1);
    private List<LateSpans> late = List.of();
    private boolean forgotten;

    long spanCount;
    long sizeBytes;
    long batch;
    boolean cached;
    Outcome outcome = Outcome.PENDING;
    long decidedNanos;
    long decidedSpans;
    long evaluatedNanos = NEVER;

    @Nullable
    String policy;

    Reason reason = WAITS;
    List<Vote> votes = List.of();

    /** Makes the record of a trace that is new, though one with its ID may have been here before. */
    TraceRecord(String traceId, long arrivedNanos, @Nullable TraceRecord earlier) {
        this.traceId = traceId;
        this.arrivedNanos = arrivedNanos;
        this.earlier = earlier == null || earlier.generation == MAX_EARLIER ? null : earlier;
        this.generation = this.earlier == null ? 0 : this.earlier.generation + 1;
        if (earlier != null) {
            late = new ArrayList<>(earlier.late);
        }
    }

    boolean isDecided() {
        return outcome != Outcome.PENDING;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    void add(Chunk chunk) {
        chunks.add(chunk);
    }

    /** Keeps no votes any more: nobody will ask, though the trace may have to stay in memory for long. */
    void forget() {
        forgotten = true;
        if (isDecided()) {
            forgetVotes();
        }
    }

    private void forgetVotes() {
        votes = List.of();
        reason = FORGOTTEN;
    }

    /** Lets go of what was needed to decide. */
    void settle() {
        chunks = List.of();
        if (forgotten) {
            forgetVotes();
        }
    }

    void decide(Outcome result, @Nullable String decisive, Reason why, long nanos) {
        outcome = result;
        policy = decisive;
        reason = why;
        decidedNanos = nanos;
        decidedSpans = spanCount;
    }

    List<LateSpans> late() {
        return late;
    }

    void addLate(LateSpans spans) {
        LateSpans last = late.isEmpty() ? null : late.get(late.size() - 1);
        if (last != null && isSame(last, spans)) {
            int sum = last.spans() + spans.spans();
            late.set(late.size() - 1, new LateSpans(sum, last.receivedAt(), last.fate(), last.known()));
        } else if (late.size() < MAX_LATE) {
            late = late.isEmpty() ? new ArrayList<>(1) : late;
            late.add(spans);
        }
    }

    private boolean isSame(LateSpans last, LateSpans spans) {
        return last.fate() == spans.fate()
                && last.known() == spans.known()
                && (last.receivedAt().equals(spans.receivedAt()) || late.size() >= MAX_LATE);
    }
}
