// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.pipeline.MetricPoint;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the collector's processors counted of themselves, by the names that the real Collector gives out on its metrics
 * port. Immutable.
 */
public final class CollectorMetrics {
    private static final String TAIL_SAMPLING = "otelcol_processor_tail_sampling_";

    private final List<MetricPoint> points;

    CollectorMetrics(List<MetricPoint> points) {
        this.points = List.copyOf(points);
    }

    /** Returns all points, those of one processor after the other. */
    public List<MetricPoint> points() {
        return points;
    }

    /**
     * Returns a count, the sum over all its attributes.
     *
     * @param name name, from which {@code otelcol_processor_tail_sampling_} can be left out
     * @throws IllegalArgumentException if there is none with this name; the message has those there are
     */
    public long value(String name) {
        return value(name, Map.of());
    }

    /**
     * Returns a count, the sum over all points that have these attributes.
     *
     * @param name name, from which {@code otelcol_processor_tail_sampling_} can be left out
     * @param attributes attributes to have, such as {@code policy} or {@code decision}
     * @throws IllegalArgumentException if there is none with this name; the message has those there are
     */
    public long value(String name, Map<String, String> attributes) {
        List<MetricPoint> named = points.stream()
                .filter(point -> point.name().equals(name) || point.name().equals(TAIL_SAMPLING + name))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("metric " + name + ": none (expected one of: " + names() + ")");
        }
        return named.stream()
                .filter(point -> point.attributes().entrySet().containsAll(attributes.entrySet()))
                .mapToLong(MetricPoint::value)
                .sum();
    }

    private SortedSet<String> names() {
        return points.stream().map(MetricPoint::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return points.stream().map(MetricPoint::toString).collect(Collectors.joining("\n"));
    }
}
