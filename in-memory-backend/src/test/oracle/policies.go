// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"fmt"
	"slices"
	"strings"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

func policyCases() []Case {
	return slices.Concat(
		[]Case{one("always_sample/any", policy("p", "always_sample"), trace(1, span()))},
		latencyCases(), numericCases(), booleanCases(), stringCases(), statusCases(), probabilisticCases(), spanCountCases(),
		traceStateCases(), traceFlagsCases(), ottlCases())
}

func latencyCases() (cases []Case) {
	at := func(start, end int) Span { return Span{ID: 1, Start: start, End: end} }
	ns := func(start, end uint64) Span { return Span{ID: 1, StartNs: start, EndNs: end} }
	child := func(start, end int) Span { return Span{ID: 2, Parent: 1, Start: start, End: end} }
	shapes := []struct {
		name  string
		spans []Span
	}{
		{"99ms", []Span{at(1000, 1099)}}, {"100ms", []Span{at(1000, 1100)}}, {"101ms", []Span{at(1000, 1101)}},
		{"100.999999ms", []Span{ns(1_000_000_000, 1_100_999_999)}}, {"101.000000ms", []Span{ns(1_000_000_000, 1_101_000_000)}},
		{"200ms", []Span{at(1000, 1200)}}, {"200.999999ms", []Span{ns(1_000_000_000, 1_200_999_999)}}, {"201ms", []Span{at(1000, 1201)}},
		{"0ms", []Span{at(1000, 1000)}}, {"1ms", []Span{at(1000, 1001)}}, {"0.999999ms", []Span{ns(1_000_000_000, 1_000_999_999)}},
		{"two-50ms-150ms-apart", []Span{at(1000, 1050), child(1100, 1150)}}, {"prefix-150ms-whole-300ms", []Span{at(1000, 1150), child(1000, 1300)}},
		{"prefix-300ms-suffix-150ms", []Span{at(1000, 1300), child(1000, 1150)}}, {"child-before-parent", []Span{child(1000, 1020), at(900, 1050)}},
		{"child-outlives-parent", []Span{at(1000, 1020), child(1010, 1150)}}, {"start-unset", []Span{at(0, 1100)}}, {"end-unset", []Span{at(1000, 0)}},
		{"both-unset", []Span{at(0, 0)}}, {"first-start-unset", []Span{at(0, 1100), child(1000, 1050)}}, {"first-end-unset", []Span{at(1000, 0), child(1000, 1150)}},
		{"second-start-unset", []Span{at(1000, 1050), child(0, 1150)}}, {"third-after-reset", []Span{at(1000, 1050), child(0, 1060), {ID: 3, Start: 1040, End: 1145}}},
		{"end-before-start", []Span{at(1100, 1000)}}, {"end-before-start-then-long", []Span{at(1100, 1000), child(1000, 1150)}},
		{"negative-fraction", []Span{ns(1_000_500_000, 1_000_000_000)}}, {"year-2262", []Span{ns(1, 9_223_372_036_854_775_807)}},
		{"past-int64", []Span{ns(1, 18_446_744_073_709_551_615)}}, {"past-int64-start", []Span{ns(18_446_744_073_709_551_000, 18_446_744_073_709_551_615)}},
	}
	windows := []struct{ name, keys string }{
		{"default", ""}, {"over100", "threshold_ms: 100"}, {"over100-upto200", "threshold_ms: 100, upper_threshold_ms: 200"},
		{"upto200", "upper_threshold_ms: 200"}, {"over-1", "threshold_ms: -1"}, {"over-200", "threshold_ms: -200"}, {"over200-upto100", "threshold_ms: 200, upper_threshold_ms: 100"},
		{"over100-upto100", "threshold_ms: 100, upper_threshold_ms: 100"}, {"over-200-upto-1", "threshold_ms: -200, upper_threshold_ms: -1"},
	}
	for _, window := range windows {
		for _, shape := range shapes {
			cases = append(cases, one("latency/"+window.name+"-"+shape.name, policy("p", "latency", window.keys), trace(1, shape.spans...)))
		}
		cases = append(cases, one("latency/"+window.name+"-in-two-requests-150ms-then-300ms", policy("p", "latency", window.keys), trace(1, at(1000, 1150)), trace(1, child(1000, 1300))),
			one("latency/"+window.name+"-in-two-requests-300ms-then-150ms", policy("p", "latency", window.keys), trace(1, at(1000, 1300)), trace(1, child(1000, 1150))))
	}
	return cases
}

func statusCases() (cases []Case) {
	codes := map[string]ptrace.StatusCode{"unset": 0, "ok": 1, "error": 2}
	for _, wanted := range []string{"[OK]", "[ERROR]", "[UNSET]", "[OK, ERROR]", "[ERROR, UNSET]", "[ERROR, ERROR]", "[OK, ERROR, UNSET]"} {
		for _, first := range []string{"unset", "ok", "error"} {
			for _, second := range []string{"", "unset", "ok", "error"} {
				spans := []Span{{ID: 1, Status: codes[first]}}
				if second != "" {
					spans = append(spans, Span{ID: 2, Parent: 1, Status: codes[second]})
				}
				cases = append(cases, one(fmt.Sprintf("status_code/%s-%s-%s", wanted, first, second), policy("p", "status_code", "status_codes: "+wanted), trace(1, spans...)))
			}
		}
	}
	return append(cases, one("status_code/unknown-code-7", policy("p", "status_code", "status_codes: [OK, ERROR, UNSET]"), trace(1, Span{ID: 1, Status: 7})))
}

// Many trace ids at once: the decision is a function of the id alone.
func probabilisticCases() (cases []Case) {
	salts := []string{"", "hash_salt: seed", "hash_salt: test-salt", "hash_salt: grün", "hash_salt: default-hash-seed", `hash_salt: ""`}
	percentages := []string{"-1", "0", "0.001", "0.1", "1", "5", "10", "12.5", "25", "33", "33.333333333333336", "50", "66.6", "75", "90", "99", "99.99", "99.999999999999", "100", "100.1", "1e10", "1e-12"}
	for i, salt := range salts {
		for _, percentage := range percentages {
			keys := "sampling_percentage: " + percentage
			if salt != "" {
				keys += ", " + salt
			}
			var parts []Part
			for n := range 25 {
				parts = append(parts, trace(100*i+n, Span{ID: 1}))
			}
			cases = append(cases, one(fmt.Sprintf("probabilistic/salt%d-%s%%", i, percentage), policy("p", "probabilistic", keys), parts...))
		}
	}
	known := []Part{}
	for _, id := range []string{"07070707000000000000000000000000", "03010401050000000000000000000000", "0102030405060708090a0b0c0d0e0f10", "4bf92f3577b34da6a3ce929d0e0e4736",
		"0af7651916cd43dd8448eb211c80319c", "ffffffffffffffffffffffffffffffff", "00000000000000000000000000000001"} {
		known = append(known, Part{Trace: id, Spans: []Span{{ID: 1}}})
	}
	for _, percentage := range []string{"10", "25", "50", "75", "90"} {
		cases = append(cases, one("probabilistic/known-ids-"+percentage+"%", policy("p", "probabilistic", "sampling_percentage: "+percentage), known...))
	}
	return append(cases, one("probabilistic/no-percentage", policy("p", "probabilistic", "hash_salt: x"), known...),
		one("probabilistic/tracestate-is-ignored", policy("p", "probabilistic", "sampling_percentage: 50"),
			trace(1, Span{ID: 1, State: "ot=rv:ffffffffffffff"}), trace(2, Span{ID: 1, State: "ot=rv:00000000000000"}), trace(3, Span{ID: 1, State: "ot=th:8"})))
}

func spanCountCases() (cases []Case) {
	for _, keys := range []string{"", "min_spans: 2", "max_spans: 3", "min_spans: 2, max_spans: 3", "min_spans: 3, max_spans: 2", "min_spans: 2, max_spans: 2", "min_spans: -1", "max_spans: -1", "min_spans: 1, max_spans: 1"} {
		for count := 1; count <= 5; count++ {
			cases = append(cases, one(fmt.Sprintf("span_count/%s-%d", keys, count), policy("p", "span_count", keys), trace(1, spans(count)...)))
		}
		cases = append(cases, one(fmt.Sprintf("span_count/%s-1+1", keys), policy("p", "span_count", keys), trace(1, spans(1)...), trace(1, Span{ID: 2, Parent: 1})),
			one(fmt.Sprintf("span_count/%s-same-span-twice", keys), policy("p", "span_count", keys), trace(1, spans(1)...), trace(1, spans(1)...)))
	}
	return cases
}

func traceStateCases() (cases []Case) {
	wanted := []struct{ name, keys string }{
		{"one", "key: k, values: [v]"}, {"two", "key: k, values: [w, v]"}, {"empty-value", `key: k, values: [""]`}, {"none", "key: k, values: []"},
		{"long", "key: k, values: [" + strings.Repeat("v", 254) + "]"}, {"too-long", "key: k, values: [" + strings.Repeat("v", 255) + "]"}, {"vendor", "key: t@k, values: [v]"}, {"no-key", "values: [v]"},
	}
	states := []struct{ name, state string }{
		{"absent", ""}, {"match", "k=v"}, {"other-value", "k=w"}, {"other-key", "l=v"}, {"second", "a=b,k=v"}, {"spaces", "a=b , k=v"}, {"upper", "K=v"}, {"value-with-space", "k= v"},
		{"trailing-space", "k=v "}, {"malformed", "k"}, {"malformed-tail", "k=v,,x"}, {"empty-member", "k=v,"}, {"duplicate", "k=v,k=w"}, {"duplicate-second", "k=w,k=v"}, {"empty", "k="},
		{"vendor", "t@k=v"}, {"long", "k=" + strings.Repeat("v", 254)}, {"longest", "k=" + strings.Repeat("v", 255)}, {"overlong", "k=" + strings.Repeat("v", 257)},
		{"33-members", members(33) + ",k=v"}, {"32-members", members(31) + ",k=v"}, {"equals-in-value", "k=v=1"}, {"tab", "a=b,\tk=v"}, {"illegal-key", "k!=v"}, {"non-ascii", "k=é"},
	}
	for _, w := range wanted {
		for _, s := range states {
			cases = append(cases, one("trace_state/"+w.name+"-"+s.name, policy("p", "trace_state", w.keys), trace(1, Span{ID: 1, State: s.state})))
		}
	}
	return append(cases, one("trace_state/second-span", policy("p", "trace_state", "key: k, values: [v]"), trace(1, Span{ID: 1, State: "k"}, Span{ID: 2, Parent: 1, State: "k=v"})))
}

func members(count int) string {
	var all []string
	for n := range count {
		all = append(all, fmt.Sprintf("m%d=x", n))
	}
	return strings.Join(all, ",")
}

func traceFlagsCases() (cases []Case) {
	for _, flags := range []uint32{0, 1, 2, 3, 0x100, 0x101, 0x300, 0x301, 0xff, 0xfe, 0xffffffff} {
		cases = append(cases, one(fmt.Sprintf("trace_flags/%x", flags), policy("p", "trace_flags"), trace(1, Span{ID: 1, Flags: flags})),
			one(fmt.Sprintf("trace_flags/second-span-%x", flags), policy("p", "trace_flags"), trace(1, Span{ID: 1}, Span{ID: 2, Parent: 1, Flags: flags})))
	}
	return cases
}
