// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.pipeline.MetricPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the processor counts of itself, by the names that the Collector has for it. Durations of its own work it leaves out. */
final class Tally {
    private static final String PREFIX = "otelcol_processor_tail_sampling_";

    private final List<String> policies;
    private final long[] executions;
    private final Outcomes[] votes;
    private final Outcomes decisions = new Outcomes();

    long newTraces;
    long tooEarly;
    long tooLarge;
    long errors;
    long inMemory;
    long inMemoryAtTick;
    long releasedSampled;
    long releasedNotSampled;
    final Ages removals = new Ages();
    final Ages late = new Ages();

    /** Makes a tally for these policies, by the names that they have in metrics. */
    Tally(List<String> policies) {
        this.policies = policies;
        this.executions = new long[policies.size()];
        this.votes = new Outcomes[policies.size()];
        Arrays.setAll(votes, policy -> new Outcomes());
    }

    void vote(int policy, Verdict verdict) {
        executions[policy]++;
        switch (verdict) {
            case SAMPLED -> votes[policy].sampled++;
            case NOT_SAMPLED -> votes[policy].notSampled++;
            case DROPPED -> votes[policy].dropped++;
            case ERROR -> errors++;
        }
    }

    void decision(Outcome outcome) {
        switch (outcome) {
            case SAMPLED -> decisions.sampled++;
            case NOT_SAMPLED -> decisions.notSampled++;
            case DROPPED -> decisions.dropped++;
            case EVICTED, PENDING ->
                throw new IllegalArgumentException("outcome: " + outcome + " (expected: a decision)");
        }
    }

    List<MetricPoint> points() {
        List<MetricPoint> points = new ArrayList<>();
        for (int i = 0; i < policies.size(); i++) {
            String policy = policies.get(i);
            add(points, "sampling_policy_execution_count", Map.of("policy", policy), executions[i]);
            votes[i].addTo(points, "count_traces_sampled", Map.of("policy", policy));
        }
        decisions.addTo(points, "global_count_traces_sampled", Map.of());
        add(points, "new_trace_id_received", Map.of(), newTraces);
        add(points, "sampling_trace_dropped_too_early", Map.of(), tooEarly);
        add(points, "traces_dropped_too_large", Map.of(), tooLarge);
        add(points, "sampling_policy_evaluation_error", Map.of(), errors);
        add(points, "sampling_traces_on_memory", Map.of(), inMemoryAtTick);
        add(points, "early_releases_from_cache_decision", Map.of("sampled", "true"), releasedSampled);
        add(points, "early_releases_from_cache_decision", Map.of("sampled", "false"), releasedNotSampled);
        removals.addTo(points, "sampling_trace_removal_age");
        late.addTo(points, "sampling_late_span_age");
        return points;
    }

    private static void add(List<MetricPoint> points, String name, Map<String, String> attributes, long value) {
        points.add(MetricPoint.of(PREFIX + name, attributes, value));
    }

    /** How many of what there are. */
    private static final class Outcomes {
        private long sampled;
        private long notSampled;
        private long dropped;

        private void addTo(List<MetricPoint> points, String name, Map<String, String> attributes) {
            add(points, name, attributes, "true", "sampled", sampled);
            add(points, name, attributes, "false", "not_sampled", notSampled);
            add(points, name, attributes, "false", "dropped", dropped);
        }

        private static void add(
                List<MetricPoint> points,
                String name,
                Map<String, String> attributes,
                String isSampled,
                String decision,
                long value) {
            Map<String, String> all = new HashMap<>(attributes);
            all.put("sampled", isSampled);
            all.put("decision", decision);
            Tally.add(points, name, all, value);
        }
    }

    /** A histogram of whole seconds, of which only number and sum are kept. */
    static final class Ages {
        private long count;
        private long sum;

        void add(long nanos) {
            count++;
            sum += nanos / 1_000_000_000;
        }

        private void addTo(List<MetricPoint> points, String name) {
            Tally.add(points, name + "_count", Map.of(), count);
            Tally.add(points, name + "_sum", Map.of(), sum);
        }
    }
}
