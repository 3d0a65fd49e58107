// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

// One trace to a tick, or, since a shutdown decides batch after batch in one instant, a burst in order:
// nowhere does the Collector's random order within a tick come in.
func perTick(sizes ...int) (steps []Step) {
	for n, size := range sizes {
		if size > 0 {
			steps = append(steps, receive(float64(n)+0.5, trace(n, spans(size)...)))
		}
	}
	return append(steps, until(float64(len(sizes))+2.5))
}

func burst(at float64, sizes ...int) (steps []Step) {
	for n, size := range sizes {
		steps = append(steps, receive(float64(n)+0.5, trace(n, spans(size)...)))
	}
	return append(steps, shutdown(at))
}

func limitCases() (cases []Case) {
	random := rand.New(rand.NewPCG(3, 3))
	sizes := func(count, below int) (sizes []int) {
		for range count {
			sizes = append(sizes, random.IntN(below))
		}
		return sizes
	}
	ask := func(name, body string, steps []Step) {
		cases = append(cases, Case{Name: name, Config: tail(body), Steps: steps})
	}
	ticked := func(list ...string) string { return "decision_wait: 1s\n" + policies(list...) }
	held := func(list ...string) string { return "decision_wait: 60s\n" + policies(list...) }

	for _, keys := range []string{
		"spans_per_second: 1", "spans_per_second: 2", "spans_per_second: 5", "spans_per_second: 0", "spans_per_second: -1", "spans_per_second: 5, burst_capacity: 5",
		"spans_per_second: 5, burst_capacity: 1", "spans_per_second: 1, burst_capacity: 10", "spans_per_second: 0, burst_capacity: 10", "spans_per_second: 3, burst_capacity: -1",
		"spans_per_second: 3, burst_capacity: 0", "burst_capacity: 4", "",
	} {
		limiter := policy("p", "rate_limiting", keys)
		ask("rate_limiting/"+keys+"/steady-1", ticked(limiter), perTick(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1))
		ask("rate_limiting/"+keys+"/steady-3", ticked(limiter), perTick(3, 3, 3, 3, 3, 3, 3, 3))
		ask("rate_limiting/"+keys+"/burst-and-pause", ticked(limiter), perTick(10, 1, 0, 0, 10, 2, 5, 0, 5, 6, 4))
		ask("rate_limiting/"+keys+"/around-burst", ticked(limiter), perTick(11, 10, 0, 0, 9, 0, 5, 4, 3, 2, 1, 1))
		for n := range 3 {
			ask(fmt.Sprintf("rate_limiting/%s/random-%d", keys, n), ticked(limiter), perTick(sizes(14, 12)...))
			ask(fmt.Sprintf("rate_limiting/%s/at-once-%d", keys, n), held(limiter), burst(20, ones(sizes(10, 6))...))
		}
		// A fraction of a second refills a fraction.
		for _, at := range []float64{2, 2.001, 2.1, 2.25, 2.333, 2.5, 2.75, 2.999} {
			ask(fmt.Sprintf("rate_limiting/%s/shutdown-at-%gs", keys, at), ticked(limiter), []Step{
				receive(0, trace(1, spans(10)...)), receive(0.1, trace(1, spans(0)...)), receive(1.5, trace(2, spans(2)...)), shutdown(at)})
		}
	}
	limiter := policy("limit", "rate_limiting", "spans_per_second: 2, burst_capacity: 4")
	keep, lose := yes.as("keep"), no.as("lose")
	errors := policy("errors", "status_code", "status_codes: [ERROR]")
	for name, list := range map[string][]string{
		"another-keeps-before": {keep, limiter}, "another-keeps-after": {limiter, keep}, "another-loses": {lose, limiter}, "dropped": {limiter, drop("d", errors)}, "always-dropped": {limiter, drop("d", keep)},
		"and-after-failing": {and("a", lose, limiter)}, "and-before-failing": {and("a", limiter, lose)}, "and-after-errors": {and("a", errors, limiter)}, "and-before-errors": {and("a", limiter, errors)},
		"not": {not("n", limiter)}, "drop-limited": {drop("d", limiter), keep}, "composite": {composite("c", "max_total_spans_per_second: 10", limiter, keep)},
		"errors-or-limited": {errors, limiter}, "two-limiters": {limiter, policy("other", "rate_limiting", "spans_per_second: 1, burst_capacity: 8")},
		"and-of-two-limiters": {and("a", limiter, policy("other", "rate_limiting", "spans_per_second: 1, burst_capacity: 8"))},
	} {
		for _, first := range []string{"", "sample_on_first_match: true\n"} {
			var steps []Step
			for n, size := range []int{3, 2, 1, 3, 0, 4, 4, 1, 2, 2} {
				traced := trace(n, spans(size)...)
				if n%3 == 0 {
					traced.Spans[0].Status = ptrace.StatusCodeError
				}
				if size > 0 {
					steps = append(steps, receive(float64(n)+0.5, traced))
				}
			}
			ask(fmt.Sprintf("rate_limiting/%s%s", name, strings.ReplaceAll(first[:min(len(first), 21)], "sample_on_", "-")), first+ticked(list...), append(steps, until(14.5)))
			ask(fmt.Sprintf("rate_limiting/at-once-%s%s", name, strings.ReplaceAll(first[:min(len(first), 21)], "sample_on_", "-")), first+held(list...), append(steps, shutdown(14.5)))
		}
	}
	return append(append(cases, bytesCases()...), compositeCases()...)
}

func ones(sizes []int) []int {
	for i := range sizes {
		sizes[i]++
	}
	return sizes
}

// The cost of a trace is its size as protobuf: one less, equal, one more, for traces of several shapes.
func bytesCases() (cases []Case) {
	shapes := map[string][]Part{
		"one": {trace(1, spans(1)...)}, "five": {trace(1, spans(5)...)},
		"resource":     {{Trace: number(1), Resource: []any{"service.name", "shop"}, Scope: "lib", Spans: spans(2)}},
		"two-requests": {{Trace: number(1), Resource: []any{"r", 1}, Spans: spans(1)}, {Trace: number(1), Resource: []any{"r", 1}, Spans: []Span{{ID: 2, Parent: 1}}}},
		"two-scopes":   {{Trace: number(1), Scope: "a", Spans: spans(1), More: []Part{{Trace: number(1), Scope: "b", Spans: []Span{{ID: 2, Parent: 1}}}}}},
		"everything": {trace(1, Span{ID: 1, Name: "näme", Start: 1, End: 2, Status: 2, Message: "m", Kind: 3, Flags: 0x101, State: "a=b", Attributes: []any{"s", "x", "i", -5, "d", 1.5, "b", true, "n", nil,
			"l", []any{1, "x"}, "m", map[string]any{"k": "v"}, "y", []byte{1, 2, 3}}, Events: []Event{{"e", 5, []any{"k", "v"}}}})},
		"foreign-trace-in-request": {trace(1, spans(1)...), trace(2, spans(1)...)},
	}
	for _, name := range []string{"one", "five", "resource", "two-requests", "two-scopes", "everything"} {
		whole := ptrace.NewTraces()
		for _, part := range shapes[name] {
			parse(request(part)).ResourceSpans().MoveAndAppendTo(whole.ResourceSpans())
		}
		size := (&ptrace.ProtoMarshaler{}).TracesSize(whole)
		for _, more := range []int{-1, 0, 1} {
			cases = append(cases,
				one(fmt.Sprintf("bytes_limiting/%s-burst%+d", name, more), policy("p", "bytes_limiting", fmt.Sprintf("bytes_per_second: 1, burst_capacity: %d", size+more)), shapes[name]...),
				Case{Name: fmt.Sprintf("maximum_trace_size_bytes/%s%+d", name, more), Config: tail("decision_wait: 1s", fmt.Sprintf("maximum_trace_size_bytes: %d", size-2+more), policies(yes.as("p"))), Steps: decided(shapes[name]...)})
		}
		for _, more := range []int{-3, -2, -1, 0, 1} { // the size of the ResourceSpans leaves out their tags and lengths
			cases = append(cases, Case{Name: fmt.Sprintf("maximum_trace_size_bytes/%s-tags%+d", name, more), Config: tail("decision_wait: 1s", fmt.Sprintf("maximum_trace_size_bytes: %d", resourceSize(whole)+more), policies(yes.as("p"))), Steps: decided(shapes[name]...)})
		}
	}
	for _, keys := range []string{"bytes_per_second: 60", "bytes_per_second: 100, burst_capacity: 100", "bytes_per_second: 0", "bytes_per_second: -5", "bytes_per_second: 30, burst_capacity: 500", "bytes_per_second: 30, burst_capacity: -1", ""} {
		limiter := policy("p", "bytes_limiting", keys)
		cases = append(cases,
			Case{Name: "bytes_limiting/" + keys + "/steady", Config: tail("decision_wait: 1s", policies(limiter)), Steps: perTick(1, 1, 1, 1, 1, 1, 2, 2, 2)},
			Case{Name: "bytes_limiting/" + keys + "/pauses", Config: tail("decision_wait: 1s", policies(limiter)), Steps: perTick(3, 1, 0, 0, 2, 0, 1, 1, 4, 0, 0, 0, 0, 1)},
			Case{Name: "bytes_limiting/" + keys + "/at-once", Config: tail("decision_wait: 60s", policies(limiter)), Steps: burst(20, 1, 1, 2, 1, 3, 1)})
	}
	return cases
}

func resourceSize(traces ptrace.Traces) (size int) {
	for _, resource := range traces.ResourceSpans().All() {
		size += (&ptrace.ProtoMarshaler{}).ResourceSpansSize(resource)
	}
	return size
}

func compositeCases() (cases []Case) {
	errors := policy("errors", "status_code", "status_codes: [ERROR]")
	slow := policy("slow", "latency", "threshold_ms: 100")
	rest := yes.as("rest")
	budgets := []struct{ name, keys string }{
		{"equal-shares", "max_total_spans_per_second: 12"}, {"one-allocated", "max_total_spans_per_second: 12, rate_allocation: [{policy: errors, percent: 50}]"},
		{"all-allocated", "max_total_spans_per_second: 10, rate_allocation: [{policy: errors, percent: 50}, {policy: slow, percent: 30}, {policy: rest, percent: 20}]"},
		{"more-than-all", "max_total_spans_per_second: 6, rate_allocation: [{policy: errors, percent: 100}, {policy: slow, percent: 100}, {policy: rest, percent: 200}]"},
		{"truncated", "max_total_spans_per_second: 10, rate_allocation: [{policy: errors, percent: 39}, {policy: slow, percent: 1}, {policy: rest, percent: 33}]"},
		{"percent-zero", "max_total_spans_per_second: 12, rate_allocation: [{policy: errors, percent: 0}, {policy: rest, percent: -5}]"},
		{"unknown-policy", "max_total_spans_per_second: 12, rate_allocation: [{policy: other, percent: 90}]"}, {"twice", "max_total_spans_per_second: 12, rate_allocation: [{policy: rest, percent: 10}, {policy: rest, percent: 90}]"},
		{"order-ignored", "max_total_spans_per_second: 12, policy_order: [rest, slow, errors]"}, {"order-unknown", "max_total_spans_per_second: 12, policy_order: [nothing]"},
		{"none", "max_total_spans_per_second: 0"}, {"negative", "max_total_spans_per_second: -12"}, {"absent", "policy_order: []"}, {"share-of-ten", "max_total_spans_per_second: 10"},
	}
	random := rand.New(rand.NewPCG(4, 4))
	for _, budget := range budgets {
		for n := range 6 {
			var steps []Step
			for i := range 12 {
				traced := trace(i, spans(1+random.IntN(4))...)
				switch random.IntN(3) {
				case 0:
					traced.Spans[0].Status = ptrace.StatusCodeError
				case 1:
					traced.Spans[0].End = 2000
				}
				steps = append(steps, receive(float64(i)+0.5, traced))
			}
			list := policies(composite("c", budget.keys, errors, slow, rest))
			if n%2 == 0 {
				cases = append(cases, Case{Name: fmt.Sprintf("composite/%s-at-once-%d", budget.name, n), Config: tail("decision_wait: 60s", list), Steps: append(steps, shutdown(30))})
			} else {
				cases = append(cases, Case{Name: fmt.Sprintf("composite/%s-each-second-%d", budget.name, n), Config: tail("decision_wait: 1s", list), Steps: append(steps, until(15.5))})
			}
		}
		for size := 1; size <= 13; size++ {
			cases = append(cases, one(fmt.Sprintf("composite/%s-%d-spans", budget.name, size), composite("c", budget.keys, errors, slow, rest), trace(1, spans(size)...)))
		}
	}
	// Decided in the last instant of a second and in the first of the next.
	for _, at := range []float64{2.999, 3, 3.001} {
		cases = append(cases, Case{Name: fmt.Sprintf("composite/tick-at-2s-shutdown-at-%gs", at), Config: tail("decision_wait: 1s", policies(composite("c", "max_total_spans_per_second: 4", rest))),
			Steps: []Step{receive(0.5, trace(1, spans(3)...)), receive(1.5, trace(2, spans(3)...)), receive(2.5, trace(3, spans(2)...)), shutdown(at)}})
	}
	return cases
}
