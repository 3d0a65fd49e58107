// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

// dice draws policies and traces that have something to do with each other.
type dice struct{ *rand.Rand }

func rolled(a, b int) dice { return dice{rand.New(rand.NewPCG(uint64(a), uint64(b)))} }

func (d dice) one(of ...string) string { return of[d.IntN(len(of))] }

func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

func (d dice) leaf(name string) string {
	invert := d.one("", "", ", invert_match: true")
	switch d.IntN(14) {
	case 0:
		return policy(name, "always_sample")
	case 1:
		return policy(name, "latency", fmt.Sprintf("threshold_ms: %d", d.IntN(400)))
	case 2:
		return policy(name, "latency", fmt.Sprintf("threshold_ms: %d, upper_threshold_ms: %d", d.IntN(300), d.IntN(500)))
	case 3:
		return policy(name, "numeric_attribute", fmt.Sprintf("key: n, min_value: %d, max_value: %d%s", 1+d.IntN(5), 1+d.IntN(9), invert))
	case 4:
		return policy(name, "probabilistic", fmt.Sprintf("sampling_percentage: %d, hash_salt: %s", d.IntN(101), d.one("a", "b", `""`)))
	case 5:
		return policy(name, "status_code", "status_codes: ["+d.one("OK", "ERROR", "UNSET", "OK, ERROR")+"]")
	case 6:
		return policy(name, "string_attribute", fmt.Sprintf("key: %s, values: [%s]%s", d.one("s", "service.name"), d.one("a", "b", "a, c"), invert))
	case 7:
		return policy(name, "string_attribute", fmt.Sprintf("key: %s, values: ['%s'], enabled_regex_matching: true%s", d.one("s", "service.name"), d.one("^a", "b|c", ".*", "[x-z]+$"), invert))
	case 8:
		return policy(name, "rate_limiting", fmt.Sprintf("spans_per_second: %d, burst_capacity: %d", 1+d.IntN(4), d.IntN(12)))
	case 9:
		return policy(name, "bytes_limiting", fmt.Sprintf("bytes_per_second: %d", 40+d.IntN(200)))
	case 10:
		return policy(name, "span_count", fmt.Sprintf("min_spans: %d, max_spans: %d", d.IntN(4), d.one("0", "3", "5")[0]-'0'))
	case 11:
		return policy(name, "boolean_attribute", fmt.Sprintf("key: b, value: %v%s", d.chance(50), invert))
	case 12:
		return policy(name, d.one("trace_flags", "always_sample"))
	default:
		return policy(name, "ottl_condition", fmt.Sprintf("error_mode: %s, span: ['%s']", d.one("ignore", "propagate", "silent"),
			d.one(`attributes["n"] > 3`, `IsRootSpan() and kind == SPAN_KIND_SERVER`, `Substring(attributes["s"], 0, 1) == "a"`, `IsMatch(name, "^c") or attributes["b"] == true`, `resource.attributes["service.name"] == "b"`, `end_time_unix_nano - start_time_unix_nano > 100000000`)))
	}
}

func (d dice) several(prefix string, most int, make func(string) string) (list []string) {
	for n := range 1 + d.IntN(most) {
		list = append(list, make(fmt.Sprintf("%s%d", prefix, n+1)))
	}
	return list
}

func (d dice) maybeNot(name string) string {
	if d.chance(25) {
		return not(name, d.leaf(name+"n"))
	}
	return d.leaf(name)
}

func (d dice) policy(name string) string {
	switch d.IntN(10) {
	case 0, 1:
		return and(name, d.several(name+"a", 3, d.maybeNot)...)
	case 2:
		return not(name, d.leaf(name+"n"))
	case 3:
		return drop(name, d.several(name+"d", 2, d.maybeNot)...)
	case 4:
		keys := fmt.Sprintf("max_total_spans_per_second: %d", d.IntN(20))
		if d.chance(60) {
			keys += fmt.Sprintf(", rate_allocation: [{policy: %sc1, percent: %d}, {policy: %sc2, percent: %d}]", name, d.IntN(101), name, d.IntN(101))
		}
		return composite(name, keys, d.several(name+"c", 3, func(sub string) string {
			if d.chance(25) {
				return and(sub, d.several(sub+"a", 2, d.maybeNot)...)
			}
			return d.leaf(sub)
		})...)
	default:
		return d.leaf(name)
	}
}

func (d dice) span(id int) Span {
	start := 1000 + d.IntN(200)
	span := Span{ID: id, Name: d.one("a", "b", "charge"), Start: start, End: start + d.IntN(300), Status: ptrace.StatusCode(d.IntN(5) % 3), Kind: ptrace.SpanKind(d.IntN(4)), Flags: uint32(d.IntN(3) & 1)}
	if id > 1 {
		span.Parent = 1 + d.IntN(id-1)
	}
	if d.chance(50) {
		span.Attributes = append(span.Attributes, "n", d.IntN(10))
	}
	switch {
	case d.chance(50):
		span.Attributes = append(span.Attributes, "s", d.one("a", "b", "abc", "xyz", ""))
	case d.chance(20):
		span.Attributes = append(span.Attributes, "s", d.IntN(5))
	}
	if d.chance(30) {
		span.Attributes = append(span.Attributes, "b", d.chance(50))
	}
	return span
}

// parts splits a trace of random spans into what comes in up to three requests.
func (d dice) parts(id string) (parts []Part) {
	next := 1
	for range 1 + d.IntN(3) {
		part := Part{Trace: id}
		if d.chance(60) {
			part.Resource = []any{"service.name", d.one("a", "b", "c")}
		}
		for range 1 + d.IntN(3) {
			part.Spans = append(part.Spans, d.span(next))
			next++
		}
		parts = append(parts, part)
	}
	return parts
}

// Configurations of one to six policies over traces that come one to a second.
func randomCases() (cases []Case) {
	for n := range 900 {
		d := rolled(n, 1)
		body := []string{fmt.Sprintf("decision_wait: %ds", 1+d.IntN(3))}
		if d.chance(25) {
			body = append(body, "sample_on_first_match: true")
		}
		body = append(body, policies(d.several("p", 6, d.policy)...))
		var steps []Step
		for i := range 6 {
			for j, part := range d.parts(number(n*10 + i)) {
				steps = append(steps, receive(float64(i)+0.2+0.2*float64(j), part))
			}
		}
		if d.chance(30) {
			steps = append(steps, shutdown(6.5))
		} else {
			steps = append(steps, until(11.5))
		}
		cases = append(cases, Case{Name: fmt.Sprintf("random/%03d", n), Config: tail(body...), Steps: steps})
	}
	return cases
}

// Everything that has to do with time and room, at random, over few traces that come again and again.
func lifeCases() (cases []Case) {
	ids := []string{number(1), number(2), "0000000000000001000000000000beef", "0000000000000002000000000000beef", number(5)}
	for n := range 1200 {
		d := rolled(n, 2)
		body := []string{"decision_wait: " + d.one("500ms", "1s", "1s", "2s", "2500ms", "3s")}
		if d.chance(40) {
			body = append(body, "decision_wait_after_root_received: "+d.one("500ms", "1s", "2s"))
		}
		if d.chance(50) {
			body = append(body, fmt.Sprintf("num_traces: %d", 1+d.IntN(4)))
		}
		if d.chance(50) {
			body = append(body, fmt.Sprintf("decision_cache: {sampled_cache_size: %d, non_sampled_cache_size: %d}", d.IntN(4), d.IntN(4)))
		}
		if d.chance(20) {
			body = append(body, fmt.Sprintf("maximum_trace_size_bytes: %d", 50+d.IntN(200)))
		}
		if d.chance(20) {
			body = append(body, "sample_on_first_match: true")
		}
		if d.chance(20) {
			body = append(body, "drop_pending_traces_on_shutdown: true")
		}
		list := []string{keepErrors}
		if ingest := d.chance(30); ingest {
			body = append(body, "sampling_strategy: span-ingest")
			if d.chance(20) {
				list = append(list, dropHealth)
			}
		} else if d.chance(40) {
			list = append(list, dropHealth, policy("many", "span_count", "min_spans: 3"))
		}
		body = append(body, policies(list...))
		var steps []Step
		at, next := 0.0, 1
		for range 4 + d.IntN(12) {
			at += []float64{0.1, 0.3, 0.4, 0.7, 1, 1.3, 2}[d.IntN(7)]
			span := child(next)
			if d.chance(30) {
				span = root(next)
			}
			if d.chance(30) {
				span = bad(span)
			}
			if d.chance(10) {
				span = health(span)
			}
			next++
			steps = append(steps, receive(float64(int(at*10+0.5))/10, Part{Trace: ids[d.IntN(len(ids))], Spans: []Span{span}}))
		}
		if d.chance(40) {
			steps = append(steps, shutdown(float64(int(at*10+2.5))/10))
		} else {
			steps = append(steps, until(float64(int(at))+6.5))
		}
		name := fmt.Sprintf("life/%04d", n)
		if strings.Contains(body[len(body)-2], "ingest") {
			name += "-span-ingest"
		}
		cases = append(cases, Case{Name: name, Config: tail(body...), Steps: steps})
	}
	return cases
}

// Many traces in one tick, in requests that mix them: no policy here depends on the order.
func crowdCases() (cases []Case) {
	for n := 0; len(cases) < 300; n++ {
		d := rolled(n, 3)
		list := policies(d.several("p", 6, d.policy)...)
		if strings.Contains(list, "_limiting") || strings.Contains(list, "composite") {
			continue
		}
		body := []string{fmt.Sprintf("decision_wait: %ds", 1+d.IntN(2))}
		if d.chance(30) {
			body = append(body, "decision_cache: {sampled_cache_size: 100, non_sampled_cache_size: 100}")
		}
		if d.chance(20) {
			body = append(body, fmt.Sprintf("num_shards: %d", 1+d.IntN(4)))
		}
		body = append(body, list)
		var waiting []Part
		for i := range 8 {
			waiting = append(waiting, d.parts(number(n*8+i))...)
		}
		d.Shuffle(len(waiting), func(i, j int) { waiting[i], waiting[j] = waiting[j], waiting[i] })
		var steps []Step
		for at := 0.3; len(waiting) > 0; at += 0.4 {
			size := min(1+d.IntN(5), len(waiting))
			request := waiting[:size]
			if size > 2 && d.chance(50) { // scopes of one resource
				request = []Part{{Trace: request[0].Trace, Resource: request[0].Resource, Spans: request[0].Spans, More: request[1:]}}
			}
			steps = append(steps, receive(float64(int(at*10+0.5))/10, request...))
			waiting = waiting[size:]
		}
		cases = append(cases, Case{Name: fmt.Sprintf("crowd/%03d", n), Config: tail(body...), Steps: append(steps, until(14.5))})
	}
	return cases
}
