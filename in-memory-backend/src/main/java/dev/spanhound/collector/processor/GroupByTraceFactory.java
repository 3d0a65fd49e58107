// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.pipeline.ProcessorFactory;
import java.time.Duration;

/**
 * {@code groupbytrace}: checked, then passed through, with a warning. The Collector's holds each trace for {@code
 * wait_duration} and gives it on in one piece, so that a later processor sees it that much later, and spans that come after it
 * as a piece of their own; beyond {@code num_traces} it gives the oldest traces up.
 */
final class GroupByTraceFactory implements ProcessorFactory {
    private static final long DEFAULT_TRACES = 1_000_000;

    @Override
    public String type() {
        return "groupbytrace";
    }

    @Override
    public Blueprint read(String id, Section config) {
        Duration wait = config.duration("wait_duration", Duration.ofSeconds(1));
        long traces = config.int64("num_traces", DEFAULT_TRACES);
        config.int64("num_workers", 1);
        if (config.bool("discard_orphans", false)) {
            config.error("discard_orphans", "the Collector does not support it; leave it out");
        }
        if (config.bool("store_on_disk", false)) {
            config.error("store_on_disk", "the Collector does not support it; leave it out");
        }
        config.warn(
                "wait_duration",
                id + " passes spans through at once: in production it holds each trace for " + wait.toMillis()
                        + " ms, gives it on in one piece, and loses the oldest beyond " + traces
                        + " traces. Add the wait to what a later tail_sampling waits");
        config.reportUnknownKeys();
        return PassThrough.BLUEPRINT;
    }
}
