// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.pipeline;

import java.time.Instant;
import java.util.function.LongSupplier;

/** The time of a pipeline, in nanoseconds since the epoch, for processors that hold up whoever sends to them. */
public interface PipelineTime extends LongSupplier {

    /** Moves time on to the next full second since the start, which ticks all processors. */
    void toNextTick();

    /** Returns the time as an instant. */
    default Instant instant() {
        return instant(getAsLong());
    }

    /** Returns nanoseconds since the epoch as an instant. */
    static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(0, epochNanos);
    }

    /**
     * Returns an instant as nanoseconds since the epoch.
     *
     * @throws ArithmeticException if it is before 1677 or after 2262
     */
    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}
