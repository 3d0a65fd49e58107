// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.pipeline.ProcessorFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * {@code batch}: checked, then passed through. It joins requests and delays them, by 200 ms unless set, which before
 * {@code tail_sampling} shifts all spans of a trace alike. It merges no resources, so no policy sees a difference.
 */
final class BatchFactory implements ProcessorFactory {
    private static final long DEFAULT_SIZE = 8192;

    @Override
    public String type() {
        return "batch";
    }

    @Override
    public Blueprint read(String id, Section config) {
        long size = config.int64("send_batch_size", DEFAULT_SIZE);
        long maxSize = config.int64("send_batch_max_size", 0);
        if (maxSize > 0 && maxSize < size) {
            config.error(
                    "send_batch_max_size",
                    "expected 0, or at least send_batch_size (" + size + "), but was " + maxSize);
        }
        Duration timeout = config.duration("timeout", Duration.ofMillis(200));
        if (timeout.isNegative()) {
            config.error("timeout", "expected 0s or more, but was " + timeout.toMillis() + "ms");
        }
        Set<String> keys = new HashSet<>();
        for (String key : config.strings("metadata_keys")) {
            if (!keys.add(key.toLowerCase(Locale.ROOT))) {
                config.error("metadata_keys", "expected each key once, but " + key + " is there again");
            }
        }
        config.int64("metadata_cardinality_limit", 0);
        config.reportUnknownKeys();
        return PassThrough.BLUEPRINT;
    }
}
