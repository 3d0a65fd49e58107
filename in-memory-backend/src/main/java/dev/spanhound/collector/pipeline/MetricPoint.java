// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.pipeline;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A count that a processor keeps of itself, as the Collector's own telemetry has it.
 *
 * @param name name as Prometheus shows it, without {@code _total}, such as
 *     {@code otelcol_processor_tail_sampling_new_trace_id_received}; a histogram is two points, with {@code _count} and
 *     {@code _sum}
 * @param attributes attributes by key, sorted
 * @param value the count so far
 */
public record MetricPoint(String name, SortedMap<String, String> attributes, long value) {
    public MetricPoint {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** Returns the point of these attributes. */
    public static MetricPoint of(String name, Map<String, String> attributes, long value) {
        return new MetricPoint(name, new TreeMap<>(attributes), value);
    }

    @Override
    public String toString() {
        return name + attributes + " " + value;
    }
}
