// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"fmt"
	"strings"
)

// Configurations that the Collector refuses, and next to them some that it takes though they look wrong.
func invalidCases() (cases []Case) {
	ask := func(name, config string) {
		cases = append(cases, Case{Name: fmt.Sprintf("%s/%03d", name, len(cases)), Config: config, Steps: decided(trace(1, root(1)))})
	}
	good := policies(keepAll)
	for _, line := range []string{
		"decision_wait: 10", "decision_wait: abc", `decision_wait: ""`, "decision_wait: [1s]", "decision_wait: 1.5s", "decision_wait: 1", "decision_wait: null", "decision_wait:", "decision_wait: true", "decision_wait: 10 s", "decision_wait: 1d", "decision_wait: +1s", "decision_wait: 100h",
		"num_traces: -1", "num_traces: abc", "num_traces: 1.5", "num_traces: 1e3", `num_traces: "100"`, "num_traces: 0x10", "num_traces: 100_000", "num_traces: null", "num_traces: true", "num_traces: 18446744073709551615", "num_traces: 18446744073709551616", "num_traces: [1]",
		"block_on_overflow: yes", `block_on_overflow: "true"`, "block_on_overflow: 1", "block_on_overflow: abc", "block_on_overflow: null", "sample_on_first_match: on", "sample_on_first_match: False", "sample_on_first_match: t",
		"expected_new_traces_per_sec: -5", "maximum_trace_size_bytes: -1", "maximum_trace_size_bytes: 1MiB", "num_shards: 256", "num_shards: 257", "num_shards: -1", "num_shards: 4294967296",
		"sampling_strategy: nope", `sampling_strategy: ""`, "sampling_strategy: Trace-Complete", "sampling_strategy: null", "sampling_strategy: 5", "sampling_strategy: span-ingest",
		"tail_storage: file_storage", "tail_storage: file_storage/x", "tail_storage: ''", "tail_storage: 5", "tail_storage: 'a b'", "num_shards: 2\ntail_storage: file_storage",
		"decision_cache: 5", "decision_cache: {sampled_cache_size: abc}", "decision_cache: {sample_cache_size: 5}", "decision_cache: {sampled_cache_size: -1}", "decision_cache: null", "decision_cache: {}",
		"unknown: 1", "Decision_Wait: 1s", "DECISION_WAIT: 1s", "decision-wait: 1s", "decisionwait: 1s", "mutates_data: true", "type: tail_based", "unknown: 1\nother: 2", "decision_wait: x\nnum_traces: y",
	} {
		ask("keys", tail(line, good))
	}
	for _, list := range []string{
		"policies: 5", "policies: abc", "policies: {}", "policies: {name: p, type: always_sample}", "policies: null", "policies:", "policies: [null]", "policies: [5]", "policies: [always_sample]", "policies: [{}]", "policies: [[]]", "policy: []",
	} {
		ask("policies", tail("decision_wait: 1s", list))
	}
	for _, written := range []string{
		"{type: always_sample}", `{name: "", type: always_sample}`, "{name: 5, type: always_sample}", "{name: null, type: always_sample}", "{name: p}", `{name: p, type: ""}`, "{name: p, type: nope}", "{name: p, type: Always_Sample}", "{name: p, type: 5}", "{name: p, type: [always_sample]}", "{name: p, type: null}", "{Name: p, Type: always_sample}",
		"{name: p, type: always_sample, extra: 1}", "{name: p, type: always_sample, extra: {a: 1}}", "{name: p, type: always_sample, extra: abc}", "{name: p, type: always_sample, extra: [1]}", "{name: p, type: always_sample, extra: null}", "{name: p, type: always_sample, always_sample: {x: 1}}", "{name: p, type: latency, latency: {threshold: 5}}", "{name: p, type: latency, latency: {threshold_ms: abc}}", "{name: p, type: latency, latency: {threshold_ms: 1s}}",
		"{name: p, type: latency, latency: 5}", "{name: p, type: latency, latency: null}", "{name: p, type: latency}", "{name: p, type: latency, latency: {threshold_ms: 1.5}}", `{name: p, type: latency, latency: {threshold_ms: "5"}}`, "{name: p, type: latency, latency: {threshold_ms: 5, nope: 6}}", "{name: p, type: latency, status_code: {status_codes: [OK]}}", "{name: p, type: latency, threshold_ms: 5}", "{name: p, type: latency, latency: {threshold_ms: 9223372036854775808}}",
		"{name: p, type: status_code}", "{name: p, type: status_code, status_code: {status_codes: []}}", "{name: p, type: status_code, status_code: {status_codes: [error]}}", "{name: p, type: status_code, status_code: {status_codes: [ERROR, FATAL]}}", "{name: p, type: status_code, status_code: {status_codes: ERROR}}", "{name: p, type: status_code, status_code: {status_codes: 'OK,ERROR'}}", "{name: p, type: status_code, status_code: {status_codes: [2]}}", `{name: p, type: status_code, status_code: {status_codes: [""]}}`, "{name: p, type: status_code, status_codes: [ERROR]}",
		"{name: p, type: string_attribute, string_attribute: {key: k, values: ['('], enabled_regex_matching: true}}", "{name: p, type: string_attribute, string_attribute: {key: k, values: ['(?=x)'], enabled_regex_matching: true}}", `{name: p, type: string_attribute, string_attribute: {key: k, values: ['(a)\1'], enabled_regex_matching: true}}`, "{name: p, type: string_attribute, string_attribute: {key: k, values: ['(']}}", "{name: p, type: string_attribute, string_attribute: {key: k, values: [5, true, 1.5]}}", "{name: p, type: string_attribute, string_attribute: {key: k, values: x}}", "{name: p, type: string_attribute, string_attribute: {key: k, value: [x]}}", "{name: p, type: string_attribute}", "{name: p, type: string_attribute, string_attribute: {values: [x]}}", `{name: p, type: string_attribute, string_attribute: {key: k, values: ['a{1001}'], enabled_regex_matching: true}}`, `{name: p, type: string_attribute, string_attribute: {key: k, values: ['*'], enabled_regex_matching: true}}`, `{name: p, type: string_attribute, string_attribute: {key: k, values: [null]}}`, `{name: p, type: string_attribute, string_attribute: {key: 5, values: [x]}}`,
		"{name: p, type: numeric_attribute, numeric_attribute: {key: k, min_value: 10, max_value: 5}}", "{name: p, type: numeric_attribute, numeric_attribute: {key: k, min_value: abc}}", "{name: p, type: numeric_attribute, numeric_attribute: {min_value: 5}}", "{name: p, type: boolean_attribute, boolean_attribute: {key: k, value: abc}}", "{name: p, type: boolean_attribute}", `{name: p, type: boolean_attribute, boolean_attribute: {key: k, value: "true"}}`,
		"{name: p, type: ottl_condition}", "{name: p, type: ottl_condition, ottl_condition: {error_mode: ignore}}", "{name: p, type: ottl_condition, ottl_condition: {span: []}}", `{name: p, type: ottl_condition, ottl_condition: {error_mode: nope, span: ['true']}}`, `{name: p, type: ottl_condition, ottl_condition: {error_mode: IGNORE, span: ['true']}}`, `{name: p, type: ottl_condition, ottl_condition: {error_mode: '', span: ['true']}}`, `{name: p, type: ottl_condition, ottl_condition: {span: ['attributes["a"] ==']}}`, `{name: p, type: ottl_condition, ottl_condition: {span: ['Nope()']}}`, `{name: p, type: ottl_condition, ottl_condition: {span: ['nope == 1']}}`, `{name: p, type: ottl_condition, ottl_condition: {span: ['spanevent.name == "x"']}}`, `{name: p, type: ottl_condition, ottl_condition: {spanevent: ['IsRootSpan()']}}`, `{name: p, type: ottl_condition, ottl_condition: {span: ['']}}`, `{name: p, type: ottl_condition, ottl_condition: {span: 'true'}}`, `{name: p, type: ottl_condition, ottl_condition: {span: [true]}}`, `{name: p, type: ottl_condition, ottl_condition: {span: ['true', '1 ==', 'Nope()']}}`, `{name: p, type: ottl_condition, ottl_condition: {span: ['All(attributes, (v) => true)']}}`, `{name: p, type: ottl_condition, ottl_condition: {spans: ['true']}}`, `{name: p, type: ottl_condition, ottl_condition: {span: ['IsMatch(name, "(")']}}`, `{name: p, type: ottl_condition, ottl_condition: {span: ['"x"']}}`,
		"{name: p, type: probabilistic, probabilistic: {sampling_percentage: abc}}", `{name: p, type: probabilistic, probabilistic: {sampling_percentage: "50"}}`, "{name: p, type: probabilistic, probabilistic: {sampling_percentage: 50%}}", "{name: p, type: probabilistic, probabilistic: {hash_salt: 5, sampling_percentage: 50}}", "{name: p, type: probabilistic, probabilistic: {sampling_percentage: .inf}}", "{name: p, type: probabilistic, probabilistic: {sampling_percentage: -.inf}}", "{name: p, type: probabilistic, probabilistic: {hash_seed: 5}}",
		"{name: p, type: span_count, span_count: {min_spans: 2147483648}}", "{name: p, type: span_count, span_count: {min_spans: abc}}", "{name: p, type: rate_limiting, rate_limiting: {spans_per_second: abc}}", "{name: p, type: rate_limiting, rate_limiting: {spans_per_seconds: 5}}", "{name: p, type: trace_flags, trace_flags: {}}", "{name: p, type: trace_flags, trace_flags: 5}", "{name: p, type: trace_state, trace_state: {key: k, values: v}}",
		"{name: p, type: and}", "{name: p, type: and, and: {}}", "{name: p, type: and, and: {and_sub_policy: {}}}", "{name: p, type: and, and: {and_sub_policies: []}}", "{name: p, type: and, and: {and_sub_policy: [{name: s, type: nope}]}}", "{name: p, type: and, and: {and_sub_policy: [{name: s}]}}", "{name: p, type: and, and: {and_sub_policy: [{name: s, type: and, and: {and_sub_policy: []}}]}}", "{name: p, type: and, and: {and_sub_policy: [{name: s, type: composite}]}}", "{name: p, type: and, and: {and_sub_policy: [{name: s, type: drop, drop: {drop_sub_policy: []}}]}}", "{name: p, type: and, and: {and_sub_policy: [{name: s, type: status_code}]}}", "{name: p, type: and, and: {and_sub_policy: [{name: s, type: always_sample}, {name: s, type: always_sample}]}}", "{name: p, type: and, and: {and_sub_policy: [{name: s, type: always_sample, nope: 1}]}}",
		"{name: p, type: and, and_sub_policy: [{name: s, type: always_sample}]}",
		"{name: p, type: drop}", "{name: p, type: drop, drop: {drop_sub_policy: [{name: s, type: composite}]}}", "{name: p, type: drop, drop: {drop_sub_policy: [{name: s, type: and}]}}", "{name: p, type: drop, drop: {drop_sub_policy: [{name: s, type: drop}]}}", "{name: p, type: drop, drop: {drop_sub_policy: [{name: s, type: nope}]}}", "{name: p, type: not}", "{name: p, type: not, not: {}}", "{name: p, type: not, not: {not_sub_policy: [{name: s, type: always_sample}]}}", "{name: p, type: not, not: {not_sub_policy: {name: s, type: not}}}", "{name: p, type: not, not: {not_sub_policy: {name: s, type: and}}}", "{name: p, type: not, not: {not_sub_policy: {name: s, type: drop}}}", "{name: p, type: not, not: {not_sub_policy: {type: always_sample}}}", "{name: p, type: not, not: {not_sub_policy: {name: s, type: composite}}}",
		"{name: p, type: composite}", "{name: p, type: composite, composite: {composite_sub_policy: []}}", "{name: p, type: composite, composite: {max_total_spans_per_second: 5, composite_sub_policy: [{name: s, type: composite}]}}", "{name: p, type: composite, composite: {max_total_spans_per_second: 5, composite_sub_policy: [{name: s, type: not, not: {not_sub_policy: {name: t, type: always_sample}}}]}}", "{name: p, type: composite, composite: {max_total_spans_per_second: 5, composite_sub_policy: [{name: s, type: drop}]}}", "{name: p, type: composite, composite: {max_total_spans_per_second: abc}}", "{name: p, type: composite, composite: {max_total_spans_per_second: 5, rate_allocation: {policy: s, percent: 5}}}", "{name: p, type: composite, composite: {max_total_spans_per_second: 5, rate_allocation: [{policy: s, percent: 1.5}]}}", "{name: p, type: composite, composite: {max_total_spans_per_second: 5, rate_allocation: [{name: s, percent: 5}]}}", "{name: p, type: composite, composite: {max_total_spans_per_second: 5, policy_order: s}}", "{name: p, type: composite, composite: {max_total_spans_per_second: 5, composite_sub_policy: [{name: s, type: status_code}]}}",
	} {
		ask("policy", tail("decision_wait: 1s", policies(written)))
	}
	ask("policies", tail("decision_wait: 1s", policies(yes.as("p"), no.as("p"))))
	ask("policies", tail("decision_wait: 1s", policies(yes.as("p"), no.as("P"))))
	ask("policies", tail("decision_wait: 1s", policies(yes.as("p"), dropNo.as("p"))))
	ask("policies", tail("decision_wait: 1s", policies("{name: a, type: nope}", "{name: b, type: nope}")))
	for _, stateful := range []string{
		policy("p", "rate_limiting", "spans_per_second: 1"), policy("p", "bytes_limiting", "bytes_per_second: 1"), policy("p", "latency", "upper_threshold_ms: 5"), policy("p", "latency", "threshold_ms: 5"), policy("p", "span_count", "max_spans: 5"), policy("p", "span_count", "min_spans: 5"),
		policy("p", "probabilistic", "sampling_percentage: 5"), keepErrors, policy("p", "ottl_condition", "span: ['true']"), policy("p", "numeric_attribute", "key: k"),
	} {
		for _, wrapped := range []string{stateful, and("w", stateful), not("w", stateful), drop("w", stateful), composite("w", "max_total_spans_per_second: 5", stateful), composite("w", "max_total_spans_per_second: 5", and("v", stateful))} {
			if strings.Contains(wrapped, "numeric") && wrapped != stateful {
				continue
			}
			ask("span-ingest", tail("decision_wait: 1s", "sampling_strategy: span-ingest", policies(wrapped)))
		}
	}
	ask("seed", tail("decision_wait: 1s", policies("{name: p, type: latency, latency_threshold_ms: 500}")))
	ask("seed", tail("decision_wait: 1s", policies("{name: p, type: status_code, status_codes: [ERROR]}")))
	ask("seed", tail("decision_wait: 1s", policies("{name: prob_sampler, type: probabilistic, sampling_percentage: 10}")))
	return cases
}
