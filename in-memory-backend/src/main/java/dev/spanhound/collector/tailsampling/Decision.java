// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.pipeline.PipelineTime;
import dev.spanhound.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one trace, and why. Immutable: what happens later is in a later decision. */
public final class Decision {
    private final String traceId;
    private final Outcome outcome;
    private final @Nullable String policy;
    private final List<Vote> votes;
    private final Reason reason;
    private final Instant receivedAt;
    private final Instant decidedAt;
    private final long spanCount;
    private final boolean cached;
    private final List<LateSpans> lateSpans;
    private final @Nullable Decision earlier;
    private final @Nullable Trace trace;

    private Decision(TraceRecord trace) {
        this.traceId = trace.traceId;
        this.outcome = trace.outcome;
        this.policy = trace.policy;
        this.votes = List.copyOf(trace.votes);
        this.reason = trace.reason;
        this.receivedAt = PipelineTime.instant(trace.arrivedNanos);
        this.decidedAt = trace.isDecided() ? PipelineTime.instant(trace.decidedNanos) : receivedAt;
        this.spanCount = trace.isDecided() ? trace.decidedSpans : trace.spanCount;
        this.cached = trace.cached;
        this.lateSpans = List.copyOf(trace.late());
        this.earlier = trace.earlier == null ? null : new Decision(trace.earlier);
        this.trace = null;
    }

    private Decision(Decision decision, Trace trace) {
        this.traceId = decision.traceId;
        this.outcome = decision.outcome;
        this.policy = decision.policy;
        this.votes = decision.votes;
        this.reason = decision.reason;
        this.receivedAt = decision.receivedAt;
        this.decidedAt = decision.decidedAt;
        this.spanCount = decision.spanCount;
        this.cached = decision.cached;
        this.lateSpans = decision.lateSpans;
        this.earlier = decision.earlier;
        this.trace = trace;
    }

    static Decision of(TraceRecord trace) {
        return new Decision(trace);
    }

    /**
     * Makes the decision on a trace that no {@code tail_sampling} processor has seen.
     *
     * @param traceId 32 lower-case hex digits
     * @param outcome what became of it
     * @param reason why, in one sentence
     * @param receivedAt when its first span came, which is when this was decided as well
     * @param spans number of spans received
     */
    public static Decision withoutTailSampling(
            String traceId, Outcome outcome, String reason, Instant receivedAt, long spans) {
        long nanos = PipelineTime.nanos(receivedAt);
        TraceRecord trace = new TraceRecord(traceId, nanos, null);
        trace.spanCount = spans;
        trace.decide(outcome, null, Reason.of("%s", reason), nanos);
        return new Decision(trace);
    }

    /** Returns this decision, as that on a trace whose spans are known. */
    public Decision on(Trace decided) {
        return new Decision(this, decided);
    }

    /** Returns the trace, with spans that came late, as it was when the decision was asked for; if it was then known. */
    public Optional<Trace> trace() {
        return Optional.ofNullable(trace);
    }

    /** Returns the trace ID, 32 lower-case hex digits. */
    public String traceId() {
        return traceId;
    }

    /** Returns what became of the trace. */
    public Outcome outcome() {
        return outcome;
    }

    /** Returns the policy that made it sampled or dropped: of several, the first in the order asked. */
    public Optional<String> policy() {
        return Optional.ofNullable(policy);
    }

    /** Returns the votes, in the order asked; drop policies first. Policies that were not asked are not here. */
    public List<Vote> votes() {
        return votes;
    }

    /** Returns why in one sentence, such as {@code sampled by errors, the first policy that says so}. */
    public String reason() {
        return reason.toString();
    }

    /** Returns the time from the first span's arrival to the decision or eviction. Zero for a pending trace. */
    public Duration waited() {
        return Duration.between(receivedAt, decidedAt);
    }

    /** Returns when the first span came. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Returns when it was decided or evicted. Empty for a pending trace. */
    public Optional<Instant> decidedAt() {
        return outcome == Outcome.PENDING ? Optional.empty() : Optional.of(decidedAt);
    }

    /** Returns the number of spans received up to the decision. */
    public long spanCount() {
        return spanCount;
    }

    /** Returns whether the decision went into a {@code decision_cache}, or came from there. */
    public boolean cached() {
        return cached;
    }

    /** Returns what became of spans that came after a decision on this trace ID, in the order of arrival. */
    public List<LateSpans> lateSpans() {
        return lateSpans;
    }

    /**
     * Returns the decision before this one on the same trace ID. There is one if spans came after the collector had
     * forgotten, or evicted, what it knew; it took them for a new trace.
     */
    public Optional<Decision> earlier() {
        return Optional.ofNullable(earlier);
    }

    /** Returns the whole explanation, several lines: each vote with the value that was seen, and why the final one won. */
    public String explain() {
        return new Explanation().of(this);
    }

    @Override
    public String toString() {
        return "trace " + traceId + ": " + reason();
    }
}
