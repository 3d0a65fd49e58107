// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.pipeline.ProcessorFactory;
import java.time.Duration;
import java.util.List;

/**
 * {@code memory_limiter}: checked, then passed through. A Collector that runs out of memory refuses requests, whose spans
 * are then missing in production; here none is refused.
 */
final class MemoryLimiterFactory implements ProcessorFactory {
    private static final List<String> GC_INTERVALS = List.of(
            "min_gc_interval_when_soft_limited",
            "min_gc_interval_when_hard_limited",
            "max_gc_interval_when_soft_limited",
            "max_gc_interval_when_hard_limited");

    @Override
    public String type() {
        return "memory_limiter";
    }

    @Override
    public Blueprint read(String id, Section config) {
        Duration interval = config.duration("check_interval", Duration.ZERO);
        if (interval.isZero() || interval.isNegative()) {
            config.error("check_interval", "expected a duration above 0s, such as 1s");
        }
        checkLimits(config);
        for (String key : GC_INTERVALS) {
            config.duration(key, Duration.ZERO);
        }
        config.reportUnknownKeys();
        return PassThrough.BLUEPRINT;
    }

    private static void checkLimits(Section config) {
        long mebibytes = config.int64("limit_mib", 0);
        long spike = config.int64("spike_limit_mib", 0);
        long percentage = config.int64("limit_percentage", 0);
        long spikePercentage = config.int64("spike_limit_percentage", 0);
        if (mebibytes == 0 && percentage == 0) {
            config.error("limit_mib", "expected limit_mib or limit_percentage above 0");
        } else if (mebibytes > 0 && spike >= mebibytes) {
            config.error("spike_limit_mib", "expected less than limit_mib (" + mebibytes + "), but was " + spike);
        }
        if (percentage > 100 || spikePercentage > 100) {
            config.error("limit_percentage", "expected percentages from 0 to 100");
        } else if (percentage > 0 && spikePercentage >= percentage) {
            config.error(
                    "spike_limit_percentage",
                    "expected less than limit_percentage (" + percentage + "), but was " + spikePercentage);
        }
    }
}
