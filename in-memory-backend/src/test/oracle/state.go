// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"fmt"
	"strings"
)

// root and child are spans that come alone; root and its like are kept by the policy on errors.
func root(id int) Span  { return Span{ID: id, Name: "root", Start: 1000, End: 1010} }
func child(id int) Span { return Span{ID: id, Parent: 1, Name: "child", Start: 1000, End: 1010} }
func bad(s Span) Span   { s.Status = 2; return s }

var (
	keepErrors = policy("errors", "status_code", "status_codes: [ERROR]")
	dropHealth = drop("health", policy("h", "string_attribute", "key: path, values: [/health]"))
	keepAll    = yes.as("all")
)

func health(s Span) Span { s.Attributes = []any{"path", "/health"}; return s }

func stateCases() (cases []Case) {
	ask := func(name string, body []string, steps ...Step) {
		cases = append(cases, Case{Name: name, Config: tail(body...), Steps: steps})
	}

	// How long a decision takes.
	waits := []string{"0s", "1ns", "500ms", "999ms", "1s", "1001ms", "1500ms", "1999ms", "2s", "3700ms", "5s", "-1s", "0.0001h"}
	arrivals := []float64{0, 0.001, 0.25, 0.5, 0.999, 1, 1.001, 1.5, 2, 2.5}
	for _, wait := range waits {
		for _, at := range arrivals {
			ask(fmt.Sprintf("decision_wait/%s-arrival-%gs", wait, at), []string{"decision_wait: " + wait, policies(keepAll)}, receive(at, trace(1, root(1))), until(9.5))
		}
		ask(fmt.Sprintf("decision_wait/%s-spans-trickle", wait), []string{"decision_wait: " + wait, policies(keepAll)},
			receive(0.2, trace(1, root(1))), receive(0.7, trace(1, child(2))), receive(1.2, trace(1, child(3))), receive(2.2, trace(1, child(4))), receive(3.2, trace(1, child(5))), until(9.5))
	}
	ask("decision_wait/default", []string{policies(keepAll)}, receive(0.5, trace(1, root(1))), until(29.5), receive(29.9, trace(1, child(2))), receive(31.1, trace(1, child(3))), until(33))

	// Sooner once the root is there.
	for _, wait := range []string{"1s", "3s", "5s"} {
		for _, after := range []string{"0s", "1ns", "500ms", "1s", "1900ms", "2s", "3s", "4s", "10s", "-1s"} {
			body := []string{"decision_wait: " + wait, "decision_wait_after_root_received: " + after, policies(keepAll)}
			ask(fmt.Sprintf("after_root/%s-%s-root-first", wait, after), body, receive(0.5, trace(1, root(1))), receive(1.5, trace(1, child(2))), until(9.5))
			ask(fmt.Sprintf("after_root/%s-%s-child-first", wait, after), body, receive(0.5, trace(1, child(2))), receive(2.5, trace(1, root(1))), until(9.5))
			ask(fmt.Sprintf("after_root/%s-%s-two-roots", wait, after), body, receive(0.5, trace(1, root(1))), receive(1.5, trace(1, root(3))), until(9.5))
			ask(fmt.Sprintf("after_root/%s-%s-root-late", wait, after), body, receive(0.5, trace(1, child(2))), receive(6.5, trace(1, root(1))), until(14.5))
			ask(fmt.Sprintf("after_root/%s-%s-no-root", wait, after), body, receive(0.5, trace(1, child(2))), until(9.5))
		}
	}

	// Late spans: in the map, in a cache, after eviction, for every outcome.
	caches := []struct{ name, body string }{
		{"no-cache", "num_traces: 100"}, {"sampled-cache", "decision_cache: {sampled_cache_size: 10}"}, {"non-sampled-cache", "decision_cache: {non_sampled_cache_size: 10}"},
		{"both-caches", "decision_cache: {sampled_cache_size: 10, non_sampled_cache_size: 10}"}, {"caches-of-one", "decision_cache: {sampled_cache_size: 1, non_sampled_cache_size: 1}"},
		{"caches-negative", "decision_cache: {sampled_cache_size: -1, non_sampled_cache_size: -1}"},
	}
	outcomes := []struct {
		name string
		as   func(Span) Span
	}{{"sampled", bad}, {"not-sampled", func(s Span) Span { return s }}, {"dropped", health}}
	for _, cache := range caches {
		for _, strategy := range []string{"trace-complete", "span-ingest"} {
			list := []string{keepErrors, dropHealth}
			if strategy == "span-ingest" {
				list = list[:1]
			}
			body := []string{"decision_wait: 1s", "sampling_strategy: " + strategy, cache.body, policies(list...)}
			for _, outcome := range outcomes {
				if strategy == "span-ingest" && outcome.name == "dropped" {
					body = []string{"decision_wait: 1s", "sampling_strategy: " + strategy, cache.body, policies(dropHealth)}
				}
				name := fmt.Sprintf("late/%s-%s-%s", strategy, cache.name, outcome.name)
				first := trace(1, outcome.as(root(1)))
				ask(name, body, receive(0.5, first), receive(2.5, trace(1, child(2))), receive(2.6, trace(1, bad(child(3)))), receive(5.2, trace(1, child(4), child(5))), until(9.5))
				ask(name+"-cache-overrun", body, receive(0.5, first), receive(1.5, trace(2, outcome.as(root(1)))), receive(2.5, trace(3, outcome.as(root(1)))), receive(4.5, trace(1, child(2))),
					receive(5.5, trace(2, bad(child(3)))), receive(6.5, trace(3, child(3))), until(12.5))
				ask(name+"-touched", append([]string{}, body...), receive(0.5, first), receive(2.5, trace(1, child(2))), receive(3.5, trace(2, outcome.as(root(1)))), receive(5.5, trace(1, child(3))), receive(6.5, trace(2, child(2))), receive(7.5, trace(1, bad(child(4)))), until(12.5))
				ask(name+"-evicted", append([]string{"num_traces: 1"}, strings.ReplaceAll(strings.Join(body, "\n"), "num_traces: 100\n", "")), receive(0.5, first), receive(3.5, trace(2, root(1))), receive(4.2, trace(1, bad(child(2)))), receive(4.4, trace(2, child(2))), until(9.5))
				ask(name+"-after-root", append([]string{"decision_wait_after_root_received: 1s"}, body...), receive(0.5, first), receive(2.7, trace(1, root(2))), receive(3.5, trace(1, bad(root(3)))), until(9.5))
				ask(name+"-same-low-half", body, receive(0.5, Part{Trace: "00000000000000010000000000000abc", Spans: []Span{outcome.as(root(1))}}),
					receive(2.5, Part{Trace: "00000000000000020000000000000abc", Spans: []Span{bad(root(1))}}), receive(2.7, Part{Trace: "00000000000000030000000000000abc", Spans: []Span{root(1)}}),
					receive(3.2, Part{Trace: "00000000000000010000000000000abd", Spans: []Span{bad(root(1))}}), until(9.5))
			}
		}
	}

	evictionCases(ask)
	sizeCases(ask)
	shutdownCases(ask)
	ingestCases(ask)
	shardCases(ask)
	requestCases(ask)
	return append(cases, namedCases()...)
}

// The oldest trace makes room, decided or not.
func evictionCases(ask func(string, []string, ...Step)) {
	for _, capacity := range []int{0, 1, 2, 3} {
		for _, cache := range []string{"expected_new_traces_per_sec: 0", "decision_cache: {sampled_cache_size: 10, non_sampled_cache_size: 10}"} {
			body := []string{"decision_wait: 2s", fmt.Sprintf("num_traces: %d", capacity), cache, policies(keepErrors, dropHealth)}
			name := fmt.Sprintf("num_traces/%d-%v-", capacity, cache[0] == 'd')
			ask(name+"three-at-once", body, receive(0.5, trace(1, bad(root(1)))), receive(0.5, trace(2, bad(root(1)))), receive(0.5, trace(3, bad(root(1)))), until(9.5))
			ask(name+"comes-back", body, receive(0.5, trace(1, bad(root(1)))), receive(0.6, trace(2, bad(root(1)))), receive(0.7, trace(3, bad(root(1)))), receive(0.8, trace(1, child(2))), until(9.5))
			ask(name+"comes-back-later", body, receive(0.5, trace(1, bad(root(1)))), receive(0.6, trace(2, bad(root(1)))), receive(1.7, trace(3, bad(root(1)))), receive(2.2, trace(1, bad(child(2)))), receive(3.3, trace(1, child(3))), until(9.5))
			ask(name+"touched-is-still-oldest", body, receive(0.5, trace(1, bad(root(1)))), receive(0.6, trace(2, bad(root(1)))), receive(0.7, trace(1, child(2))), receive(0.8, trace(3, bad(root(1)))), receive(0.9, trace(4, bad(root(1)))), until(9.5))
			ask(name+"decided-makes-room", body, receive(0.5, trace(1, bad(root(1)))), receive(3.5, trace(2, root(1))), receive(3.6, trace(3, health(root(1)))), receive(3.7, trace(4, bad(root(1)))), receive(4.5, trace(1, child(2))), receive(6.5, trace(2, child(2))), until(12.5))
			ask(name+"one-each-second", body, receive(0.5, trace(1, bad(root(1)))), receive(1.5, trace(2, bad(root(1)))), receive(2.5, trace(3, bad(root(1)))), receive(3.5, trace(4, bad(root(1)))), receive(4.5, trace(5, bad(root(1)))), until(12.5))
			ask(name+"two-resources-in-request", body, receive(0.5, trace(1, bad(root(1))), trace(2, bad(root(1))), trace(1, child(2)), trace(3, bad(root(1)))), until(9.5))
		}
	}
	// The id of an evicted trace stays due: what comes again in the meantime is decided with it.
	for _, again := range []float64{0.7, 1.5, 2.5, 2.999} {
		ask(fmt.Sprintf("num_traces/evicted-again-at-%gs", again), []string{"decision_wait: 3s", "num_traces: 1", policies(keepAll)},
			receive(0.5, trace(1, root(1))), receive(0.6, trace(2, root(1))), receive(again, trace(1, child(2))), until(9.5))
		ask(fmt.Sprintf("num_traces/evicted-again-at-%gs-after-root", again), []string{"decision_wait: 3s", "decision_wait_after_root_received: 1s", "num_traces: 1", policies(keepAll)},
			receive(0.5, trace(1, root(1))), receive(0.6, trace(2, child(1))), receive(again, trace(1, child(2))), until(9.5))
	}
	// Waiting for room, where the caches let decided traces go.
	block := []string{"decision_wait: 2s", "num_traces: 1", "block_on_overflow: true", "decision_cache: {sampled_cache_size: 10, non_sampled_cache_size: 10}", policies(keepErrors, dropHealth)}
	ask("block_on_overflow/one-waits", block, receive(0.5, trace(1, bad(root(1)))), receive(0.7, trace(2, bad(root(1)))), until(9.5))
	ask("block_on_overflow/later-spans-wait-too", block, receive(0.5, trace(1, bad(root(1)))), receive(0.7, trace(2, bad(root(1)))), receive(0.9, trace(1, child(2))), until(12.5))
	ask("block_on_overflow/not-sampled-makes-room", block, receive(0.5, trace(1, root(1))), receive(1.2, trace(2, bad(root(1)))), until(9.5))
	ask("block_on_overflow/dropped-makes-room", block, receive(0.5, trace(1, health(root(1)))), receive(1.2, trace(2, bad(root(1)))), until(9.5))
	ask("block_on_overflow/room", append([]string{"sample_on_first_match: false"}, strings.Split(strings.Replace(strings.Join(block, "\n"), "num_traces: 1", "num_traces: 2", 1), "\n")...),
		receive(0.5, trace(1, bad(root(1)))), receive(1.2, trace(2, bad(root(1)))), receive(4.2, trace(3, bad(root(1)))), until(12.5))
}

func sizeCases(ask func(string, []string, ...Step)) {
	size := resourceSize(parse(request(trace(1, root(1)))))
	more := resourceSize(parse(request(trace(1, child(2)))))
	for _, limit := range []int{1, size - 1, size, size + 1, size + more - 1, size + more, 10000} {
		for _, cache := range []string{"num_traces: 10", "decision_cache: {non_sampled_cache_size: 10}"} {
			for _, strategy := range []string{"trace-complete", "span-ingest"} {
				name := fmt.Sprintf("maximum_trace_size_bytes/%d-%s-%s", limit, cache[:1], strategy)
				body := []string{"decision_wait: 1s", "sampling_strategy: " + strategy, fmt.Sprintf("maximum_trace_size_bytes: %d", limit), cache, policies(keepErrors)}
				ask(name+"-grows", body, receive(0.5, trace(1, root(1))), receive(0.7, trace(1, child(2))), receive(0.9, trace(1, bad(child(3)))), until(5.5))
				ask(name+"-error-first", body, receive(0.5, trace(1, bad(root(1)))), receive(0.7, trace(1, child(2))), until(5.5))
				ask(name+"-late", body, receive(0.5, trace(1, bad(root(1)))), receive(3.5, trace(1, child(2), child(3))), until(7.5))
				ask(name+"-with-drop", append([]string{body[0], body[1], body[2], body[3]}, policies(dropHealth, keepAll)), receive(0.5, trace(1, health(root(1)))), receive(0.7, trace(1, child(2))), until(5.5))
			}
		}
	}
}

func shutdownCases(ask func(string, []string, ...Step)) {
	for _, pending := range []string{"false", "true"} {
		for _, strategy := range []string{"trace-complete", "span-ingest"} {
			for _, wait := range []string{"1s", "3s", "500ms"} {
				body := []string{"decision_wait: " + wait, "drop_pending_traces_on_shutdown: " + pending, "sampling_strategy: " + strategy, policies(keepErrors)}
				name := fmt.Sprintf("shutdown/drop_%s-%s-%s", pending, strategy, wait)
				for _, at := range []float64{0.5, 0.9, 1, 2, 2.5, 6.5} {
					ask(fmt.Sprintf("%s-at-%gs", name, at), body, receive(0.5, trace(1, root(1))), receive(0.5, trace(1, bad(child(2)))), shutdown(at))
				}
				ask(name+"-some-decided", body, receive(0.5, trace(1, bad(root(1)))), receive(2.5, trace(2, root(1))), receive(3.2, trace(3, bad(root(1)))), receive(3.4, trace(2, bad(child(2)))), shutdown(4.2))
				ask(name+"-after-root", append([]string{"decision_wait_after_root_received: 1s"}, body...), receive(0.5, trace(1, bad(child(1)))), receive(1.2, trace(2, bad(root(1)))), receive(1.4, trace(3, bad(root(1)))), shutdown(1.6))
				ask(name+"-evicted", append([]string{"num_traces: 1"}, body...), receive(0.1, trace(1, bad(root(1)))), receive(0.2, trace(2, bad(root(1)))), shutdown(0.3))
			}
		}
	}
}

// Decisions as spans come in.
func ingestCases(ask func(string, []string, ...Step)) {
	strategy := "sampling_strategy: span-ingest"
	atLeast := policy("three", "span_count", "min_spans: 3")
	lists := map[string]string{
		"errors": policies(keepErrors), "errors-and-drop": policies(keepErrors, dropHealth), "drop-only": policies(dropHealth), "spans-counted-overall": policies(atLeast),
		"both-in-one-chunk": policies(and("a", keepErrors, policy("path", "string_attribute", "key: path, values: [/health]"))), "not": policies(not("n", keepErrors)),
		"latency-of-chunk": policies(policy("slow", "latency", "threshold_ms: 100")), "failing": policies(fail.as("f")), "failing-then-errors": policies(fail.as("f"), keepErrors),
		"composite": policies(composite("c", "max_total_spans_per_second: 2", keepErrors)), "none": "policies: []", "first-match": "sample_on_first_match: true\n" + policies(no.as("n"), keepErrors, keepAll),
		"failing-drop-then-errors": policies(drop("d", fail.as("f")), keepErrors),
	}
	for name, list := range lists {
		for _, after := range []string{"", "decision_wait_after_root_received: 1s\n"} {
			body := []string{"decision_wait: 3s", strategy, after + list}
			name := "span-ingest/" + name + map[bool]string{true: "-after-root"}[after != ""]
			ask(name+"-error-last", body, receive(0.5, trace(1, root(1))), receive(0.7, trace(1, child(2))), receive(1.5, trace(1, bad(child(3)))), receive(1.7, trace(1, child(4))), until(9.5))
			ask(name+"-error-first", body, receive(0.5, trace(1, bad(root(1)))), receive(0.7, trace(1, child(2))), receive(6.5, trace(1, child(3))), until(12.5))
			ask(name+"-health-last", body, receive(0.5, trace(1, root(1))), receive(0.7, trace(1, health(child(2)))), receive(0.9, trace(1, bad(child(3)))), until(9.5))
			ask(name+"-health-and-error", body, receive(0.5, trace(1, child(2))), receive(0.7, trace(1, bad(health(child(3))))), receive(2.5, trace(1, root(1))), until(9.5))
			ask(name+"-health-then-error", body, receive(0.5, trace(1, health(child(3)))), receive(0.7, trace(1, bad(child(4)))), until(9.5))
			ask(name+"-never-then-late", body, receive(0.5, trace(1, child(2))), receive(5.5, trace(1, bad(child(3)))), receive(6.5, trace(1, child(4))), until(12.5))
			ask(name+"-spread", body, receive(0.5, trace(1, Span{ID: 1, Start: 1000, End: 1010})), receive(0.7, trace(1, Span{ID: 2, Parent: 1, Start: 1200, End: 1210})), receive(0.9, trace(1, Span{ID: 3, Parent: 1, Start: 1000, End: 1101})), until(9.5))
			ask(name+"-two-resources-in-request", body, receive(0.5, trace(1, root(1)), trace(1, bad(child(2))), trace(1, child(3))), until(9.5))
		}
	}
}

func shardCases(ask func(string, []string, ...Step)) {
	for _, shards := range []int{0, 1, 2, 3, 4, 8, 256} {
		var steps []Step
		for n := range 12 {
			steps = append(steps, receive(float64(n)+0.5, trace(n, spans(1+n%3)...)))
		}
		steps = append(steps, until(15.5))
		count := fmt.Sprintf("num_shards: %d", shards)
		ask(fmt.Sprintf("num_shards/%d-limited", shards), []string{"decision_wait: 1s", count, policies(policy("p", "rate_limiting", "spans_per_second: 1, burst_capacity: 3"))}, steps...)
		ask(fmt.Sprintf("num_shards/%d-limited-twice-the-rate", shards), []string{"decision_wait: 1s", count, policies(policy("p", "rate_limiting", "spans_per_second: 2"))}, steps...)
		ask(fmt.Sprintf("num_shards/%d-bytes", shards), []string{"decision_wait: 1s", count, policies(policy("p", "bytes_limiting", "bytes_per_second: 50"))}, steps...)
		ask(fmt.Sprintf("num_shards/%d-composite", shards), []string{"decision_wait: 1s", count, policies(composite("c", "max_total_spans_per_second: 4", keepAll, no.as("n")))}, steps...)
		ask(fmt.Sprintf("num_shards/%d-num_traces", shards), []string{"decision_wait: 4s", "num_traces: 4", count, policies(keepAll)}, steps...)
	}
}

// What a request holds of several traces, and of none.
func requestCases(ask func(string, []string, ...Step)) {
	of := func(n int, spans ...Span) Part {
		return Part{Trace: number(n), Resource: []any{"service.name", "shop"}, Spans: spans}
	}
	with := func(part Part, more ...Part) Part { part.More = more; return part }
	requests := map[string][]Part{
		"nothing":                        {},
		"resource-without-spans":         {of(1)},
		"two-traces-in-scopes":           {with(of(1, bad(root(1))), of(2, root(1)), of(1, child(2)), of(2, bad(child(2))))},
		"two-traces-in-scopes-one-kept":  {with(of(1, bad(root(1))), of(2, root(1)), of(1, child(2)), of(2, child(2)))},
		"two-traces-in-resources":        {of(1, root(1)), of(2, bad(root(1))), of(1, bad(child(2))), of(2, child(2))},
		"three-traces-one-each":          {of(1, root(1)), of(2, bad(root(1))), of(3, bad(root(1)))},
		"trace-without-id":               {{Trace: "00000000000000000000000000000000", Spans: []Span{bad(root(1))}}},
		"span-without-id":                {of(1, bad(Span{Name: "x"}), child(2))},
		"same-span-twice":                {of(1, bad(root(1)), bad(root(1)))},
		"child-then-root-in-one-request": {of(1, child(2), bad(root(1)))},
	}
	for name, parts := range requests {
		for _, extra := range []string{"num_traces: 10", "decision_wait_after_root_received: 1s", "sampling_strategy: span-ingest", "decision_cache: {sampled_cache_size: 10, non_sampled_cache_size: 10}"} {
			ask("request/"+name+"-"+extra[:12], []string{"decision_wait: 3s", extra, policies(keepErrors)}, receive(0.5, parts...), receive(1.5, parts...), receive(5.5, parts...), until(12.5))
		}
	}
}

// The name of the instance is part of the policy's in the metrics.
func namedCases() []Case {
	steps := []Step{receive(0.5, trace(1, bad(root(1)))), receive(1.5, trace(2, health(root(1)))), until(5.5)}
	body := "decision_wait: 1s\n" + policies(keepErrors, dropHealth, and("both", keepErrors, keepAll))
	return []Case{
		{Name: "named/edge", Config: processorConfig("tail_sampling/edge", body), Steps: steps},
		{Name: "named/with-slash", Config: processorConfig("tail_sampling/a/b", body), Steps: steps},
		{Name: "named/with-spaces", Config: processorConfig("'tail_sampling / edge '", body), Steps: steps},
		{Name: "named/empty", Config: processorConfig("tail_sampling/", body), Steps: steps},
	}
}
