// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.pipeline.PipelineTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The collector's time, which ticks at each full second since its start. Virtual, unless there is a real one to follow. */
final class CollectorTime implements PipelineTime {
    private static final long SECOND = 1_000_000_000;

    private final @Nullable InstantSource source;
    private long now;
    private long nextTick;
    private long ahead;
    private LongConsumer ticked = nanos -> {};

    CollectorTime(Instant start, @Nullable InstantSource source) {
        this.source = source;
        this.now = PipelineTime.nanos(source == null ? start : source.instant());
        this.nextTick = now + SECOND;
    }

    void onTick(LongConsumer listener) {
        ticked = listener;
    }

    boolean isReal() {
        return source != null;
    }

    @Override
    public long getAsLong() {
        return now;
    }

    /** Ticks what was missed, if time is real. */
    void catchUp() {
        if (source != null) {
            moveTo(PipelineTime.nanos(source.instant()) + ahead);
        }
    }

    /** Moves on, and ticks at each full second on the way. */
    void moveTo(long target) {
        while (nextTick <= target) {
            tick();
        }
        now = Math.max(now, target);
    }

    @Override
    public void toNextTick() {
        ahead += nextTick - now;
        tick();
    }

    private void tick() {
        now = nextTick;
        nextTick += SECOND;
        ticked.accept(now);
    }
}
