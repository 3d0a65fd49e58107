// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.time.Duration;

/**
 * The keys of a {@code tail_sampling} processor, but for its policies.
 *
 * @param spanIngest whether {@code sampling_strategy} is {@code span-ingest}
 * @param numTraces {@code num_traces}
 * @param maximumTraceSizeBytes {@code maximum_trace_size_bytes}; 0 for no limit
 */
record TailSamplingSettings(
        boolean spanIngest,
        Duration decisionWait,
        Duration decisionWaitAfterRootReceived,
        long numTraces,
        boolean blockOnOverflow,
        long sampledCacheSize,
        long nonSampledCacheSize,
        boolean sampleOnFirstMatch,
        boolean dropPendingTracesOnShutdown,
        long maximumTraceSizeBytes) {

    static TailSamplingSettings defaults() {
        return new TailSamplingSettings(
                false, Duration.ofSeconds(30), Duration.ZERO, 50_000, false, 0, 0, false, false, 0);
    }

    /** Returns how many ticks a trace waits through before the one that decides it. Less than a second is one. */
    long batches() {
        return Math.max(1, decisionWait.toSeconds());
    }

    boolean movesOnRoot() {
        return decisionWaitAfterRootReceived.compareTo(Duration.ZERO) > 0;
    }

    /** Returns the part of one shard of several. What is at least one stays so. */
    TailSamplingSettings divided(int shards) {
        if (shards == 1) {
            return this;
        }
        return new TailSamplingSettings(
                spanIngest,
                decisionWait,
                decisionWaitAfterRootReceived,
                Math.max(1, numTraces / shards),
                blockOnOverflow,
                part(sampledCacheSize, shards),
                part(nonSampledCacheSize, shards),
                sampleOnFirstMatch,
                dropPendingTracesOnShutdown,
                maximumTraceSizeBytes);
    }

    private static long part(long size, int shards) {
        return size <= 0 ? size : Math.max(1, size / shards);
    }
}
