// SPDX-License-Identifier: Apache-2.0

package oracle

import "fmt"

// everything are spans whose attributes have every type.
func everything() []Part {
	return []Part{
		{Trace: number(1), Resource: []any{"service.name", "shop", "key", "of-resource", "num", 5}, Scope: "lib", Spans: []Span{
			{ID: 1, Name: "GET /cart/7", Kind: 2, Attributes: []any{"key", "text", "int", 5, "double", 1.5, "bool", true, "num", "42", "fnum", "4.5", "bytes", []byte{1, 2}, "list", []any{1, "x"}, "map", map[string]any{"k": "v"}, "empty", nil, "blank", "", "user.id", "u1", "user.name", "n1", "url", "/api/v1/doc/77/edit"}},
			{ID: 2, Parent: 1, Name: "child", Status: 2, Attributes: []any{"other", "x", "key", 7}},
			{ID: 3, Parent: 1},
		}},
		{Trace: number(2), Resource: []any{"service.name", "bank"}, Spans: []Span{{ID: 1, Name: "pay", Attributes: []any{"key", "text"}}}},
	}
}

var actions = []string{
	"{key: new, value: text, action: insert}", "{key: key, value: changed, action: insert}", "{key: key, value: changed, action: update}", "{key: new, value: changed, action: update}", "{key: key, value: changed, action: upsert}", "{key: new, value: changed, action: upsert}",
	"{key: new, value: 5, action: insert}", "{key: new, value: 1.5, action: insert}", "{key: new, value: true, action: insert}", "{key: new, value: [a, 1], action: insert}", "{key: new, value: {a: 1}, action: insert}", "{key: new, value: '', action: insert}", "{key: new, value: null, action: insert}", "{key: new, value: 0x10, action: insert}", "{key: new, value: 2024-01-01, action: insert}",
	"{key: new, from_attribute: key, action: insert}", "{key: new, from_attribute: int, action: insert}", "{key: new, from_attribute: missing, action: insert}", "{key: new, from_attribute: missing, action: upsert}", "{key: key, from_attribute: missing, action: upsert}", "{key: key, from_attribute: list, action: update}", "{key: key, from_attribute: key, action: upsert}", "{key: new, from_attribute: empty, action: insert}",
	"{key: new, from_context: metadata.x, action: insert}", "{key: new, from_context: client.address, action: insert}", "{key: new, from_context: x, action: upsert}", "{key: new, from_context: auth.x, action: upsert}",
	"{key: new, from_attribute: missing, default_value: d, action: insert}", "{key: new, from_attribute: key, default_value: d, action: insert}", "{key: new, default_value: d, action: insert}", "{key: key, from_attribute: missing, default_value: 5, action: update}", "{key: new, from_context: x, default_value: d, action: upsert}", "{key: key, default_value: d, action: upsert}",
	"{key: key, action: delete}", "{key: missing, action: delete}", "{pattern: '^user', action: delete}", "{pattern: 'e', action: delete}", "{key: int, pattern: '^user', action: delete}", "{key: '', pattern: '.*', action: delete}", "{pattern: '(', action: delete}", "{action: delete}",
	"{key: key, action: hash}", "{key: int, action: hash}", "{key: double, action: hash}", "{key: bool, action: hash}", "{key: bytes, action: hash}", "{key: list, action: hash}", "{key: map, action: hash}", "{key: empty, action: hash}", "{key: blank, action: hash}", "{pattern: '^user', action: hash}", "{key: missing, action: hash}", "{key: key, pattern: '^k', action: hash}",
	"{key: url, pattern: '^/api/v1/doc/(?P<doc>[0-9]+)/(?P<what>.*)$', action: extract}", "{key: url, pattern: '(?P<key>[0-9]+)', action: extract}", "{key: int, pattern: '(?P<a>.*)', action: extract}", "{key: missing, pattern: '(?P<a>.*)', action: extract}", "{key: url, pattern: '(?P<a>x)', action: extract}", "{key: url, pattern: '(?P<a>x)?/api', action: extract}", "{key: url, pattern: 'x', action: extract}", "{key: url, pattern: '(x)', action: extract}", "{key: url, pattern: '(?P<a>x)(y)', action: extract}", "{key: url, action: extract}", "{key: url, pattern: '(?P<a>', action: extract}", "{key: url, pattern: '(?P<url>v[0-9])', action: extract}", "{key: url, pattern: '(?<a>v[0-9])', action: extract}",
	"{key: num, converted_type: int, action: convert}", "{key: num, converted_type: double, action: convert}", "{key: fnum, converted_type: int, action: convert}", "{key: fnum, converted_type: double, action: convert}", "{key: int, converted_type: string, action: convert}", "{key: int, converted_type: double, action: convert}", "{key: double, converted_type: int, action: convert}", "{key: double, converted_type: string, action: convert}", "{key: bool, converted_type: string, action: convert}", "{key: bool, converted_type: int, action: convert}", "{key: bool, converted_type: double, action: convert}", "{key: key, converted_type: int, action: convert}", "{key: key, converted_type: double, action: convert}", "{key: blank, converted_type: int, action: convert}", "{key: blank, converted_type: double, action: convert}", "{key: list, converted_type: string, action: convert}", "{key: map, converted_type: string, action: convert}", "{key: map, converted_type: int, action: convert}", "{key: bytes, converted_type: string, action: convert}", "{key: empty, converted_type: string, action: convert}", "{key: missing, converted_type: int, action: convert}", "{key: num, converted_type: bool, action: convert}", "{key: num, action: convert}", "{key: num, converted_type: INT, action: convert}", "{key: num, converted_type: int, value: 5, action: convert}",
	"{key: new, value: x, action: INSERT}", "{key: new, value: x, action: Insert}", "{key: new, value: x, action: nope}", "{key: new, value: x}", "{value: x, action: insert}", "{key: new, action: insert}", "{key: new, value: x, from_attribute: key, action: insert}", "{key: new, value: x, pattern: 'x', action: insert}", "{key: new, value: x, converted_type: int, action: insert}", "{key: key, value: x, action: delete}", "{key: key, from_attribute: x, action: hash}", "{key: key, converted_type: int, action: delete}", "{key: key, converted_type: int, action: hash}", "{key: url, value: x, pattern: '(?P<a>x)', action: extract}", "{key: url, converted_type: int, pattern: '(?P<a>x)', action: extract}", "{key: new, value: x, action: insert, nope: 1}", "{key: 5, value: x, action: insert}", "{key: key, default_value: d, action: delete}", "{key: key, from_context: x, action: delete}",
	"{key: new, value: first, action: insert}, {key: new, value: second, action: insert}", "{key: copy, from_attribute: key, action: insert}, {key: key, action: delete}", "{key: key, action: delete}, {key: copy, from_attribute: key, action: insert}", "{key: new, value: a, action: insert}, {key: new, action: hash}, {key: newer, from_attribute: new, action: upsert}", "{key: num, converted_type: int, action: convert}, {key: num, converted_type: string, action: convert}",
}

func attributesCases() (cases []Case) {
	ask := func(body ...string) {
		cases = append(cases, Case{Name: fmt.Sprintf("attributes/%03d", len(cases)), Config: processorConfig("attributes", body...), Steps: []Step{receive(0, everything()...)}})
	}
	for _, action := range actions {
		ask("actions: [" + action + "]")
	}
	for _, where := range []string{
		"include: {match_type: strict, services: [shop]}", "include: {match_type: strict, services: [sho]}", "include: {match_type: regexp, services: [sho]}", "include: {match_type: regexp, services: ['^bank$']}", "exclude: {match_type: strict, services: [shop]}", "include: {match_type: strict, services: [shop]}\nexclude: {match_type: strict, span_names: [child]}",
		"include: {match_type: strict, span_names: [child, pay]}", "include: {match_type: regexp, span_names: ['^GET']}", "include: {match_type: strict, span_kinds: [SPAN_KIND_SERVER]}", "include: {match_type: strict, span_kinds: [Server]}", "include: {match_type: regexp, span_kinds: ['SERVER']}", "include: {match_type: strict, attributes: [{key: key}]}", "include: {match_type: strict, attributes: [{key: key, value: text}]}", "include: {match_type: strict, attributes: [{key: key, value: 7}]}", "include: {match_type: strict, attributes: [{key: int, value: 5}]}", "include: {match_type: strict, attributes: [{key: int, value: '5'}]}", "include: {match_type: strict, attributes: [{key: bool, value: true}]}", "include: {match_type: strict, attributes: [{key: double, value: 1.5}]}", "include: {match_type: strict, attributes: [{key: list, value: [1, x]}]}", "include: {match_type: regexp, attributes: [{key: key, value: 't.x'}]}", "include: {match_type: regexp, attributes: [{key: int, value: '^5$'}]}", "include: {match_type: regexp, attributes: [{key: key, value: 5}]}", "include: {match_type: regexp, attributes: [{key: key}]}", "include: {match_type: strict, attributes: [{key: key}, {key: other}]}",
		"include: {match_type: strict, resources: [{key: key, value: of-resource}]}", "include: {match_type: strict, libraries: [{name: lib}]}", "include: {match_type: strict, libraries: [{name: lib, version: '1'}]}", "include: {match_type: strict, libraries: [{name: lib, version: ''}]}", "include: {match_type: regexp, libraries: [{name: '^l'}]}", "include: {match_type: strict, services: [shop], span_names: [pay]}", "include: {match_type: strict, services: [shop], attributes: [{key: other}]}", "include: {match_type: strict}", "include: {services: [shop]}", "include: {match_type: nope, services: [shop]}", "include: {match_type: regexp, services: ['(']}", "include: {match_type: strict, log_bodies: [x]}", "include: {match_type: strict, metric_names: [x]}", "include: {match_type: strict, nope: [x]}", "exclude: {match_type: regexp, span_names: ['.*']}", "include: {match_type: regexp, regexp: {cacheenabled: true, cachemaxnumentries: 1}, services: ['^s', b]}", "include: {match_type: strict, span_names: ['']}", "include: {match_type: strict, attributes: [{value: x}]}",
	} {
		ask(where, "actions: [{key: new, value: x, action: insert}]")
	}
	for _, body := range []string{"", "actions: []", "actions: {}", "actions: 5", "attributes: []", "actions: [5]", "action: []"} {
		ask(body)
	}
	return cases
}

func resourceCases() (cases []Case) {
	ask := func(body ...string) {
		cases = append(cases, Case{Name: fmt.Sprintf("resource/%03d", len(cases)), Config: processorConfig("resource", body...), Steps: []Step{receive(0, everything()...)}})
	}
	for _, action := range actions {
		ask("attributes: [" + action + "]")
	}
	for _, body := range []string{"", "attributes: []", "attributes: {}", "actions: []", "attributes: [5]", "attributes: [{key: service.name, action: delete}]", "attributes: [{key: service.name, value: other, action: update}]", "attributes: [{key: service.name, action: hash}]", "include: {}\nattributes: [{key: a, value: b, action: insert}]"} {
		ask(body)
	}
	return cases
}

func spanCases() (cases []Case) {
	ask := func(body ...string) {
		cases = append(cases, Case{Name: fmt.Sprintf("span/%03d", len(cases)), Config: processorConfig("span", body...), Steps: []Step{receive(0, everything()...)}})
	}
	for _, body := range []string{
		"name: {from_attributes: [key]}", "name: {from_attributes: [key, int], separator: '::'}", "name: {from_attributes: [key, missing], separator: '::'}", "name: {from_attributes: [int, double, bool, list]}", "name: {from_attributes: [list]}", "name: {from_attributes: []}", "name: {separator: x}", "name: {}", "", "name: {from_attributes: [blank]}", "name: {from_attributes: [empty]}", "name: {from_attributes: [int, bool, double], separator: ' '}",
		"name: {to_attributes: {rules: ['^GET /cart/(?P<cart>.*)$']}}", "name: {to_attributes: {rules: ['(?P<verb>[A-Z]+) /(?P<first>[a-z]+)']}}", "name: {to_attributes: {rules: ['(?P<a>GET)', '(?P<b>cart)']}}", "name: {to_attributes: {rules: ['(?P<a>GET)', '(?P<b>cart)'], break_after_match: true}}", "name: {to_attributes: {rules: ['(?P<a>GET)'], keep_original_name: true}}", "name: {to_attributes: {rules: ['(?P<key>GET)']}}", "name: {to_attributes: {rules: ['(GET)']}}", "name: {to_attributes: {rules: ['GET']}}", "name: {to_attributes: {rules: ['(']}}", "name: {to_attributes: {rules: []}}", "name: {to_attributes: {}}", "name: {from_attributes: [key], to_attributes: {rules: ['(?P<a>x)$']}}", "name: {to_attributes: {rules: ['(?P<a>x)?GET']}}",
		"status: {code: Ok}", "status: {code: Error}", "status: {code: Unset}", "status: {code: Error, description: why}", "status: {code: Ok, description: why}", "status: {code: ERROR}", "status: {description: why}", "status: {}", "status: {code: Error}\ninclude: {match_type: strict, services: [bank]}", "name: {from_attributes: [key]}\nexclude: {match_type: regexp, span_names: [child]}", "name: {from_attributes: [key]}\nstatus: {code: Ok}", "unknown: 1",
	} {
		ask(body)
	}
	return cases
}
