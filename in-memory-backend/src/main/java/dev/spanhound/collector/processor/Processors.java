// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.pipeline.ProcessorFactory;
import java.util.List;

/** The processors that run besides {@code tail_sampling}. */
public final class Processors {
    private Processors() {}

    /**
     * Returns a factory for each type: {@code attributes}, {@code batch}, {@code filter}, {@code groupbytrace}, {@code memory_limiter},
     * {@code probabilistic_sampler}, {@code resource} and {@code span}. Of these {@code batch}, {@code groupbytrace} and
     * {@code memory_limiter} are checked and pass all spans through at once.
     *
     * <p>They differ from the Collector's where OpenTelemetry's SDK for Java differs from OTLP: a map, bytes, an empty value or
     * an array of several types is a string in an attribute, and is hashed, converted and matched as such; a {@code tracestate}
     * that is not valid is an empty one, which {@code probabilistic_sampler} judges like any other. There is no client, so
     * {@code from_context} is refused.
     */
    public static List<ProcessorFactory> factories() {
        return List.of(
                new AttributesFactory(),
                new BatchFactory(),
                new FilterFactory(),
                new GroupByTraceFactory(),
                new MemoryLimiterFactory(),
                new ProbabilisticSamplerFactory(),
                new ResourceFactory(),
                new SpanFactory());
    }
}
