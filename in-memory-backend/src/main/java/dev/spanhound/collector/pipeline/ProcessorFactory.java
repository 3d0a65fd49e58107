// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.pipeline;

import dev.spanhound.collector.config.Section;

/** Makes the processors of one type. */
public interface ProcessorFactory {

    /** Returns the type, such as {@code tail_sampling}. */
    String type();

    /**
     * Reads a processor's configuration, and reports what is wrong with it. Each call of what is returned makes a
     * processor with a state of its own.
     *
     * @param id the processor's name in the configuration, such as {@code tail_sampling/edge}
     */
    Blueprint read(String id, Section config);

    /** A processor that is configured, and not yet part of a pipeline. */
    @FunctionalInterface
    interface Blueprint {
        /**
         * Makes the processor.
         *
         * @param next takes what the processor keeps
         * @param time the time of the pipeline
         */
        Processor create(SpanConsumer next, PipelineTime time);
    }
}
