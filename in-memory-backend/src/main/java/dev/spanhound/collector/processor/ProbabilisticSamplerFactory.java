// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.pipeline.ProcessorFactory;
import dev.spanhound.trace.sampling.SamplingThreshold;
import java.util.List;

/** {@code probabilistic_sampler}: keeps a share of all traces. Its keys for logs are known, and do nothing to spans. */
final class ProbabilisticSamplerFactory implements ProcessorFactory {
    private static final List<String> MODES = List.of("", "hash_seed", "equalizing", "proportional");
    private static final int DEFAULT_PRECISION = 4;

    @Override
    public String type() {
        return "probabilistic_sampler";
    }

    @Override
    public Blueprint read(String id, Section config) {
        float percentage = percentage(config);
        long seed = config.uint32("hash_seed", 0);
        long precision = precision(config);
        String mode = mode(config, seed);
        boolean failClosed = config.bool("fail_closed", true);
        readKeysForLogs(config);
        config.reportUnknownKeys();
        ProbabilisticSampler sampler =
                new ProbabilisticSampler(samplerMode(mode, percentage, (int) seed, (int) precision), failClosed);
        return (next, epochNanos) -> new EachSpan(sampler, next);
    }

    private static float percentage(Section config) {
        float percentage = (float) config.float64("sampling_percentage", 0);
        boolean tooSmall = percentage > 0 && percentage / 100.0 < SamplingThreshold.MIN_PROBABILITY;
        if (!(percentage >= 0 && percentage < Float.POSITIVE_INFINITY) || tooSmall) {
            config.error(
                    "sampling_percentage",
                    "expected 0, or a percentage from " + 100 * SamplingThreshold.MIN_PROBABILITY
                            + " up (above 100 is 100), but was " + percentage);
            return 0;
        }
        return Math.min(percentage, 100);
    }

    private static long precision(Section config) {
        long precision = config.int64("sampling_precision", DEFAULT_PRECISION);
        if (precision < 1 || precision > SamplingThreshold.MAX_PRECISION) {
            config.error("sampling_precision", "expected a number of hex digits from 1 to 14, but was " + precision);
            return DEFAULT_PRECISION;
        }
        return precision;
    }

    private static String mode(Section config, long seed) {
        String mode = config.string("mode", "");
        if (!MODES.contains(mode)) {
            config.error("mode", "expected hash_seed, equalizing or proportional, but was \"" + mode + "\"");
        } else if (seed != 0 && !mode.isEmpty() && !mode.equals("hash_seed")) {
            config.warn("hash_seed", "not used in mode " + mode + ", whose randomness is that of the trace");
        }
        return mode;
    }

    private static void readKeysForLogs(Section config) {
        String source = config.string("attribute_source", "");
        if (!source.isEmpty() && !source.equals("traceID") && !source.equals("record")) {
            config.error("attribute_source", "expected traceID or record, but was \"" + source + "\"");
        }
        config.string("from_attribute", "");
        config.string("sampling_priority", "");
    }

    private static SamplerMode samplerMode(String mode, float percentage, int seed, int precision) {
        double ratio = percentage / 100.0;
        // In the Collector's 32 bits, and rounded towards zero: a share below 1/16384 is none.
        long kept = (long) (percentage * (float) (TraceIdHash.BUCKETS / 100.0));
        if (percentage == 0) {
            return new SamplerMode.Never();
        }
        return switch (mode) {
            case "equalizing" -> new SamplerMode.Equalizing(SamplingThreshold.ofProbability(ratio, precision));
            case "proportional" -> new SamplerMode.Proportional(ratio, precision);
            default ->
                kept == 0
                        ? new SamplerMode.Never()
                        : new SamplerMode.HashSeed(
                                seed, new SamplingThreshold((TraceIdHash.BUCKETS - kept) << TraceIdHash.SHIFT));
        };
    }
}
