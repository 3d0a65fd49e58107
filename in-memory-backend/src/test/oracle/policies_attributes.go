// SPDX-License-Identifier: Apache-2.0

package oracle

import "fmt"

// Where an attribute can be, with one value: of the policies, only resource and span count.
var places = []struct {
	name string
	of   func(key string, value any) []Part
}{
	{"span", func(key string, value any) []Part { return []Part{trace(1, span(key, value))} }},
	{"resource", func(key string, value any) []Part {
		return []Part{{Trace: number(1), Resource: []any{key, value}, Spans: []Span{span()}}}
	}},
	{"second-span", func(key string, value any) []Part {
		return []Part{trace(1, span(key, "other"), Span{ID: 2, Parent: 1, Attributes: []any{key, value}})}
	}},
	{"second-request", func(key string, value any) []Part {
		return []Part{trace(1, span()), trace(1, Span{ID: 2, Parent: 1, Attributes: []any{key, value}})}
	}},
	{"event", func(key string, value any) []Part {
		return []Part{trace(1, Span{ID: 1, Events: []Event{{Name: "e", Attributes: []any{key, value}}}})}
	}},
	{"other-key", func(key string, value any) []Part { return []Part{trace(1, span(key+"2", value))} }},
}

// Values of every type, and those next to a boundary.
var values = []struct {
	name  string
	value any
}{
	{"int-min", int64(-9223372036854775808)}, {"int-99", -99}, {"int-5", -5}, {"int-1", -1}, {"int0", 0}, {"int1", 1},
	{"int4", 4}, {"int5", 5}, {"int6", 6}, {"int9", 9}, {"int10", 10}, {"int11", 11}, {"int-max", int64(9223372036854775807)},
	{"double5", 5.0}, {"double7.5", 7.5}, {"string5", "5"}, {"string", "x"}, {"string-empty", ""}, {"true", true}, {"false", false},
	{"bytes", []byte{5}}, {"list", []any{5}}, {"map", map[string]any{"k": 5}}, {"empty", nil},
}

func numericCases() (cases []Case) {
	bounds := []string{
		"min_value: 5", "max_value: 10", "min_value: 5, max_value: 10", "min_value: 0, max_value: 10", "min_value: 5, max_value: 0",
		"min_value: -5, max_value: 5", "min_value: 10, max_value: 5", "min_value: -99, max_value: -1", "max_value: -1", "min_value: 5, max_value: 5",
	}
	for i, bound := range bounds {
		for _, invert := range []bool{false, true} {
			for _, value := range values {
				name := fmt.Sprintf("numeric/bounds%d-invert_%v-%s", i, invert, value.name)
				cases = append(cases, one(name, inverted("numeric_attribute", "key: k, "+bound, invert), trace(1, span("k", value.value))))
			}
		}
	}
	for _, place := range places {
		for _, invert := range []bool{false, true} {
			for _, value := range []int{4, 5} {
				name := fmt.Sprintf("numeric/%s-invert_%v-%d", place.name, invert, value)
				cases = append(cases, one(name, inverted("numeric_attribute", "key: k, min_value: 5, max_value: 10", invert), place.of("k", value)...))
			}
		}
	}
	return cases
}

func booleanCases() (cases []Case) {
	for _, wanted := range []string{"key: k", "key: k, value: false", "key: k, value: true"} {
		for _, invert := range []bool{false, true} {
			for _, value := range values {
				name := fmt.Sprintf("boolean/%s-invert_%v-%s", wanted, invert, value.name)
				cases = append(cases, one(name, inverted("boolean_attribute", wanted, invert), trace(1, span("k", value.value))))
			}
			for _, place := range places {
				for _, value := range []bool{false, true} {
					name := fmt.Sprintf("boolean/%s-invert_%v-%s-%v", wanted, invert, place.name, value)
					cases = append(cases, one(name, inverted("boolean_attribute", wanted, invert), place.of("k", value)...))
				}
			}
		}
	}
	return cases
}

func stringCases() (cases []Case) {
	matchers := []struct{ name, keys string }{
		{"one", "values: [x]"}, {"two", "values: [a, x]"}, {"five", `values: ["5"]`}, {"empty", `values: [""]`}, {"empty-and-x", `values: ["", x]`},
		{"none", "values: []"}, {"absent", "enabled_regex_matching: false"}, {"case", "values: [X]"}, {"substring-is-no-match", "values: [xyz]"},
		{"regex", "values: [x], enabled_regex_matching: true"}, {"regex-anchored", `values: ["^x$"], enabled_regex_matching: true`},
		{"regex-empty", `values: ["^$"], enabled_regex_matching: true`}, {"regex-any", `values: [".*"], enabled_regex_matching: true`},
		{"regex-some", `values: [".+"], enabled_regex_matching: true`}, {"regex-none", "values: [], enabled_regex_matching: true"},
		{"regex-blank", `values: [""], enabled_regex_matching: true`}, {"regex-case", `values: ["(?i)X"], enabled_regex_matching: true`},
		{"regex-cache0", "values: [x], enabled_regex_matching: true, cache_max_size: 0"},
		{"regex-cache1", "values: [x], enabled_regex_matching: true, cache_max_size: 1"},
		{"regex-cache-1", "values: [x], enabled_regex_matching: true, cache_max_size: -1"},
	}
	for _, matcher := range matchers {
		for _, invert := range []bool{false, true} {
			keys := "key: k, " + matcher.keys
			for _, value := range values[13:] {
				name := fmt.Sprintf("string/%s-invert_%v-span-%s", matcher.name, invert, value.name)
				cases = append(cases, one(name, inverted("string_attribute", keys, invert), trace(1, span("k", value.value))))
				name = fmt.Sprintf("string/%s-invert_%v-resource-%s", matcher.name, invert, value.name)
				cases = append(cases, one(name, inverted("string_attribute", keys, invert), places[1].of("k", value.value)...))
			}
			for _, place := range places[2:] {
				name := fmt.Sprintf("string/%s-invert_%v-%s", matcher.name, invert, place.name)
				cases = append(cases, one(name, inverted("string_attribute", keys, invert), place.of("k", "x")...))
			}
		}
	}
	expressions := []struct{ expression, hit, miss string }{
		{`^/health`, "/healthz", "a/health"}, {`health`, "a/healthz", "healt"}, {`\d{3}`, "a123", "12"}, {`\bfoo\b`, "a foo b", "afoo"},
		{`^(GET|POST) /`, "POST /x", "PUT /x"}, {`a.c`, "xabcx", "a\nc"}, {`(?s)a.c`, "a\nc", "ac"}, {`(?m)^b$`, "a\nb", "ab"},
		{`\pL+`, "é", "1"}, {`^\w+$`, "abc_1", "é"}, {`[[:alpha:]]`, "z", "1"}, {`\x{e9}`, "é", "e"}, {`a{2,3}$`, "baa", "ba"},
		{`^[^/]+$`, "abc", "a/b"}, {`a|^$`, "ba", "b"}, {`\Qa.b\E`, "xa.bx", "aXb"}, {`(?P<n>a)b`, "ab", "ba"}, {`\s`, "a b", "a\u00a0b"}, {`\d`, "7", "٣"},
		{`^\S+@\S+$`, "a@b", "a @b"},
	}
	for i, e := range expressions {
		for j, value := range []string{e.hit, e.miss} {
			name := fmt.Sprintf("string/expression%d-%s", i, []string{"hit", "miss"}[j])
			keys := fmt.Sprintf("key: k, values: ['%s'], enabled_regex_matching: true", e.expression)
			cases = append(cases, one(name, inverted("string_attribute", keys, false), trace(1, span("k", value))))
		}
	}
	// The cache of matches holds one value: many values, some again.
	var parts []Part
	for n := range 12 {
		parts = append(parts, trace(n, span("k", []string{"x1", "y", "x2", "x1"}[n%4])))
	}
	return append(cases,
		one("string/cache-of-one-many-values", policy("p", "string_attribute", "key: k, values: ['^x'], enabled_regex_matching: true, cache_max_size: 1"), parts...),
		one("string/resource-or-span", policy("p", "string_attribute", "key: k, values: [x]"), Part{Trace: number(1), Resource: []any{"k", "y"}, Spans: []Span{span("k", "x")}}),
		one("string/resource-or-span-inverted", policy("p", "string_attribute", "key: k, values: [x], invert_match: true"), Part{Trace: number(1), Resource: []any{"k", "y"}, Spans: []Span{span("k", "x")}}),
		one("string/one-of-two-resources-inverted", policy("p", "string_attribute", "key: k, values: [x], invert_match: true"),
			Part{Trace: number(1), Resource: []any{"k", "y"}, Spans: []Span{span()}}, Part{Trace: number(1), Resource: []any{"k", "x"}, Spans: []Span{{ID: 2, Parent: 1}}}),
	)
}

func inverted(kind, keys string, invert bool) string {
	if invert {
		keys += ", invert_match: true"
	}
	return policy("p", kind, keys)
}
