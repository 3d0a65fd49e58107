// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.collector.CollectorConfig;
import dev.spanhound.collector.TraceCollector;

/** Collectors of tests. */
final class Sampling {
    private Sampling() {}

    /** Returns a collector with these policies, each on a line of its own in YAML's flow style, that waits for 30 s. */
    static TraceCollector by(String... policies) {
        return of("decision_wait: 30s", policies);
    }

    /** Returns a collector with these settings, in one line, and policies. */
    static TraceCollector of(String settings, String... policies) {
        return TraceCollector.of(CollectorConfig.parse("tail_sampling:\n  " + settings.replace(", ", "\n  ")
                + "\n  policies:\n    - " + String.join("\n    - ", policies)));
    }

    static final String ERRORS = "{name: errors, type: status_code, status_code: {status_codes: [ERROR]}}";
    static final String SLOW = "{name: slow, type: latency, latency: {threshold_ms: 1000}}";
    static final String ALL = "{name: all, type: always_sample}";
    static final String TENTH = "{name: tenth, type: probabilistic, probabilistic: {sampling_percentage: 10}}";
    static final String NO_HEALTH = "{name: no-health, type: drop, drop: {drop_sub_policy: [{name: health,"
            + " type: string_attribute, string_attribute: {key: url.path, values: [/health]}}]}}";
}
