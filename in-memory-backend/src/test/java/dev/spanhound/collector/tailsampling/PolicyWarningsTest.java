// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyWarningsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            numeric_attribute: {key: k, min_value: 5, max_value: 4} | numeric_attribute.min_value: min_value 5 is above max_value 4: nothing matches
            boolean_attribute: {value: true}                  | boolean_attribute: no key: no span has an attribute without a name
            string_attribute: {key: k}                        | string_attribute: no values: nothing matches
            string_attribute: {key: k, values: [a, ""]}       | string_attribute.values: an empty string never matches
            drop: {}                                          | drop: no sub-policies: an empty drop policy drops every trace
            rate_limiting: {}                                 | rate_limiting: spans_per_second is not above 0: keeps no trace, or only the first ones of a burst
            always_sample: {x: 1} | always_sample.x: always_sample has no keys, and does not use this
            latency: {threshold_ms: 9223372036854775808} | latency.threshold_ms: 9223372036854775808 does not fit in 64 bits, and the Collector takes it for -9223372036854775808
            composite: {}                                     | composite: max_total_spans_per_second is not above 0: keeps no trace
            """)
    void ofOnePolicy(String keys, String warning) {
        String type = keys.substring(0, keys.indexOf(':'));

        assertThat(Policies.read("[{name: it, type: %s, %s}]".formatted(type, keys))
                        .warnings())
                .containsExactly("policies[0]." + warning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            latency: {threshold_ms: 1, upper_threshold_ms: 5} | latency.upper_threshold_ms: upper_threshold_ms can match a prefix: a trace that lasts longer is kept if the spans that came first last no longer; an and of latency and of not latency, each with a threshold_ms alone, looks at the whole trace
            numeric_attribute: {key: k, min_value: 0, max_value: 5} | numeric_attribute.min_value: min_value: 0 means unset, which is no minimum
            numeric_attribute: {key: k, min_value: 5, max_value: 0} | numeric_attribute.max_value: max_value: 0 means unset, which is no maximum
            boolean_attribute: {key: k, invert_match: true}   | boolean_attribute.invert_match: invert_match no longer vetoes since 0.144: a trace that matches is kept if another policy keeps it; use a drop policy to keep it out
            """)
    void ofAWayOfTheCollector(String keys, String warning) {
        String type = keys.substring(0, keys.indexOf(':'));

        assertThat(Policies.read("[{name: it, type: %s, %s}]".formatted(type, keys))
                        .quirks())
                .containsExactly("policies[0]." + warning);
    }

    @Test
    void ofAnUnusedSection() {
        assertThat(Policies.read("[{name: it, type: always_sample, latency: {}, probabilstic: {}, my_extension: {}}]")
                        .warnings())
                .containsExactly(
                        "policies[0].latency: a policy of type always_sample does not use it",
                        "policies[0].probabilstic: unknown key probabilstic under policies[0]: did you mean probabilistic?: the"
                                + " Collector ignores it",
                        "policies[0].my_extension: unknown key my_extension under policies[0] (expected: name, type,"
                                + " always_sample, latency): the Collector ignores it");
    }

    @Test
    void ofAComposite() {
        Policies read = Policies.read("""
                - name: it
                  type: composite
                  composite:
                    max_total_spans_per_second: 100
                    policy_order: [b, a]
                    composite_sub_policy: [{name: a, type: trace_flags}, {name: b, type: always_sample}]
                    rate_allocation: [{policy: a, percent: 50}, {policy: c, percent: 50}]
                """);

        assertThat(read.warnings()).containsExactly("policies[0].composite.rate_allocation: no sub-policy is called c");
        assertThat(read.quirks())
                .containsExactly(
                        "policies[0].composite.policy_order: policy_order is not used: the order is that of"
                                + " composite_sub_policy, a, b",
                        "policies[0].composite.rate_allocation: b is missing from rate_allocation, or has no percent: it has an"
                                + " equal share, 1/2 of 100 (nothing before 0.158)");
    }

    @Test
    void ofALimitThatOthersSpend() {
        Policies read = Policies.read("""
                - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
                - {name: rest, type: rate_limiting, rate_limiting: {spans_per_second: 5}}
                """);

        assertThat(read.quirks())
                .containsExactly(
                        "policies[1].type: rate_limiting spends tokens on traces another policy keeps (errors), and"
                                + " does not keep these out");
    }

    @Test
    void ofAPolicyThatDefeatsTheOthers() {
        Policies read = Policies.read("""
                - {name: all, type: always_sample}
                - {name: some, type: probabilistic, probabilistic: {sampling_percentage: 10}}
                - {name: whatever, type: status_code, status_code: {status_codes: [OK, UNSET]}}
                """);

        assertThat(read.quirks())
                .containsExactly(
                        "policies[0].type: all keeps every trace, or most, so that some cannot keep any out: one policy that"
                                + " samples is enough, and only a drop policy can veto",
                        "policies[2].type: whatever keeps every trace, or most, so that some cannot keep any out: one policy"
                                + " that samples is enough, and only a drop policy can veto");
    }

    @Test
    void aloneOrBesideADropPolicyThereIsNothingToSay() {
        assertThat(Policies.read("""
                                - {name: no, type: drop, drop: {drop_sub_policy: [{name: f, type: trace_flags}]}}
                                - {name: rest, type: rate_limiting, rate_limiting: {spans_per_second: 5}}
                                """).warnings()).isEmpty();
    }
}
