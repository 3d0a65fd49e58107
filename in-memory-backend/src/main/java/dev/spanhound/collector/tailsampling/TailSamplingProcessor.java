// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.pipeline.MetricPoint;
import dev.spanhound.collector.pipeline.Processor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code tail_sampling} processor, which decides as that of contrib v0.162 with default feature gates does. Where
 * that one goes through traces in a random order, this one does in the order of their arrival.
 */
public final class TailSamplingProcessor implements Processor {
    private final Shard[] shards;
    private final Tally tally;
    private final DecisionLog log;

    /** Makes a processor of shards that share a tally and a log. */
    TailSamplingProcessor(List<Shard> shards, Tally tally, DecisionLog log) {
        this.shards = shards.toArray(new Shard[0]);
        this.tally = tally;
        this.log = log;
    }

    @Override
    public void accept(List<SpanData> spans) {
        for (Chunk chunk : Chunk.split(spans)) {
            shardOf(chunk.traceId()).accept(chunk);
        }
    }

    private Shard shardOf(String traceId) {
        return shards.length == 1 ? shards[0] : shards[shardOf(traceId, shards.length)];
    }

    /** Returns the number of the shard that has this trace: both halves of the ID, as SplitMix64 mixes them. */
    static int shardOf(String traceId, int shards) {
        long high = Long.reverseBytes(Long.parseUnsignedLong(traceId, 0, 16, 16));
        long low = Long.reverseBytes(Long.parseUnsignedLong(traceId, 16, 32, 16));
        long hash = high ^ low;
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return (int) Long.remainderUnsigned(hash ^ hash >>> 31, shards);
    }

    /** Decides what is due. All drop policies are asked about all traces before any other policy is. */
    @Override
    public void tick(long epochNanos) {
        for (Shard shard : shards) {
            shard.tick(epochNanos);
        }
    }

    /** Decides what is undecided on what is here, unless {@code drop_pending_traces_on_shutdown} says not to. */
    @Override
    public void shutdown() {
        for (Shard shard : shards) {
            shard.shutdown();
        }
    }

    @Override
    public List<MetricPoint> metrics() {
        return tally.points();
    }

    /** Sets how many traces the decisions are remembered on, beyond what the real Collector does. Default: 100,000. */
    public void rememberDecisions(int traces) {
        log.setCapacity(traces);
    }

    /** Returns the number of traces that wait for their decision. */
    public int undecided() {
        int undecided = 0;
        for (Shard shard : shards) {
            undecided += shard.undecided();
        }
        return undecided;
    }

    /** Returns the number of traces whose decision was forgotten, for there were too many newer ones. */
    public long forgotten() {
        return log.forgotten();
    }

    /** Returns what is known of the trace with this ID: its decision, or that it is pending. */
    public Optional<Decision> decisionOn(String traceId) {
        return Optional.ofNullable(record(traceId)).map(Decision::of);
    }

    /** Returns whether the trace with this ID waits for its decision. */
    public boolean isPending(String traceId) {
        TraceRecord trace = shardOf(traceId).trace(traceId);
        return trace != null && !trace.isDecided();
    }

    private @Nullable TraceRecord record(String traceId) {
        TraceRecord trace = shardOf(traceId).trace(traceId);
        return trace == null ? log.get(traceId) : trace;
    }

    /** Returns the IDs of the traces that something is known of, in the order of arrival. */
    public Set<String> traceIds() {
        return log.traceIds();
    }
}
