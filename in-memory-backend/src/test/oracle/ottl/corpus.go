// SPDX-License-Identifier: Apache-2.0

package ottl

import (
	"fmt"
	"slices"
	"strings"
)

// operands are values of every type: literals, paths, functions.
var operands = []string{
	`nil`, `true`, `false`, `0`, `1`, `5`, `-3`, `1.5`, `5.0`, `-0.5`, `"Hello"`, `"5"`, `""`, `0x010203`, `0x`, `[]`, `[1, 2, "x"]`, `["b", "a", "c"]`, `{}`, `{"k": "v", "n": 1}`,
	`SPAN_KIND_SERVER`, `STATUS_CODE_ERROR`, `attributes["s"]`, `attributes["i"]`, `attributes["d"]`, `attributes["b"]`, `attributes["y"]`, `attributes["l"]`, `attributes["m"]`, `attributes["e"]`,
	`attributes["missing"]`, `attributes["num"]`, `status.code`, `kind`, `name`, `Duration("1.5s")`, `Time("2023-11-14", "%Y-%m-%d")`, `start_time`, `trace_id`, `attributes`,
}

var operators = []string{"==", "!=", "<", "<=", ">", ">="}

func comparisons() (all []string) {
	for _, left := range operands {
		for _, right := range operands {
			for _, operator := range operators {
				all = append(all, left+" "+operator+" "+right)
			}
		}
	}
	return all
}

// paths of section 5.2 of the specification and what is next to them, each told apart by its type and value.
func paths() (all []string) {
	fields := []string{
		"trace_id", "trace_id.string", "span_id", "span_id.string", "parent_span_id", "parent_span_id.string", "flags", "trace_state", `trace_state["k"]`, `trace_state["ot"]`, `trace_state["none"]`, `trace_state[0]`, "name", "kind", "kind.string",
		"kind.deprecated_string", "status", "status.code", "status.message", "start_time", "start_time_unix_nano", "end_time", "end_time_unix_nano", "attributes", "events", "links", "dropped_attributes_count",
		"dropped_events_count", "dropped_links_count", "cache", `cache["x"]`, `attributes["s"]`, `attributes["m"]["k"]`, `attributes["m"]["in"]["x"]`, `attributes["m"]["none"]`, `attributes["m"]["none"]["k"]`, `attributes["m"]["k"]["x"]`,
		`attributes["l"][0]`, `attributes["l"][2]`, `attributes["l"][3]`, `attributes["l"][-1]`, `attributes["l"]["x"]`, `attributes["m"][0]`, `attributes["s"]["x"]`, `attributes["s"][0]`, `attributes["i"]["x"]`,
		`attributes["missing"]["x"]`, `attributes["missing"][0]`, `attributes["nested"][0][0]`, `attributes["nested"][1]["k"]`, `attributes[attributes["key"]]`, `attributes["m"][attributes["key"]]`, `attributes["l"][1 + 1]`, `attributes["l"][attributes["zero"]]`,
		`attributes[Concat(["m"], "")]["k"]`, `attributes[0]`, `attributes[""]`, `attributes["http.status_code"]`, `attributes[nil]`, `attributes[true]`, `attributes[1.5]`, `attributes["d"][0]`, `attributes["e"]["x"]`, `attributes["em"]["x"]`, `attributes["el"][0]`,
		`resource.attributes["service.name"]`, `resource.attributes["os"]["type"]`, `resource.attributes`, "resource.dropped_attributes_count", "resource.schema_url", "resource", "scope.name", "scope.version",
		`scope.attributes["a"]`, "scope.attributes", "scope.dropped_attributes_count", "scope.schema_url", "scope", "instrumentation_scope", "instrumentation_scope.name", "instrumentation_scope.version", `instrumentation_scope.attributes["a"]`,
		"instrumentation_scope.schema_url", "span.name", `span.attributes["i"]`, "span.kind", "span.trace_id.string", "span.status.code", "span", "nope", "span.nope", "attributes.s", "status.nope", "kind.nope", "trace_id.nope", "name.string", "name[0]", `name["x"]`,
		`resource.nope`, "scope.nope", "spanevent.name", "log.body", "metric.name", "events[0]", `links["x"]`, "Name", "NAME", "start_time.x", `resource["x"]`, "end_time_unix_nano[0]", `span["name"]`, "otelcol.client", `otelcol.client.metadata["x"]`, "otelcol.nope",
		"trace_id.string[0]", `kind["string"]`, "dropped_attributes_count.x", "resource.attributes.x", `resource.cache["x"]`, "resource.cache", "scope.cache", "span.cache",
	}
	for _, field := range fields {
		all = append(all, field+" == nil", field+" != nil", field+" == 1", field+` == "lib"`, field+" > 0", "IsString("+field+")", "IsInt("+field+")", "IsMap("+field+")", "IsList("+field+")", "IsEmpty("+field+")", "Len("+field+") > 0")
	}
	return append(all,
		`trace_id.string == "0102030405060708090a0b0c0d0e0f10"`, `trace_id == TraceID(0x0102030405060708090a0b0c0d0e0f10)`, `trace_id == TraceID("0102030405060708090a0b0c0d0e0f10")`, `trace_id == 0x0102030405060708090a0b0c0d0e0f10`,
		`span_id == SpanID(0x0102030405060708)`, `span_id == SpanID("0102030405060708")`, `span_id == SpanID(0x0000000000000000)`, `parent_span_id == SpanID(0x0000000000000000)`, `parent_span_id.string == ""`, `parent_span_id.string == "0000000000000000"`,
		`span_id.string == "0102030405060708"`, `trace_id.string == "00000000000000000000000000000000"`, `trace_id.string == ""`, `flags == 257`, `flags == 4294967295`, `trace_state == "k=v,ot=th:8;rv:0123456789abcd"`, `trace_state["k"] == "v"`, `trace_state["ot"] == "th:8;rv:0123456789abcd"`, `trace_state == "malformed"`, `trace_state["none"] == ""`,
		`kind == SPAN_KIND_SERVER`, `kind == 2`, `kind == 9`, `kind == SPAN_KIND_UNSPECIFIED`, `kind == SPAN_KIND_INTERNAL`, `kind == SPAN_KIND_CLIENT`, `kind == SPAN_KIND_PRODUCER`, `kind == SPAN_KIND_CONSUMER`, `kind.string == "Server"`, `kind.string == "SERVER"`, `kind.string == ""`, `kind.string == "Unspecified"`, `kind.string == "Internal"`,
		`kind.deprecated_string == "SPAN_KIND_SERVER"`, `kind.deprecated_string == ""`, `kind.deprecated_string == "SPAN_KIND_UNSPECIFIED"`, `status.code == STATUS_CODE_ERROR`, `status.code == STATUS_CODE_OK`, `status.code == STATUS_CODE_UNSET`, `status.code == 7`, `status.message == "boom"`, `status == nil`, `status == 2`, `status.code == "ERROR"`,
		`kind == SPAN_KIND_NOPE`, `kind == "SPAN_KIND_SERVER"`, `start_time_unix_nano == 1700000000123456789`, `start_time == Unix(1700000000, 123456789)`, `end_time > start_time`, `end_time_unix_nano - start_time_unix_nano == 1500000000`, `end_time - start_time > Duration("1s")`, `end_time - start_time == Duration("1500ms")`, `start_time + Duration("1500ms") == end_time`,
		`start_time_unix_nano == 0`, `start_time == Unix(0)`, `dropped_attributes_count == 1`, `dropped_events_count == 2`, `dropped_links_count == 3`, `resource.dropped_attributes_count == 3`, `scope.dropped_attributes_count == 4`, `resource.schema_url == "https://example.org/resource"`, `scope.schema_url == "https://example.org/scope"`,
		`resource.attributes["service.name"] == "shop"`, `attributes["http.status_code"] >= 500`, `attributes["m"] == {"k": "v", "n": 1, "in": {"x": true}}`, `attributes["m"] == {"n": 1, "k": "v"}`, `attributes["l"] == [1, 2, "x"]`, `attributes["l"] == [1]`, `attributes["ls"] == ["b", "a", "c"]`, `attributes["nested"] == [[1], {"k": "deep"}]`, `attributes["y"] == 0x010203`, `attributes["em"] == {}`, `attributes["el"] == []`,
		`attributes["em"] == nil`, `attributes["el"] == nil`, `attributes == {}`, `attributes == attributes`, `attributes["m"] == attributes["m"]`, `events == events`, `links == links`, `resource.attributes == {}`, `scope.attributes == {"a": "scoped"}`, `attributes["l"][0] == 1`, `attributes["l"][2] == "x"`, `attributes["m"]["n"] == 1`, `attributes["m"]["in"]["x"] == true`, `attributes["m"]["in"]["x"]`,
		`attributes["b"]`, `attributes["b"] == true`, `not attributes["b"]`, `attributes["b"] and true`, `name`, `true`, `false`, `nil`, `1`, `"x"`, `name == name`, `span.name == name`, `resource.attributes["n"] == 7`, `resource.attributes["n"] == resource.attributes["n"]`,
	)
}

func grammar() (all []string) {
	atoms := []string{"true", "false", `attributes["i"] == 5`, "IsRootSpan()", `Substring(name, 0, 99) == "x"`}
	for _, a := range atoms {
		all = append(all, a, "not "+a, "("+a+")", "not ("+a+")", "(not "+a+")", "((("+a+")))", "not not "+a)
		for _, b := range atoms {
			for _, operator := range []string{"and", "or"} {
				all = append(all, a+" "+operator+" "+b, "not "+a+" "+operator+" "+b, a+" "+operator+" not "+b, "not ("+a+" "+operator+" "+b+")")
			}
		}
	}
	for _, a := range atoms[:3] {
		for _, b := range atoms[:3] {
			for _, c := range atoms[:3] {
				all = append(all, a+" or "+b+" and "+c, a+" and "+b+" or "+c, "("+a+" or "+b+") and "+c, a+" and ("+b+" or "+c+")", "not "+a+" or "+b+" and not "+c)
			}
		}
	}
	return append(all,
		// Spelling.
		``, ` `, `()`, `true and`, `and true`, `true or or false`, `true true`, `not`, `TRUE`, `True`, `true AND false`, `true && false`, `true || false`, `!true`, `true==true`, `true  ==  true`, "true\nand\ntrue", "\ttrue", `1==1`, `1 = 1`, `1 === 1`, `1 <> 1`, `1 =< 1`, `1 == 1 == 1`, `1 < 2 < 3`, `(1 == 1`, `1 == 1)`, `1 == `, `== 1`,
		`nottrue`, `not(true)`, `not(1 == 1)and true`, `true and(false)`, `(true)or(false)`, `name == 'x'`, `name == "x`, `name == x"`, `name == "a\"b"`, `name == "a\\b"`, `name == "a\nb"`, `name == "\u0041"`, `attributes["s"] == "a\nb\t\"c\" \\d"`, `name == "é"`, `name == "世界"`, "name == `x`", `name == "\q"`, `name == "\x41"`, `name == "\/"`,
		`1 == 1 # comment`, `1 == 1;`, `where true`, `set(attributes["x"], 1)`, `set(attributes["x"], 1) == 1`, `isRootSpan()`, `IsRootSpan`, `IsRootSpan() == true`, `IsRootSpan() == IsRootSpan()`, `IsRootSpan(1)`, `IsRootSpan ()`, `Nope()`, `Nope() == 1`, `Is_Root_Span()`, `ISROOTSPAN()`, `IsRootSpan()["x"]`,
		// Numbers.
		`1 == +1`, `1 == 1.0`, `1 == 01`, `.5 == 0.5`, `1. == 1`, `1e3 == 1000`, `1.0e3 == 1000`, `1.5E2 == 150`, `1.0e-1 == 0.1`, `-1 == 0 - 1`, `1-2 == -1`, `1 -2 == -1`, `1 - 2 == -1`, `1 - -2 == 3`, `1+2 == 3`, `1 + 2 == 3`, `+1 == 1`, `--1 == 1`, `- 1 == -1`, `9223372036854775807 > 0`, `9223372036854775808 > 0`, `-9223372036854775808 < 0`, `1_000 == 1000`, `0x10 == 16`, `1.7976931348623157e308 > 0`, `1.0e400 > 0`, `1.5.2 == 1`, `NaN == NaN`, `Infinity > 1`,
		// Bytes.
		`0x0102 == 0x0102`, `0x012 == 0x012`, `0xGG == 1`, `0X01 == 0x01`, `0xab == 0xAB`, `0x01 < 0x02`, `0x01 < 0x0100`, `0x == 0x`, `0x == nil`,
		// Lists and maps.
		`[1] == [1]`, `[1] == [1.0]`, `[1, 2] == [2, 1]`, `[1,] == [1]`, `[ ] == []`, `[[1], [2]] == [[1], [2]]`, `[nil] == [nil]`, `[1, "a", true, nil, 1.5] == [1, "a", true, nil, 1.5]`, `["a"] == ["b"]`, `[1] < [2]`, `[1] != [2]`, `[1][0] == 1`, `{"a": 1} == {"a": 1}`, `{"a": 1, "b": 2} == {"b": 2, "a": 1}`, `{"a": 1,} == {"a": 1}`, `{"a": 1 "b": 2} == {"a": 1, "b": 2}`, `{a: 1} == {}`, `{"a": {"b": [1]}} == {"a": {"b": [1]}}`, `{"a": 1} < {"a": 2}`, `{"a": 1} != {"a": 2}`, `{"a": nil} == {}`, `{"a": attributes["i"]} == {"a": 5}`, `[attributes["i"]] == [5]`, `[name] == ["charge"]`, `{"a": 1}["a"] == 1`, `{"a": 1, "a": 2} == {"a": 2}`,
		// Enums.
		`STATUS_CODE_ERROR == 2`, `STATUS_CODE_OK == 1`, `STATUS_CODE_UNSET == 0`, `SPAN_KIND_UNSPECIFIED == 0`, `SPAN_KIND_INTERNAL == 1`, `SPAN_KIND_SERVER == 2`, `SPAN_KIND_CLIENT == 3`, `SPAN_KIND_PRODUCER == 4`, `SPAN_KIND_CONSUMER == 5`, `SPAN_KIND_CONSUMER > SPAN_KIND_SERVER`, `STATUS_CODE_NOPE == 1`, `SEVERITY_NUMBER_ERROR == 17`, `STATUS_CODE_ERROR + 1 == 3`, `STATUS_CODE_ERROR`, `status_code_error == 2`, `METRIC_DATA_TYPE_SUM == 2`,
		// Keys of what a function gives.
		`Split("a,b", ",")[1] == "b"`, `Split("a,b", ",")[2] == "b"`, `Split("a,b", ",")["x"] == "b"`, `ParseJSON("{\"a\":[1]}")["a"][0] == 1`, `ParseJSON("[1,2]")[1] == 2`, `Split("a,b", ",")[-1] == "b"`, `Split("a,b", ",")[0 + 1] == "b"`, `Split("a,b", ",")[Len("x")] == "b"`, `Len("x")[0] == 1`, `Split("abc", ",")[attributes["zero"]] == "abc"`,
		// Arguments by name, missing, too many.
		`IsMatch(name, "G")`, `IsMatch(target = name, pattern = "G")`, `IsMatch(name, pattern = "G")`, `IsMatch(pattern = "G", target = name)`, `IsMatch(target = name, "G")`, `IsMatch(name, nope = "G")`, `IsMatch(target = name, target = name)`, `IsMatch(name)`, `IsMatch()`, `IsMatch(name, "G", "x")`, `IsMatch(name, "G",)`, `IsMatch(, name)`, `IsMatch(name "G")`, `IsMatch(target: name, pattern: "G")`, `Split(target="a,b", delimiter=",")[0] == "a"`, `Concat(vals=["a"], delimiter="-") == "a"`, `Format("%d", [1]) == "1"`, `Format(format_string="%d", vals=[1]) == "1"`, `Format(format="%d", vals=[1]) == "1"`,
		`Len(Len("x")) == 1`, `Concat([Concat(["a", "b"], ""), "c"], "-") == "ab-c"`, `IsMatch(Split(name, " ")[1], "^/c")`, `(IsRootSpan()) and (name == "GET /cart")`, `IsRootSpan() and kind == SPAN_KIND_SERVER and attributes["http.status_code"] >= 500 or name == "charge"`, `All(attributes["l"], (v) => v > 0)`, `(x) => x == 1`, `Any([1], (v) => v == 1)`, `Len([1, 2]) == (1 + 1)`, `(1 + 1) == 2`, `((1 + 1)) == 2`, `not (1 + 1) == 2`, `(1 + 1 == 2)`,
	)
}

func maths() (all []string) {
	numbers := []string{"5", "-2", "0", "2.5", "0.0", `attributes["i"]`, `attributes["d"]`, `attributes["s"]`, `attributes["missing"]`, `nil`, `"1"`, `true`, `Duration("1s")`, `start_time`, `Len("abc")`, `kind`, `STATUS_CODE_ERROR`, `[1]`, `attributes["zero"]`, `attributes["neg"]`}
	for _, left := range numbers {
		for _, right := range numbers {
			for _, operator := range []string{"+", "-", "*", "/"} {
				all = append(all, fmt.Sprintf("%s %s %s > 1", left, operator, right))
			}
		}
	}
	return append(all,
		`1 + 2 * 3 == 7`, `(1 + 2) * 3 == 9`, `2 * 3 + 1 == 7`, `10 - 2 - 3 == 5`, `10 - (2 - 3) == 11`, `100 / 10 / 2 == 5`, `7 / 2 == 3`, `-7 / 2 == -3`, `7 / -2 == -3`, `7.0 / 2 == 3.5`, `7 / 2.0 == 3.5`, `1 / 0 == 0`, `1.0 / 0 == 0`, `1 / 0.0 == 0`, `1.0 / 0.0 > 0`, `0 / 1 == 0`, `5 * -1 == -5`, `2 + 3 == 5.0`, `0.1 + 0.2 == 0.3`, `0.1 + 0.2 == 0.30000000000000004`, `1 == 2 - 1`, `1 + 1 == 3 - 1`, `attributes["i"] * 2 + 1 == 11`, `attributes["i"] / 2 == 2`, `attributes["d"] / 2 == 2.5`,
		`9223372036854775807 + 1 < 0`, `9223372036854775807 * 2 == -2`, `-9223372036854775808 - 1 > 0`, `attributes["i"] + 1 < 0`, `1 + 2 + 3 + 4 == 10`, `2 * (3 + 4) * 5 == 70`, `(((2))) == 2`, `1 + == 2`, `* 2 == 2`, `1 +* 2 == 2`, `"a" + "b" == "ab"`, `-attributes["i"] == -5`, `-(5) == -5`, `7 % 2 == 1`, `2 ^ 3 == 8`, `2 ** 3 == 8`, `Len("abc") + Len("de") == 5`, `Double(1) / 3 > 0.33`, `Int(2.9) * 2 == 4`,
		`Duration("1s") + Duration("500ms") == Duration("1500ms")`, `Duration("1s") - Duration("2s") == Duration("-1s")`, `Duration("1s") * 2 == Duration("2s")`, `start_time - start_time == Duration("0s")`, `start_time - Duration("1s") < start_time`, `start_time + start_time == start_time`, `Duration("1s") + start_time > start_time`, `Now() - start_time > Duration("1s")`, `start_time + 1 == start_time`,
	)
}

// A path without context means the span, in spanevent the event.
func eventConditions() (all []string) {
	for _, condition := range []string{
		`name == "exception"`, `spanevent.name == "exception"`, `span.name == "GET /cart"`, `attributes["type"] == "IOException"`, `spanevent.attributes["type"] == "IOException"`, `span.attributes["i"] == 5`, `attributes["n"] == 1`, `attributes["missing"] == nil`, `time == Unix(1700000000, 500000000)`, `time_unix_nano == 1700000000500000000`, `spanevent.time_unix_nano > span.start_time_unix_nano`,
		`time > span.start_time`, `dropped_attributes_count == 5`, `event_index == 0`, `spanevent.event_index == 1`, `event_index > 0`, `resource.attributes["service.name"] == "shop"`, `scope.name == "lib"`, `instrumentation_scope.name == "lib"`, `span.kind == SPAN_KIND_SERVER`, `span.status.code == STATUS_CODE_ERROR`, `IsRootSpan()`, `IsMatch(attributes["type"], "IO.*")`, `attributes == {}`, `Len(attributes) == 2`, `attributes["type"] == 3`,
		`kind == SPAN_KIND_SERVER`, `span.nope == 1`, `spanevent.nope == 1`, `nope == 1`, `trace_id == nil`, `span.trace_id.string == "0102030405060708090a0b0c0d0e0f10"`, `span.events == nil`, `cache["x"] == nil`, `spanevent.cache == {}`, `IsString(name)`, `IsInt(attributes["n"])`, `Substring(attributes["type"], 0, 2) == "IO"`, `not (name == "retry")`, `name == "retry" or attributes["n"] == 1`, `time - span.start_time < Duration("1s")`, `span.attributes["events"] == nil`, `event_index == nil`, `resource.nope == 1`, `scope.version == "1.2"`, `log.body == 1`, `STATUS_CODE_ERROR == 2`, `SPAN_KIND_SERVER == 2`,
	} {
		all = append(all, condition)
	}
	return all
}

func unique(conditions []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(conditions, func(condition string) bool {
		again := seen[strings.Clone(condition)]
		seen[condition] = true
		return again
	})
}
