// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"fmt"
	"strings"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

func processorConfig(id string, body ...string) string {
	return "processors:\n  " + id + ":\n" + indent("    ", strings.Join(body, "\n"))
}

func samplerCases() (cases []Case) {
	id := "4bf92f3577b34da6a3ce929d0e0e4736"
	ask := func(name string, body []string, parts ...Part) {
		var steps []Step
		for _, part := range parts {
			steps = append(steps, receive(0, part))
		}
		cases = append(cases, Case{Name: name, Config: processorConfig("probabilistic_sampler", body...), Steps: steps})
	}
	modes := []string{"", "mode: hash_seed", "mode: equalizing", "mode: proportional"}
	percentages := []string{"0", "0.001", "1", "10", "15.3", "25", "33.3", "50", "75", "99", "99.9", "99.99", "100", "150"}
	for m, mode := range modes {
		named := []string{"default", "hash_seed", "equalizing", "proportional"}[m]
		// Many ids, no tracestate.
		for _, percentage := range percentages {
			for _, seed := range []string{"0", "22", "4294967295"} {
				if seed != "0" && m > 1 {
					continue
				}
				var spans []Span
				parts := []Part{}
				for n := range 20 {
					parts = append(parts, trace(n, Span{ID: 1}))
				}
				for _, known := range []string{id, "0af7651916cd43dd8448eb211c80319c", "ffffffffffffffffffffffffffffffff", "00000000000000000000000000000001"} {
					parts = append(parts, Part{Trace: known, Spans: []Span{{ID: 1}}})
				}
				_ = spans
				ask(fmt.Sprintf("%s/ids-%s%%-seed-%s", named, percentage, seed), []string{mode, "sampling_percentage: " + percentage, "hash_seed: " + seed}, parts...)
			}
			for _, precision := range []string{"1", "2", "7", "14"} {
				ask(fmt.Sprintf("%s/precision-%s-%s%%", named, precision, percentage), []string{mode, "sampling_percentage: " + percentage, "sampling_precision: " + precision},
					Part{Trace: id, Spans: []Span{{ID: 1}}}, trace(3, Span{ID: 1}), trace(4, Span{ID: 1, State: "ot=rv:ffffffffffffff"}), trace(5, Span{ID: 1, State: "ot=th:4"}), trace(6, Span{ID: 1, State: "ot=th:c;rv:d0000000000000"}))
			}
		}
		// What the tracestate says already.
		for _, state := range []string{
			"", "k=v", "ot=rv:ffffffffffffff", "ot=rv:00000000000000", "ot=rv:80000000000000", "ot=rv:7fffffffffffff", "ot=th:0", "ot=th:8", "ot=th:4", "ot=th:c", "ot=th:ffffffffffffff", "ot=th:80000000000000", "ot=th:8;rv:80000000000000", "ot=th:8;rv:7fffffffffffff", "ot=rv:f0000000000000;th:8",
			"ot=th:8;rv:ffffffffffffff,k=v", "k=v,ot=th:8;rv:ffffffffffffff", "k=v,ot=rv:ffffffffffffff,l=w", "ot=th:8;x:y;rv:ffffffffffffff", "ot=x:y", "ot=x:y;th:4", "ot=p:8", "ot=th:1;th:2", "ot=rv:0;th:8", "ot=rv:fffffffffffff", "ot=rv:fffffffffffffff", "ot=rv:FFFFFFFFFFFFFF", "ot=th:", "ot=th:g", "ot=th:000000000000001", "ot=th:8 ", "ot=th:8;", "ot=", "ot", "ot=th", "k", "k=v,,ot=th:8", "OT=th:8", "ot=th:8,ot=th:4", "k=", " ot=th:8", "ot=th:ff;rv:ffffffffffffff", "ot=th:fe;rv:feffffffffffff", "ot=th:fffffffffffffe;rv:fffffffffffffe", "ot=rv:fffffffffffffg", "ot=" + strings.Repeat("x", 300), "ot=th:8;a:" + strings.Repeat("x", 250),
		} {
			for _, percentage := range []string{"25", "50", "100", "0"} {
				for _, closed := range []string{"", "fail_closed: false"} {
					ask(fmt.Sprintf("%s/state-%.40s-%s%%-%s", named, state, percentage, closed), []string{mode, "sampling_percentage: " + percentage, closed}, Part{Trace: id, Spans: []Span{{ID: 1, State: state}}}, trace(7, Span{ID: 1, State: state}))
				}
			}
		}
		// sampling.priority.
		for _, priority := range []any{0, 1, 5, -1, 0.0, 0.5, 1.0, -0.5, "0", "1", "0.5", "-1", "x", "", true, false, nil, []byte{1}, []any{1}, int64(9223372036854775807)} {
			for _, percentage := range []string{"0", "50", "100"} {
				ask(fmt.Sprintf("%s/priority-%T-%v-%s%%", named, priority, priority, percentage), []string{mode, "sampling_percentage: " + percentage}, Part{Trace: id, Spans: []Span{{ID: 1, Attributes: []any{"sampling.priority", priority}}}},
					Part{Trace: id, Spans: []Span{{ID: 1, State: "ot=th:8;rv:0", Attributes: []any{"sampling.priority", priority}}}}, Part{Trace: id, Spans: []Span{{ID: 1, State: "ot=th:c;rv:f0000000000000", Attributes: []any{"sampling.priority", priority}}}})
			}
		}
		zero := "00000000000000000000000000000000"
		for _, closed := range []string{"", "fail_closed: true", "fail_closed: false"} {
			ask(fmt.Sprintf("%s/no-trace-id-%s", named, closed), []string{mode, "sampling_percentage: 50", closed}, Part{Trace: zero, Spans: []Span{{ID: 1}}}, Part{Trace: zero, Spans: []Span{{ID: 2, State: "ot=rv:ffffffffffffff"}}}, Part{Trace: zero, Spans: []Span{{ID: 3, Attributes: []any{"sampling.priority", 1}}}})
			ask(fmt.Sprintf("%s/no-trace-id-100%%-%s", named, closed), []string{mode, "sampling_percentage: 100", closed}, Part{Trace: zero, Spans: []Span{{ID: 1}}})
		}
		// What is left of a request.
		part := Part{Trace: id, Resource: []any{"r", 1}, Scope: "a", Spans: []Span{{ID: 1, Name: "kept", State: "k=v", Attributes: []any{"sampling.priority", 1}}, {ID: 2, Attributes: []any{"sampling.priority", 0}}}, More: []Part{{Trace: id, Scope: "b", Spans: []Span{{ID: 3, Attributes: []any{"sampling.priority", 0}}}}}}
		gone := Part{Trace: id, Resource: []any{"r", 2}, Spans: []Span{{ID: 4, Attributes: []any{"sampling.priority", 0}}}}
		cases = append(cases, Case{Name: named + "/empty-scopes-and-resources", Config: processorConfig("probabilistic_sampler", mode, "sampling_percentage: 50"), Steps: []Step{receive(0, part, gone), receive(1, gone)}})
	}
	for i, line := range []string{
		"sampling_percentage: -1", "sampling_percentage: abc", "sampling_percentage: .inf", "sampling_percentage: .nan", "sampling_percentage: 1e-20", "sampling_percentage: 1.4e-15", "sampling_percentage: 1.38e-15", "sampling_precision: 0", "sampling_precision: 15", "sampling_precision: -1", "sampling_precision: 14", "mode: nope", "mode: Equalizing", "mode: ''", "hash_seed: -1", "hash_seed: 4294967296", "fail_closed: abc", "attribute_source: nope", "attribute_source: record", "from_attribute: x", "sampling_priority: x", "unknown: 1", "sampling_percentage: '50'", "sampling_percentage: 1000", "hash_salt: x", "",
	} {
		ask(fmt.Sprintf("config/%02d", i), []string{line}, Part{Trace: id, Spans: []Span{{ID: 1}}})
	}
	return cases
}

// A request with two resources, two scopes, spans and events of several kinds.
func population() []Part {
	event := func(name string) Event { return Event{Name: name, Attributes: []any{"e", name}} }
	return []Part{
		{Trace: number(1), Resource: []any{"service.name", "shop", "n", 1}, Scope: "a", Spans: []Span{
			{ID: 1, Name: "GET /health", Kind: ptrace.SpanKindServer, Start: 1000, End: 1010, Attributes: []any{"http.route", "/health", "n", 5}},
			{ID: 2, Parent: 1, Name: "select", Kind: ptrace.SpanKindClient, Start: 1000, End: 1500, Status: 2, Attributes: []any{"n", "5", "s", "abc"}, Events: []Event{event("exception"), event("retry")}},
		}, More: []Part{{Trace: number(1), Scope: "b", Spans: []Span{{ID: 3, Parent: 1, Name: "inner", Events: []Event{event("exception")}}}}}},
		{Trace: number(2), Resource: []any{"service.name", "bank"}, Spans: []Span{{ID: 1, Name: "POST /pay", Kind: ptrace.SpanKindServer, Attributes: []any{"n", 50}}}},
	}
}

func filterCases() (cases []Case) {
	ask := func(body ...string) {
		name := fmt.Sprintf("filter/%03d", len(cases))
		cases = append(cases, Case{Name: name, Config: processorConfig("filter", body...), Steps: []Step{receive(0, population()...)}})
	}
	conditions := []string{
		`true`, `false`, `name == "GET /health"`, `attributes["n"] == 5`, `attributes["n"] > 1`, `IsRootSpan()`, `not IsRootSpan()`, `kind == SPAN_KIND_SERVER`, `status.code == STATUS_CODE_ERROR`, `resource.attributes["service.name"] == "shop"`, `instrumentation_scope.name == "a"`, `Substring(attributes["s"], 0, 2) == "ab"`, `attributes["http.route"] == "/health"`, `IsMatch(name, "^(GET|POST)")`, `end_time_unix_nano - start_time_unix_nano > 100000000`, `attributes["missing"] == nil`, `nope == 1`, `Nope()`, `name ==`, `span.name == "inner"`, `spanevent.name == "x"`, ``,
	}
	eventConditions := []string{`name == "exception"`, `attributes["e"] == "retry"`, `true`, `span.name == "inner"`, `Substring(name, 0, 6) == "except"`, `spanevent.name == "exception"`, `event_index == 0`, `IsRootSpan()`}
	for _, mode := range []string{"", "error_mode: ignore", "error_mode: silent", "error_mode: propagate"} {
		for _, condition := range conditions {
			ask(mode, "traces: {span: ['"+condition+"']}")
		}
		for _, condition := range eventConditions {
			ask(mode, "traces: {spanevent: ['"+condition+"']}")
		}
		for _, condition := range []string{`attributes["service.name"] == "shop"`, `true`, `resource.attributes["n"] == 1`, `name == "x"`, `Substring(attributes["service.name"], 0, 9) == "x"`} {
			ask(mode, "traces: {resource: ['"+condition+"']}")
		}
		ask(mode, `traces: {span: ['Substring(attributes["s"], 0, 2) == "ab"', 'name == "inner"'], spanevent: ['name == "retry"']}`)
		ask(mode, `traces: {span: ['name == "inner"', 'name == "select"']}`)
		for _, condition := range append(conditions, `resource.attributes["service.name"] == "bank"`, `scope.name == "b"`, `span.attributes["n"] == 5`, `spanevent.name == "exception"`, `spanevent.name == "exception" and span.name == "inner"`, `span.kind == SPAN_KIND_SERVER and resource.attributes["n"] == 1`, `spanevent.event_index == 0`, `Substring(span.attributes["s"], 0, 2) == "ab"`, `span.name == "x" or scope.name == "a"`, `IsMatch(span.name, "e")`, `span.status.code == STATUS_CODE_ERROR`, `true`, `log.body == "x"`, `STATUS_CODE_ERROR == 2`, `SPAN_KIND_SERVER == span.kind`, `resource.nope == 1`, `trace.name == "x"`) {
			ask(mode, "trace_conditions: ['"+condition+"']")
		}
		ask(mode, `trace_conditions: ['resource.attributes["service.name"] == "bank"', 'span.name == "inner"', 'spanevent.name == "retry"']`)
		ask(mode, `trace_conditions: ['span.name == "inner"', 'Substring(span.attributes["s"], 0, 2) == "ab"']`)
		for _, context := range []string{"resource", "scope", "span", "spanevent", "log", "", "nope"} {
			for _, condition := range []string{`true`, `IsRootSpan()`, `name == "select"`, `attributes["n"] == 1`, `resource.attributes["n"] == 1`, `span.name == "select"`} {
				ask(mode, fmt.Sprintf("trace_conditions: [{context: '%s', conditions: ['%s']}]", context, condition))
			}
		}
		for _, own := range []string{"ignore", "propagate", "silent", "nope", ""} {
			ask(mode, fmt.Sprintf(`trace_conditions: [{context: span, error_mode: '%s', conditions: ['Substring(attributes["s"], 0, 2) == "ab"', 'name == "inner"']}]`, own))
		}
	}
	for _, body := range []string{
		"error_mode: nope\ntraces: {span: ['true']}", "traces: {span: 'true'}", "traces: {spans: ['true']}", "traces: {}", "", "trace_conditions: []", "trace_conditions: 'true'", "trace_conditions: [5]", "trace_conditions: ['']", "trace_conditions: ['true', {context: span, conditions: ['true']}]", "trace_conditions: [{conditions: ['span.name == \"inner\"']}]", "trace_conditions: [{conditions: []}]", "trace_conditions: [{context: span}]", "trace_conditions: [{nope: span}]",
		"traces: {span: ['true']}\ntrace_conditions: ['span.name == \"x\"']", "logs: {log_record: ['true']}", "metric_conditions: ['metric.name == \"x\"']", "spans: {include: {match_type: strict, services: [shop]}}", "spans: {exclude: {match_type: regexp, span_names: ['^GET']}}", "spans: {include: {match_type: nope, services: [shop]}}", "spans: {include: {match_type: strict, services: [shop]}}\ntraces: {span: ['name == \"inner\"']}", "unknown: 1", "trace_conditions: [{context: span, conditions: ['name == \"inner\"']}, {context: spanevent, conditions: ['name == \"retry\"']}]",
		"trace_conditions: [{conditions: ['span.name == \"inner\"', 'resource.attributes[\"n\"] == 1']}]", "trace_conditions: [{conditions: ['spanevent.name == \"retry\"', 'span.name == \"inner\"']}]", "traces: {span: ['name == \"a\" or'], spanevent: ['nope()']}",
	} {
		ask(body)
	}
	return cases
}
