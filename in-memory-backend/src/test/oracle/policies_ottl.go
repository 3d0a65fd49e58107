// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"fmt"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

// What ottl_condition makes of its conditions; the conditions themselves are the corpus of ottl.
func ottlCases() (cases []Case) {
	event := func(name string) Event { return Event{Name: name, Attributes: []any{"e", name}} }
	traces := []struct {
		name  string
		parts []Part
	}{
		{"root-n5", []Part{{Trace: number(1), Resource: []any{"service.name", "shop"}, Scope: "lib", Spans: []Span{{ID: 1, Name: "root", Kind: ptrace.SpanKindServer, Start: 1000, End: 1500, Attributes: []any{"n", 5, "s", "abc"}}}}}},
		{"child-n50", []Part{trace(1, Span{ID: 2, Parent: 1, Name: "child", Attributes: []any{"n", 50}})}},
		{"string-n", []Part{trace(1, span("n", "5"))}},
		{"error-then-match", []Part{trace(1, span("s", 5), Span{ID: 2, Parent: 1, Name: "second", Attributes: []any{"s", "abcdef", "n", 50}})}},
		{"match-then-error", []Part{trace(1, span("s", "abcdef", "n", 50), Span{ID: 2, Parent: 1, Attributes: []any{"s", 5}})}},
		{"error-then-match-in-two-requests", []Part{trace(1, span("s", 5)), trace(1, Span{ID: 2, Parent: 1, Attributes: []any{"s", "abcdef"}})}},
		{"events", []Part{trace(1, Span{ID: 1, Name: "root", Status: 2, Events: []Event{event("first"), event("exception")}})}},
		{"events-of-second", []Part{trace(1, span(), Span{ID: 2, Parent: 1, Events: []Event{event("exception")}})}},
		{"no-attributes", []Part{trace(1, Span{ID: 1, Name: "root"})}},
	}
	conditions := []string{
		`span: ['attributes["n"] > 10']`, `span: ['span.attributes["n"] == 5']`, `span: ['name == "second"', 'IsRootSpan()']`, `span: ['not IsRootSpan()']`,
		`span: ['resource.attributes["service.name"] == "shop" and kind == SPAN_KIND_SERVER']`, `span: ['instrumentation_scope.name == "lib"']`, `span: ['scope.name == "lib"']`,
		`span: ['Substring(attributes["s"], 0, 6) == "abcdef"']`, `span: ['Substring(attributes["s"], 0, 6) == "abcdef"', 'attributes["n"] == 50']`,
		`span: ['attributes["n"] == 5', 'Substring(attributes["s"], 0, 6) == "abcdef"']`, `span: ['attributes["n"] + 1 > 50']`, `span: ['end_time_unix_nano - start_time_unix_nano >= 500000000']`,
		`spanevent: ['name == "exception"']`, `spanevent: ['spanevent.name == "first" and span.status.code == STATUS_CODE_ERROR']`, `spanevent: ['Substring(attributes["e"], 0, 9) == "exception"']`,
		`spanevent: ['event_index == 1']`, `span: ['name == "none"'], spanevent: ['attributes["e"] == "exception"']`, `span: ['Substring(attributes["s"], 0, 6) == "abcdef"'], spanevent: ['name == "exception"']`,
	}
	modes := []string{"", "error_mode: propagate, ", "error_mode: ignore, ", "error_mode: silent, "}
	for i, condition := range conditions {
		for m, mode := range modes {
			for _, traced := range traces {
				name := fmt.Sprintf("ottl_condition/%d-%s-%s", i, []string{"unset", "propagate", "ignore", "silent"}[m], traced.name)
				cases = append(cases, one(name, policy("p", "ottl_condition", mode+condition), traced.parts...))
			}
		}
	}
	return cases
}
