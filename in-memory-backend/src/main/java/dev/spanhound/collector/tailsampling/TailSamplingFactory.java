// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.pipeline.ProcessorFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes {@code tail_sampling} processors. */
public final class TailSamplingFactory implements ProcessorFactory {
    private static final String TAIL_STORAGE_GATE = "processor.tailsamplingprocessor.tailstorageextension";
    private static final int MAX_SHARDS = 256;

    @Override
    public String type() {
        return "tail_sampling";
    }

    @Override
    public Blueprint read(String id, Section config) {
        TailSamplingSettings settings = settings(config);
        List<Section> sections = config.sections("policies");
        int shards = shards(config);
        config.reportUnknownKeys();
        List<NamedPolicy> policies = PolicyReader.read(sections);
        if (settings.spanIngest()) {
            refuseStateful(config, policies);
        }
        return (next, time) -> {
            Tally tally = new Tally(Ballot.dropFirst(policies).stream()
                    .map(policy -> metricName(id, policy))
                    .toList());
            DecisionLog log = new DecisionLog();
            List<Shard> running = new ArrayList<>();
            for (int i = 0; i < shards; i++) {
                List<NamedPolicy> own =
                        policies.stream().map(policy -> policy.instance(shards)).toList();
                Ballot ballot = new Ballot(own, settings.sampleOnFirstMatch(), tally);
                running.add(new Shard(settings.divided(shards), ballot, tally, log, next, time));
            }
            return new TailSamplingProcessor(running, tally, log);
        };
    }

    private static String metricName(String id, NamedPolicy policy) {
        int slash = id.indexOf('/');
        return slash < 0 ? policy.name() : id.substring(slash + 1) + "." + policy.name();
    }

    private static TailSamplingSettings settings(Section config) {
        TailSamplingSettings defaults = TailSamplingSettings.defaults();
        Section cache = config.section("decision_cache").orElse(null);
        config.uint64("expected_new_traces_per_sec", 0);
        if (config.has("tail_storage")) {
            config.error(
                    "tail_storage",
                    "'tail_storage' requires the \"" + TAIL_STORAGE_GATE
                            + "\" feature gate, which this collector does not have: leave it out, and spans stay in memory");
        }
        TailSamplingSettings read = new TailSamplingSettings(
                isSpanIngest(config),
                config.duration("decision_wait", defaults.decisionWait()),
                config.duration("decision_wait_after_root_received", Duration.ZERO),
                config.uint64("num_traces", defaults.numTraces()),
                config.bool("block_on_overflow", false),
                cache == null ? 0 : cache.int64("sampled_cache_size", 0),
                cache == null ? 0 : cache.int64("non_sampled_cache_size", 0),
                config.bool("sample_on_first_match", false),
                config.bool("drop_pending_traces_on_shutdown", false),
                config.uint64("maximum_trace_size_bytes", 0));
        if (cache != null) {
            cache.reportUnknownKeys();
        }
        return read;
    }

    private static boolean isSpanIngest(Section config) {
        String strategy = config.string("sampling_strategy", "trace-complete");
        if (!strategy.equals("trace-complete") && !strategy.equals("span-ingest")) {
            config.error(
                    "sampling_strategy",
                    "invalid sampling_strategy \"" + strategy
                            + "\", expected one of \"trace-complete\" or \"span-ingest\"");
        }
        return strategy.equals("span-ingest");
    }

    private static int shards(Section config) {
        long shards = config.uint32("num_shards", 1);
        if (shards > MAX_SHARDS) {
            config.error("num_shards", "num_shards (" + shards + ") must not exceed " + MAX_SHARDS);
        }
        return (int) Math.max(1, Math.min(shards, MAX_SHARDS));
    }

    private static void refuseStateful(Section config, List<NamedPolicy> policies) {
        for (NamedPolicy policy : policies) {
            if (policy.policy().isStateful()) {
                config.error(
                        "sampling_strategy",
                        "sampling_strategy \"span-ingest\" requires all policies to be stateless, but policy \""
                                + policy.name() + "\" is stateful");
            }
        }
    }
}
