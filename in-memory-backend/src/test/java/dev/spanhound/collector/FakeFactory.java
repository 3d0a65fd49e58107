// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.pipeline.Processor;
import dev.spanhound.collector.pipeline.ProcessorFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** ProcessorTypes that do nothing, and know a few keys. */
record FakeFactory(String type, List<String> keys) implements ProcessorFactory {
    static ProcessorTypes processors() {
        return new ProcessorTypes(Stream.of(
                        of("tail_sampling", "policies", "decision_wait", "num_traces"),
                        of("probabilistic_sampler", "sampling_percentage", "hash_seed", "mode"),
                        of("filter", "error_mode", "traces"),
                        of("attributes", "actions"),
                        of("batch", "timeout", "send_batch_size"),
                        of("memory_limiter", "check_interval", "limit_mib"))
                .toList());
    }

    private static ProcessorFactory of(String type, String... keys) {
        return new FakeFactory(type, Arrays.asList(keys));
    }

    @Override
    public Blueprint read(String id, Section config) {
        keys.forEach(config::has);
        config.reportUnknownKeys();
        return (next, clock) -> (Processor) next::accept;
    }
}
