// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.util.List;

/**
 * What a policy sees of a trace.
 *
 * @param traceId 32 lower-case hex digits
 * @param chunks the spans, in the order of their arrival
 * @param spanCount number of spans received, which may be above that of the spans here
 * @param epochNanos the time of the decision, in nanoseconds since the epoch
 */
record TraceView(String traceId, List<Chunk> chunks, long spanCount, long epochNanos) {}
