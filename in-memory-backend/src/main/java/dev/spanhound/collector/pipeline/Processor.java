// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.pipeline;

import java.util.List;

/** A processor of a pipeline. Gives what it keeps to the consumer that it was made with. Not safe for several threads. */
public interface Processor extends SpanConsumer {

    /**
     * Tells that time has come to a full second since the start, which is when the Collector's {@code tail_sampling}
     * looks at what is due.
     *
     * @param epochNanos the time now, in nanoseconds since the epoch
     */
    default void tick(long epochNanos) {}

    /** Ends the processor, which gives on what it still holds, if that is its way. */
    default void shutdown() {}

    /** Returns what it counts of itself. */
    default List<MetricPoint> metrics() {
        return List.of();
    }
}
