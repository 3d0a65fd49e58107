// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"fmt"
	"slices"
	"strings"
)

// A vote is a policy that always votes the same, whatever the trace.
type vote struct {
	name string
	as   func(policy string) string
}

var (
	yes  = vote{"yes", func(p string) string { return policy(p, "always_sample") }}
	no   = vote{"no", func(p string) string { return policy(p, "span_count", "min_spans: 1000") }}
	fail = vote{"fail", func(p string) string {
		return policy(p, "ottl_condition", `error_mode: propagate, span: ['Substring(name, 5, 9) == "x"']`)
	}}
	notYes  = vote{"not-yes", func(p string) string { return not(p, yes.as(p+"s")) }}
	notNo   = vote{"not-no", func(p string) string { return not(p, no.as(p+"s")) }}
	notFail = vote{"not-fail", func(p string) string { return not(p, fail.as(p+"s")) }}
	dropYes = vote{"drop-yes", func(p string) string { return drop(p, yes.as(p+"s")) }}
	dropNo  = vote{"drop-no", func(p string) string { return drop(p, no.as(p+"s")) }}
	dropErr = vote{"drop-fail", func(p string) string { return drop(p, fail.as(p+"s")) }}
	andYes  = vote{"and-yes", func(p string) string { return and(p, yes.as(p+"s")) }}
	andNo   = vote{"and-no", func(p string) string { return and(p, yes.as(p+"s"), no.as(p+"t")) }}
)

func and(name string, subs ...string) string {
	return fmt.Sprintf("{name: %s, type: and, and: {and_sub_policy: [%s]}}", name, strings.Join(subs, ", "))
}

func drop(name string, subs ...string) string {
	return fmt.Sprintf("{name: %s, type: drop, drop: {drop_sub_policy: [%s]}}", name, strings.Join(subs, ", "))
}

func not(name, sub string) string {
	return fmt.Sprintf("{name: %s, type: not, not: {not_sub_policy: %s}}", name, sub)
}

func composite(name, keys string, subs ...string) string {
	return fmt.Sprintf("{name: %s, type: composite, composite: {%s, composite_sub_policy: [%s]}}", name, keys, strings.Join(subs, ", "))
}

// lists gives every list of up to length votes.
func lists(of []vote, length int) (all [][]vote) {
	all = [][]vote{{}}
	for begin, round := 0, 0; round < length; round++ {
		end := len(all)
		for _, shorter := range all[begin:end] {
			for _, v := range of {
				all = append(all, append(slices.Clone(shorter), v))
			}
		}
		begin = end
	}
	return all
}

func written(list []vote, prefix string) (names string, policies []string) {
	for i, v := range list {
		names += "," + v.name
		policies = append(policies, v.as(fmt.Sprintf("%s%d", prefix, i+1)))
	}
	return strings.TrimPrefix(names, ","), policies
}

func combinatorCases() (cases []Case) {
	theTrace := trace(1, spans(2)...)
	top := func(name string, firstMatch bool, list ...string) {
		body := []string{"decision_wait: 1s"}
		if firstMatch {
			body = append(body, "sample_on_first_match: true")
		}
		body = append(body, policies(list...))
		cases = append(cases, Case{Name: name, Config: tail(body...), Steps: decided(theTrace)})
	}
	for _, list := range lists([]vote{yes, no, fail, notYes, dropYes, dropNo, dropErr}, 3) {
		names, written := written(list, "p")
		if len(list) > 0 {
			top("policies/"+names, false, written...)
		}
		if len(list) > 1 {
			top("policies-first-match/"+names, true, written...)
		}
	}
	for _, list := range lists([]vote{yes, no, fail, notYes, notNo, notFail}, 3) {
		names, written := written(list, "s")
		top("and/"+names, false, and("p", written...))
		top("drop/"+names, false, drop("p", written...), yes.as("q"))
	}
	for _, v := range []vote{yes, no, fail} {
		top("not/"+v.name, false, not("p", v.as("s")))
	}
	for _, list := range lists([]vote{yes, no, fail, andYes, andNo}, 3) {
		names, written := written(list, "s")
		top("composite/"+names, false, composite("p", "max_total_spans_per_second: 1000", written...))
		if len(list) > 1 { // two spans fit the second only
			top("composite-first-too-small/"+names, false, composite("p", "max_total_spans_per_second: 100, rate_allocation: [{policy: s1, percent: 1}]", written...))
		}
	}
	top("no-policies/absent", false)
	cases[len(cases)-1].Config = tail("decision_wait: 1s")
	cases = append(cases, Case{Name: "no-policies/empty", Config: tail("decision_wait: 1s", "policies: []"), Steps: decided(theTrace)})
	top("nested/and-of-not-names-again", false, and("p", yes.as("p"), not("p", no.as("p"))))
	top("nested/composite-of-and-of-not", false, composite("p", "max_total_spans_per_second: 10", and("a", not("n", no.as("x")), yes.as("y"))))
	top("nested/drop-of-not", false, yes.as("q"), drop("p", not("n", policy("x", "status_code", "status_codes: [ERROR]"))))
	top("nested/sub-policies-without-names", false, "{name: p, type: and, and: {and_sub_policy: [{type: always_sample}, {type: latency, latency: {threshold_ms: 1}}]}}")
	for _, kind := range leaves {
		for _, traced := range mixed {
			for _, way := range []string{"and", "not", "drop", "composite"} {
				var config string
				switch way {
				case "and":
					config = policies(and("p", policy("s", kind[0], kind[1]), yes.as("t")))
				case "not":
					config = policies(not("p", policy("s", kind[0], kind[1])))
				case "drop":
					config = policies(drop("p", policy("s", kind[0], kind[1])), yes.as("q"))
				case "composite":
					config = policies(composite("p", "max_total_spans_per_second: 10", policy("s", kind[0], kind[1])))
				}
				cases = append(cases, Case{Name: fmt.Sprintf("leaf-in-%s/%s-%s", way, kind[0], traced.name), Config: tail("decision_wait: 1s", config), Steps: decided(traced.parts...)})
			}
		}
	}
	return cases
}

// Every leaf policy, and traces that some of them keep.
var leaves = [][2]string{
	{"always_sample", ""}, {"latency", "threshold_ms: 100"}, {"numeric_attribute", "key: n, min_value: 5, max_value: 10"}, {"probabilistic", "sampling_percentage: 50"},
	{"status_code", "status_codes: [ERROR]"}, {"string_attribute", "key: s, values: [x], invert_match: true"}, {"rate_limiting", "spans_per_second: 1"},
	{"bytes_limiting", "bytes_per_second: 40"}, {"span_count", "min_spans: 2"}, {"trace_state", "key: k, values: [v]"}, {"boolean_attribute", "key: b, value: true"},
	{"ottl_condition", `error_mode: ignore, span: ['attributes["n"] == 5']`}, {"trace_flags", ""},
}

var mixed = []struct {
	name  string
	parts []Part
}{
	{"plain", []Part{trace(1, spans(1)...)}},
	{"slow", []Part{trace(2, Span{ID: 1, Start: 1000, End: 2000})}},
	{"error-n5", []Part{trace(3, Span{ID: 1, Status: 2, Attributes: []any{"n", 5, "b", true}})}},
	{"x-flagged", []Part{trace(4, Span{ID: 1, Flags: 1, State: "k=v", Attributes: []any{"s", "x"}})}},
	{"three-spans", []Part{trace(5, spans(3)...)}},
}
