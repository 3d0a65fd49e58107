// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {

    @Test
    void readsPoliciesInTheirOrder() {
        Policies read = Policies.read("""
                - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
                - {name: slow, type: latency, latency: {threshold_ms: 1000}}
                """);

        assertThat(read.errors()).isEmpty();
        assertThat(read.warnings()).isEmpty();
        assertThat(read.policies()).extracting(NamedPolicy::name).containsExactly("errors", "slow");
        assertThat(read.policies()).extracting(NamedPolicy::type).containsExactly("status_code", "latency");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {type: always_sample}                                 | policies[0]: policy name cannot be empty (expected: a name of its own, such as errors)
            {name: a, type: latncy}                               | policies[0].type: failed to create policy evaluator for "a": unknown sampling policy type latncy: did you mean latency? (expected: %s); policies of extensions cannot run here
            {name: a, type: tail_based}                           | policies[0].type: failed to create policy evaluator for "a": unknown sampling policy type tail_based (expected: %s); policies of extensions cannot run here
            {name: a}                                             | policies[0]: failed to create policy evaluator for "a": unknown sampling policy type "" (expected: %s)
            {name: a, type: latency, latency_threshold_ms: 5}     | policies[0].latency_threshold_ms: unknown key latency_threshold_ms under policies[0]: did you mean latency: {threshold_ms: …}?
            {name: a, type: latency, threshold_ms: 5}             | policies[0].threshold_ms: unknown key threshold_ms under policies[0]: did you mean latency: {threshold_ms: …}?
            {name: a, type: latency, threshold: 5}                | policies[0].threshold: unknown key threshold under policies[0]: did you mean latency: {threshold_ms: …}?
            {name: a, type: always_sample, latency_threshold_ms: 5} | policies[0].latency_threshold_ms: unknown key latency_threshold_ms under policies[0]: did you mean latency: {threshold_ms: …}?
            {name: a, type: always_sample, status_codes: [ERROR]} | policies[0].status_codes: unknown key status_codes under policies[0]: did you mean status_code: {status_codes: …}?
            {name: a, type: probabilistic, sampling_percentage: 5} | policies[0].sampling_percentage: unknown key sampling_percentage under policies[0]: did you mean probabilistic: {sampling_percentage: …}?
            {name: a, type: always_sample, probabilstic: 5}       | policies[0].probabilstic: unknown key probabilstic under policies[0]: did you mean probabilistic?
            {name: a, type: always_sample, colour: red}           | policies[0].colour: unknown key colour under policies[0] (expected: name, type, always_sample)
            {name: a, type: latency, latency: 5}                  | policies[0].latency: expected a map, but was 5
            {name: a, type: status_code}                          | policies[0].status_code: expected at least one status code to filter on: OK, ERROR, UNSET
            {name: a, type: status_code, status_code: {status_codes: [error]}} | policies[0].status_code.status_codes: unknown status code "error", supported: OK, ERROR, UNSET (in capitals)
            {name: a, type: numeric_attribute, numeric_attribute: {key: k, min_value: 1.5e0}} | ``
            {name: a, type: not, not: {}}                         | policies[0].not: expected not_sub_policy: {name: …, type: …, …}
            """)
    void saysWhatIsWrong(String policy, String error) {
        String types = String.join(", ", PolicyTypes.ALL.keySet());

        assertThat(String.join("\n", Policies.read("[" + policy + "]").errors()))
                .isEqualTo(error.replace("%s", types));
    }

    @Test
    void saysWhereKeysBelongAlsoIfTheTypeIsUnknown() {
        List<String> errors = Policies.read("[{name: a, type: tail_based, latency_threshold_ms: 5}]")
                .errors();

        assertThat(errors).hasSize(2);
        assertThat(errors.get(0)).startsWith("policies[0].type: ").contains("unknown sampling policy type tail_based");
        assertThat(errors.get(1))
                .isEqualTo("policies[0].latency_threshold_ms: unknown key latency_threshold_ms under policies[0]:"
                        + " did you mean latency: {threshold_ms: …}?");
    }

    @Test
    void namesAreUniqueAtTheTopOnly() {
        Policies read = Policies.read("""
                - {name: a, type: always_sample}
                - {name: a, type: trace_flags}
                - name: b
                  type: and
                  and: {and_sub_policy: [{name: a, type: trace_flags}, {name: a, type: trace_flags}, {type: trace_flags}]}
                """);

        assertThat(read.errors())
                .containsExactly("policies[1].name: duplicate policy name \"a\" (expected: a name of its own)");
    }

    @Test
    void aRegularExpressionIsThatOfGo() {
        Policies read = Policies.read(
                "[{name: a, type: string_attribute, string_attribute: {key: k, enabled_regex_matching: true,"
                        + " values: [(?=x), 'ok', 'a(b']}}]");

        assertThat(read.errors())
                .containsExactly(
                        "policies[0].string_attribute.values: invalid regex `(?=x)`: error parsing regexp: invalid or"
                                + " unsupported Perl syntax: `(?=` (expected: the syntax of Go's regexp, without look-around and"
                                + " back-references)",
                        "policies[0].string_attribute.values: invalid regex `a(b`: error parsing regexp: missing closing ):"
                                + " `a(b` (expected: the syntax of Go's regexp, without look-around and back-references)");
    }

    @Test
    void bothBoundsUnsetWouldPanic() {
        assertThat(Policies.read("[{name: a, type: numeric_attribute, numeric_attribute: {key: k, min_value: 0}}]")
                        .errors())
                .containsExactly(
                        "policies[0].numeric_attribute: expected min_value or max_value other than 0 (At least one"
                                + " of minValue or maxValue must be set); the Collector starts with this, and panics at the first"
                                + " trace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"and", "composite", "drop"})
    void whatMayNotStandInAndIsUnknownThere(String type) {
        Policies read = Policies.read(
                "[{name: a, type: and, and: {and_sub_policy: [{name: b, type: %s, %s: {}}]}}]".formatted(type, type));

        assertThat(read.errors())
                .singleElement()
                .asString()
                .startsWith(
                        "policies[0].and.and_sub_policy[0].type: failed to create policy evaluator for \"b\": unknown sampling"
                                + " policy type " + type + ", which cannot stand here (expected: always_sample, ");
    }

    @ParameterizedTest
    @CsvSource({
        "and, and_sub_policy, not, true",
        "drop, drop_sub_policy, not, true",
        "drop, drop_sub_policy, and, false",
        "composite, composite_sub_policy, and, true",
        "composite, composite_sub_policy, not, false",
        "composite, composite_sub_policy, composite, false"
    })
    void nests(String container, String key, String type, boolean allowed) {
        String part = type.equals("not")
                ? "{name: b, type: not, not: {not_sub_policy: {name: c, type: trace_flags}}}"
                : "{name: b, type: %s}".formatted(type);
        Policies read =
                Policies.read("[{name: a, type: %s, %s: {%s: [%s]}}]".formatted(container, container, key, part));

        assertThat(read.errors().isEmpty()).isEqualTo(allowed);
    }

    @Test
    void notTakesLeavesOnly() {
        assertThat(Policies.read("[{name: a, type: not, not: {not_sub_policy: {name: b, type: and}}}]")
                        .errors())
                .singleElement()
                .asString()
                .contains("unknown sampling policy type and, which cannot stand here");
    }

    @Test
    void reportsUnknownKeysOfATypeAndOfAnAllocation() {
        Policies read = Policies.read(
                "[{name: a, type: composite, composite: {colour: red, rate_allocation: [{policy: b, share: 5}]}}]");

        assertThat(read.errors()).hasSize(2).allMatch(error -> error.contains("unknown key"));
    }
}
