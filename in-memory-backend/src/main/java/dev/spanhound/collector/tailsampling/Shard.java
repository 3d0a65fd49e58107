// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.pipeline.PipelineTime;
import dev.spanhound.collector.pipeline.SpanConsumer;
import dev.spanhound.collector.tailsampling.LateSpans.Fate;
import dev.spanhound.collector.tailsampling.LateSpans.Known;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a {@code tail_sampling} processor: which traces wait until when, and which are decided. With
 * {@code num_shards} there are several, each with traces of its own.
 */
final class Shard {
    private static final Reason INGEST_OVER =
            Reason.of("not sampled: not decided while its spans came (sampling_strategy: span-ingest)");

    private final TailSamplingSettings settings;
    private final Ballot ballot;
    private final SpanConsumer next;
    private final PipelineTime time;
    private final DecisionBatches batches;
    private final DecisionCache sampledCache;
    private final DecisionCache nonSampledCache;
    private final Tally tally;
    private final DecisionLog log;
    private final Map<String, TraceRecord> traces = new LinkedHashMap<>();
    private int undecided;

    Shard(
            TailSamplingSettings settings,
            Ballot ballot,
            Tally tally,
            DecisionLog log,
            SpanConsumer next,
            PipelineTime time) {
        this.settings = settings;
        this.ballot = ballot;
        this.tally = tally;
        this.log = log;
        this.next = next;
        this.time = time;
        this.batches = new DecisionBatches(settings.batches());
        this.sampledCache = new DecisionCache(settings.sampledCacheSize());
        this.nonSampledCache = new DecisionCache(settings.nonSampledCacheSize());
    }

    void accept(Chunk chunk) {
        String traceId = chunk.traceId();
        if (isDecidedByCache(traceId, chunk)) {
            return;
        }
        TraceRecord trace = traces.get(traceId);
        if (trace == null) {
            makeSpace(traceId);
            trace = begin(traceId, chunk);
        }
        trace.spanCount += chunk.spans().size();
        if (settings.movesOnRoot() && chunk.hasRoot()) {
            long after = settings.decisionWaitAfterRootReceived().toSeconds();
            trace.batch = batches.moveEarlier(traceId, trace.batch, after);
        }
        boolean limited = settings.maximumTraceSizeBytes() > 0;
        if (limited) {
            trace.sizeBytes += OtlpSize.ofChunk(chunk);
        }
        if (trace.isDecided()) {
            late(trace, chunk);
        } else if (limited && trace.sizeBytes > settings.maximumTraceSizeBytes()) {
            refuse(trace);
        } else if (settings.spanIngest()) {
            decideAtOnce(trace, chunk);
        } else {
            trace.add(chunk);
        }
    }

    private boolean isDecidedByCache(String traceId, Chunk chunk) {
        TraceRecord known = sampledCache.get(traceId);
        if (known != null) {
            next.accept(chunk.spans());
            tally.releasedSampled += chunk.spans().size();
            noteLate(recordOf(traceId, known, chunk), chunk, Fate.FORWARDED, Known.CACHE);
            return true;
        }
        known = nonSampledCache.get(traceId);
        if (known != null) {
            tally.releasedNotSampled += chunk.spans().size();
            noteLate(recordOf(traceId, known, chunk), chunk, Fate.DISCARDED, Known.CACHE);
            return true;
        }
        return false;
    }

    /** Returns the record that late spans belong to, which may be one of a trace that only seems to be decided. */
    private TraceRecord recordOf(String traceId, TraceRecord known, Chunk chunk) {
        TraceRecord logged = log.get(traceId);
        if (logged != null || known.traceId.equals(traceId)) {
            return logged == null ? known : logged;
        }
        long now = time.getAsLong();
        TraceRecord mistaken = new TraceRecord(traceId, now, null);
        mistaken.spanCount = chunk.spans().size();
        mistaken.cached = true;
        Reason why = Reason.of(
                "%s: the decision cache takes it for trace %s, whose ID has the same right half",
                known.outcome.words(), known.traceId);
        mistaken.decide(known.outcome, known.policy, why, now);
        log.put(mistaken);
        return mistaken;
    }

    private void makeSpace(String traceId) {
        if (traces.size() < settings.numTraces()) {
            return;
        }
        if (settings.blockOnOverflow()) {
            waitForSpace(traceId);
        } else if (!traces.isEmpty()) {
            evict(traces.values().iterator().next());
        }
    }

    private void evict(TraceRecord trace) {
        if (!trace.isDecided()) {
            Reason why = Reason.of(
                    "evicted before its decision: num_traces is %d, and a newer trace needed the place",
                    settings.numTraces());
            trace.decide(Outcome.EVICTED, null, why, time.getAsLong());
            undecided--;
        }
        trace.settle();
        remove(trace);
    }

    private void waitForSpace(String traceId) {
        long ticks = batches.ticksToEmpty();
        for (long i = 0; i < ticks && traces.size() >= settings.numTraces(); i++) {
            time.toNextTick();
        }
        if (traces.size() >= settings.numTraces()) {
            throw new IllegalStateException("block_on_overflow: trace " + traceId + " finds no place among num_traces: "
                    + settings.numTraces()
                    + ", and the Collector would block its senders for ever here: all traces in memory"
                    + " are decided, but a decided trace leaves memory only for a decision cache."
                    + " Set decision_cache.sampled_cache_size and non_sampled_cache_size, or block_on_overflow: false");
        }
    }

    private TraceRecord begin(String traceId, Chunk chunk) {
        TraceRecord earlier = log.get(traceId);
        TraceRecord trace = new TraceRecord(traceId, time.getAsLong(), earlier);
        if (earlier != null) {
            noteLate(trace, chunk, Fate.NEW_TRACE, Known.NOT);
        }
        traces.put(traceId, trace);
        log.put(trace);
        tally.newTraces++;
        tally.inMemory++;
        undecided++;
        trace.batch = batches.add(traceId);
        return trace;
    }

    private void late(TraceRecord trace, Chunk chunk) {
        boolean sampled = trace.outcome == Outcome.SAMPLED;
        if (sampled) {
            next.accept(chunk.spans());
        }
        if (trace.evaluatedNanos != TraceRecord.NEVER) {
            tally.late.add(time.getAsLong() - trace.evaluatedNanos);
        }
        noteLate(trace, chunk, sampled ? Fate.FORWARDED : Fate.DISCARDED, Known.MAP);
    }

    private void noteLate(TraceRecord trace, Chunk chunk, Fate fate, Known known) {
        trace.addLate(new LateSpans(chunk.spans().size(), time.instant(), fate, known));
    }

    private void refuse(TraceRecord trace) {
        tally.tooLarge++;
        batches.remove(trace.traceId, trace.batch);
        Reason why = Reason.of(
                "larger than maximum_trace_size_bytes: %d > %d", trace.sizeBytes, settings.maximumTraceSizeBytes());
        trace.decide(Outcome.NOT_SAMPLED, null, why, time.getAsLong());
        release(trace, false);
    }

    private void decideAtOnce(TraceRecord trace, Chunk chunk) {
        long now = time.getAsLong();
        trace.evaluatedNanos = now;
        ballot.decideAtOnce(trace, new TraceView(trace.traceId, List.of(chunk), trace.spanCount, now));
        trace.add(chunk);
        if (trace.isDecided()) {
            release(trace, true);
        }
    }

    /** Decides what is due. All drop policies are asked about all traces before any other policy is. */
    void tick(long epochNanos) {
        List<TraceRecord> due = due(epochNanos);
        List<TraceRecord> kept = new ArrayList<>(due.size());
        for (TraceRecord trace : due) {
            if (ballot.drops(trace, view(trace, epochNanos))) {
                release(trace, true);
            } else {
                kept.add(trace);
            }
        }
        for (TraceRecord trace : kept) {
            ballot.decide(trace, view(trace, epochNanos));
            release(trace, true);
        }
        tally.inMemoryAtTick = tally.inMemory;
    }

    private List<TraceRecord> due(long epochNanos) {
        List<TraceRecord> due = new ArrayList<>();
        for (String traceId : batches.take()) {
            TraceRecord trace = traces.get(traceId);
            if (trace == null) {
                tally.tooEarly++;
            } else if (!trace.isDecided()) {
                trace.evaluatedNanos = epochNanos;
                if (settings.spanIngest()) {
                    trace.decide(Outcome.NOT_SAMPLED, null, INGEST_OVER, epochNanos);
                    release(trace, true);
                    remove(trace);
                } else {
                    due.add(trace);
                }
            }
        }
        return due;
    }

    private static TraceView view(TraceRecord trace, long epochNanos) {
        return new TraceView(trace.traceId, trace.chunks(), trace.spanCount, epochNanos);
    }

    private void release(TraceRecord trace, boolean counts) {
        undecided--;
        if (counts) {
            tally.decision(trace.outcome);
        }
        boolean sampled = trace.outcome == Outcome.SAMPLED;
        DecisionCache cache = sampled ? sampledCache : nonSampledCache;
        cache.put(trace);
        List<Chunk> chunks = trace.chunks();
        trace.settle();
        if (sampled) {
            next.accept(Chunk.join(chunks));
        }
        if (!cache.isOff()) {
            trace.cached = true;
            remove(trace);
        }
    }

    private void remove(TraceRecord trace) {
        if (traces.remove(trace.traceId, trace)) {
            tally.inMemory--;
            tally.removals.add(time.getAsLong() - trace.arrivedNanos);
        }
    }

    /** Decides what is undecided on what is here, unless {@code drop_pending_traces_on_shutdown} says not to. */
    void shutdown() {
        if (settings.dropPendingTracesOnShutdown()) {
            return;
        }
        while (!batches.isEmpty()) {
            tick(time.getAsLong());
        }
    }

    int undecided() {
        return undecided;
    }

    /** Returns a trace that is in memory. */
    @Nullable
    TraceRecord trace(String traceId) {
        return traces.get(traceId);
    }
}
