// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.config.Finding;
import dev.spanhound.collector.pipeline.SpanConsumer;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Options of a {@link TraceCollector}. */
public final class TraceCollectorBuilder {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<TracesPipeline> pipelines = new ArrayList<>();
    private final List<Consumer<List<SpanData>>> listeners = new ArrayList<>();
    private Instant start = START;
    private @Nullable InstantSource source;
    private List<Finding> warnings = List.of();
    private int rememberedDecisions = 100_000;
    private int rememberedSpans = 1_000_000;

    TraceCollectorBuilder() {}

    /** Adds a pipeline. */
    TraceCollectorBuilder pipeline(String id, List<Stage> stages) {
        pipelines.add(TracesPipeline.alone(id, stages));
        return this;
    }

    /** Sets the configuration: what it says of its pipelines is run. */
    public TraceCollectorBuilder config(CollectorConfig config) {
        pipelines.clear();
        pipelines.addAll(config.pipelines());
        warnings = config.warnings();
        return this;
    }

    /** Sets the virtual time to begin at. Default: 2026-01-01T00:00:00Z. */
    public TraceCollectorBuilder startingAt(Instant instant) {
        start = instant;
        return this;
    }

    /** Follows the system's clock: decisions take as long as in production. The same as with {@link Clock#systemUTC()}. */
    public TraceCollectorBuilder realTime() {
        return realTime(Clock.systemUTC());
    }

    /**
     * Follows a clock. As there is no thread, what came due is decided at the next call of any method of the collector,
     * each second's at its own time.
     */
    public TraceCollectorBuilder realTime(InstantSource clock) {
        source = clock;
        return this;
    }

    /** Gives all spans that come out of the pipelines to this as well, as they are released. */
    public TraceCollectorBuilder onExport(Consumer<List<SpanData>> listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Sets how many traces each processor remembers the decisions on, beyond what the real Collector does; the oldest are
     * forgotten. Default: 100,000.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public TraceCollectorBuilder rememberingDecisions(int traces) {
        if (traces < 1) {
            throw new IllegalArgumentException("traces: " + traces + " (expected: > 0)");
        }
        rememberedDecisions = traces;
        return this;
    }

    /**
     * Sets how many exported spans are remembered; the oldest are forgotten. Default: 1,000,000.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public TraceCollectorBuilder rememberingExported(int spans) {
        if (spans < 0) {
            throw new IllegalArgumentException("spans: " + spans + " (expected: >= 0)");
        }
        rememberedSpans = spans;
        return this;
    }

    /** Makes the collector. */
    public TraceCollector build() {
        return new TraceCollector(this);
    }

    CollectorTime time() {
        return new CollectorTime(start, source);
    }

    Exported exported() {
        return new Exported(rememberedSpans, listeners);
    }

    List<Finding> warnings() {
        return warnings;
    }

    /** Returns the pipelines running, in their order, but those that feed others before these. */
    List<Pipeline> pipelines(SpanConsumer exporter, CollectorTime time) {
        Map<String, Pipeline> running = new LinkedHashMap<>();
        for (int i = pipelines.size() - 1; i >= 0; i--) {
            start(pipelines.get(i), exporter, time, running);
        }
        List<Pipeline> upstreamFirst = new ArrayList<>(running.values());
        Collections.reverse(upstreamFirst);
        return upstreamFirst;
    }

    private Pipeline start(
            TracesPipeline config, SpanConsumer exporter, CollectorTime time, Map<String, Pipeline> running) {
        Pipeline present = running.get(config.id());
        if (present != null) {
            return present;
        }
        List<SpanConsumer> outputs = new ArrayList<>();
        if (config.isExit()) {
            outputs.add(exporter);
        }
        pipelines.stream()
                .filter(other -> config.feeds().contains(other.id()))
                .forEach(fed -> outputs.add(start(fed, exporter, time, running)));
        SpanConsumer next =
                outputs.size() == 1 ? outputs.get(0) : spans -> outputs.forEach(output -> output.accept(spans));
        Pipeline pipeline = new Pipeline(config, next, time, rememberedDecisions);
        running.put(config.id(), pipeline);
        return pipeline;
    }
}
