// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import java.util.List;

/**
 * A traces pipeline of a configuration.
 *
 * @param id its name, such as {@code traces} or {@code traces/edge}
 * @param receivers names of the receivers, and of the connectors that it receives from; none if the configuration is only
 *     a part of one
 * @param stages its processors, in order
 * @param exporters names of the exporters, and of the connectors that it feeds
 * @param feeds ids of the traces pipelines that get what comes out, by way of {@code forward} connectors
 * @param isEntry whether it receives from anything else than another traces pipeline
 * @param isExit whether it gives to anything else than another traces pipeline
 */
record TracesPipeline(
        String id,
        List<String> receivers,
        List<Stage> stages,
        List<String> exporters,
        List<String> feeds,
        boolean isEntry,
        boolean isExit) {
    TracesPipeline {
        receivers = List.copyOf(receivers);
        stages = List.copyOf(stages);
        exporters = List.copyOf(exporters);
        feeds = List.copyOf(feeds);
    }

    /** Returns a pipeline that stands alone, with nothing known of its receivers and exporters. */
    static TracesPipeline alone(String id, List<Stage> stages) {
        return new TracesPipeline(id, List.of(), stages, List.of(), List.of(), true, true);
    }
}
