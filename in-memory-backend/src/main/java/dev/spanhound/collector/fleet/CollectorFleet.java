// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.fleet;

import dev.spanhound.collector.TraceCollector;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Several collectors with the same configuration, and what spreads requests over them. Tail sampling decides on what one
 * collector has seen: this shows whether that is the whole trace.
 *
 * <pre>{@code
 * CollectorFleet fleet = CollectorFleet.byTraceId(3, () -> TraceCollector.load("otel-collector.yaml"));
 * fleet.receive(trace);
 * fleet.decisionOn(trace).isOne();
 * }</pre>
 *
 * <p>Safe for use by many threads, one at a time.
 */
public final class CollectorFleet implements AutoCloseable {
    private final Map<String, TraceCollector> collectors;
    private final Routing routing;
    private final Map<String, Set<String>> seenBy = new LinkedHashMap<>();

    private CollectorFleet(Map<String, TraceCollector> collectors, Routing routing) {
        this.collectors = collectors;
        this.routing = routing;
    }

    /**
     * Returns collectors behind the Collector's {@code loadbalancing} exporter with {@code routing_key: traceID}: all spans
     * of a trace reach one of them. They are called {@code collector-0:4317}, and so on.
     *
     * @param count how many
     * @param collector makes each of them
     * @throws IllegalArgumentException if there is none
     */
    public static CollectorFleet byTraceId(int count, Supplier<TraceCollector> collector) {
        return byTraceId(endpoints(count), collector);
    }

    /**
     * Returns collectors as {@link #byTraceId(int, Supplier)} does, with the endpoints that production has: they decide
     * which trace goes where.
     *
     * @param endpoints host and port of each; without a port it is 4317, as for the exporter
     * @param collector makes each of them
     * @throws IllegalArgumentException if there is none
     */
    public static CollectorFleet byTraceId(List<String> endpoints, Supplier<TraceCollector> collector) {
        List<String> withPort = endpoints.stream()
                .map(endpoint -> endpoint.contains(":") ? endpoint : endpoint + ":4317")
                .toList();
        TraceIdRing ring = new TraceIdRing(withPort);
        return new CollectorFleet(make(withPort, collector), span -> ring.endpointOf(span.getTraceId()));
    }

    /**
     * Returns collectors of which each request goes to the next, whatever is in it, as behind a load balancer that knows
     * nothing of traces. They are called {@code collector-0:4317}, and so on.
     *
     * @param count how many
     * @param collector makes each of them
     * @throws IllegalArgumentException if there is none
     */
    public static CollectorFleet roundRobin(int count, Supplier<TraceCollector> collector) {
        List<String> endpoints = endpoints(count);
        return new CollectorFleet(make(endpoints, collector), new InTurn(endpoints));
    }

    private static List<String> endpoints(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "collector-" + i + ":4317")
                .toList();
    }

    private static Map<String, TraceCollector> make(List<String> endpoints, Supplier<TraceCollector> collector) {
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("collectors: none (expected: at least one)");
        }
        Map<String, TraceCollector> made = new LinkedHashMap<>();
        endpoints.forEach(endpoint -> made.computeIfAbsent(endpoint, name -> collector.get()));
        return made;
    }

    /** Returns the collectors by their endpoints. */
    public Map<String, TraceCollector> collectors() {
        return Map.copyOf(collectors);
    }

    /**
     * Receives a trace as services send it: the spans of each resource as a request of their own, in the order in which
     * their first spans come.
     *
     * @return the same trace
     */
    public Trace receive(Trace trace) {
        Map<Object, List<SpanData>> bySender = new LinkedHashMap<>();
        for (SpanData span : trace.received()) {
            bySender.computeIfAbsent(span.getResource(), resource -> new ArrayList<>())
                    .add(span);
        }
        bySender.values().forEach(this::receiveAll);
        return trace;
    }

    /** Receives spans of any number of traces as one request. */
    public synchronized void receiveAll(Collection<? extends SpanData> request) {
        routing.nextRequest();
        Map<String, List<SpanData>> byEndpoint = new LinkedHashMap<>();
        for (SpanData span : request) {
            String endpoint = routing.endpointOf(span);
            byEndpoint.computeIfAbsent(endpoint, name -> new ArrayList<>()).add(span);
            seenBy.computeIfAbsent(span.getTraceId(), id -> new LinkedHashSet<>())
                    .add(endpoint);
        }
        byEndpoint.forEach((endpoint, spans) -> collector(endpoint).feed(spans));
    }

    /**
     * Moves the time of all collectors on.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration duration) {
        collectors.values().forEach(collector -> collector.advance(duration));
    }

    /** Returns what becomes of a trace, which is received now if no span of it has come. */
    public synchronized FleetDecision decisionOn(Trace trace) {
        if (!seenBy.containsKey(trace.traceId())) {
            receive(trace);
        }
        Map<String, Decision> decisions = new LinkedHashMap<>();
        for (String endpoint : seenBy.getOrDefault(trace.traceId(), Set.of())) {
            decisions.put(endpoint, collector(endpoint).decisionOn(trace.traceId()));
        }
        return new FleetDecision(trace.traceId(), decisions);
    }

    /** Returns what becomes of these traces, in their order. Those that have not come yet are received before any is decided. */
    public synchronized List<FleetDecision> decisionsOn(Collection<Trace> traces) {
        traces.stream().filter(trace -> !seenBy.containsKey(trace.traceId())).forEach(this::receive);
        return traces.stream().map(this::decisionOn).toList();
    }

    /** Returns the spans that came out of all collectors, collector by collector. */
    public List<SpanData> exported() {
        return collectors.values().stream()
                .flatMap(collector -> collector.exported().stream())
                .toList();
    }

    private TraceCollector collector(String endpoint) {
        TraceCollector collector = collectors.get(endpoint);
        if (collector == null) {
            throw new IllegalStateException("no collector at " + endpoint);
        }
        return collector;
    }

    /** Shuts all collectors down. */
    @Override
    public void close() {
        collectors.values().forEach(TraceCollector::close);
    }

    /** Which collector gets a span. */
    @FunctionalInterface
    private interface Routing {
        String endpointOf(SpanData span);

        default void nextRequest() {}
    }

    /** One after the other, request by request. */
    private static final class InTurn implements Routing {
        private final List<String> endpoints;
        private int requests;

        InTurn(List<String> endpoints) {
            this.endpoints = endpoints;
        }

        @Override
        public void nextRequest() {
            requests++;
        }

        @Override
        public String endpointOf(SpanData span) {
            return endpoints.get((requests - 1) % endpoints.size());
        }
    }
}
