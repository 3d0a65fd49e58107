// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.pipeline.MetricPoint;
import dev.spanhound.collector.pipeline.Processor;
import dev.spanhound.collector.pipeline.SpanConsumer;
import dev.spanhound.collector.tailsampling.TailSamplingProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A running traces pipeline. */
final class Pipeline implements SpanConsumer {
    private final String id;
    private final boolean isEntry;
    private final List<Processor> processors = new ArrayList<>();
    /** The last one first. */
    private final Map<String, TailSamplingProcessor> samplers = new LinkedHashMap<>();

    private final Losses losses;
    private final SpanConsumer first;

    Pipeline(TracesPipeline config, SpanConsumer exporter, CollectorTime time, int remembered) {
        this.id = config.id();
        this.isEntry = config.isEntry();
        List<Stage> stages = config.stages();
        boolean samples = stages.stream().anyMatch(stage -> stage.type().equals("tail_sampling"));
        this.losses = new Losses(time, !samples, remembered);
        SpanConsumer next = exporter;
        boolean beforeSampler = !samples;
        for (int i = stages.size() - 1; i >= 0; i--) {
            Stage stage = stages.get(i);
            Losses.Watch watch = losses.new Watch(stage, next);
            Processor processor = stage.blueprint().create(beforeSampler ? watch::pass : next, time);
            processors.add(0, processor);
            if (processor instanceof TailSamplingProcessor sampler) {
                sampler.rememberDecisions(remembered);
                samplers.put(stage.id(), sampler);
                beforeSampler = true;
                next = processor;
            } else {
                next = beforeSampler ? watch.around(processor) : processor;
            }
        }
        this.first = next;
    }

    String id() {
        return id;
    }

    /** Returns whether it gets what is received, and not only what comes out of another pipeline. */
    boolean isEntry() {
        return isEntry;
    }

    boolean isSampling() {
        return !samplers.isEmpty();
    }

    @Override
    public void accept(List<SpanData> spans) {
        losses.received(spans);
        first.accept(spans);
    }

    void tick(long epochNanos) {
        processors.forEach(processor -> processor.tick(epochNanos));
    }

    void shutdown() {
        processors.forEach(Processor::shutdown);
    }

    boolean hasUndecided() {
        return samplers.values().stream().anyMatch(sampler -> sampler.undecided() > 0);
    }

    List<MetricPoint> metrics() {
        return processors.stream()
                .flatMap(processor -> processor.metrics().stream())
                .toList();
    }

    /** Returns the names that can be asked for a judge: the pipeline's own, and those of its samplers. */
    List<String> judges() {
        return Stream.concat(Stream.of(id), samplers.keySet().stream()).toList();
    }

    /** Returns what knows the decisions of this pipeline, or of one of its samplers; empty if the name is of neither. */
    Optional<Judge> judge(String name) {
        if (name.equals(id)) {
            return Optional.of(new Judge(List.copyOf(samplers.values()), losses));
        }
        return Optional.ofNullable(samplers.get(name)).map(sampler -> new Judge(List.of(sampler), losses));
    }
}
