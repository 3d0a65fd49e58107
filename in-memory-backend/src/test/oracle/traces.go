// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

// Span is a span as a case writes it. Its times are milliseconds since the epoch; Attributes, as all
// attributes here, are keys and values in turn.
type Span struct {
	ID, Parent     int // 0: none
	Name           string
	Start, End     int
	Status         ptrace.StatusCode
	Message        string
	Kind           ptrace.SpanKind
	Flags          uint32
	State          string
	Attributes     []any
	Events         []Event
	StartNs, EndNs uint64 // in place of Start and End
}

// Event is an event of a span.
type Event struct {
	Name       string
	Time       int
	Attributes []any
}

// Part is what one resource and scope of a request hold of one trace, or of several.
type Part struct {
	Trace    string
	Resource []any
	Scope    string
	Spans    []Span
	More     []Part // further scopes of the same resource
}

// number gives the n-th trace id of a series that looks random and never changes.
func number(n int) string {
	random := rand.New(rand.NewPCG(uint64(n), 162))
	var id [16]byte
	binary.BigEndian.PutUint64(id[:8], random.Uint64())
	binary.BigEndian.PutUint64(id[8:], random.Uint64())
	return hex.EncodeToString(id[:])
}

func request(parts ...Part) json.RawMessage {
	traces := ptrace.NewTraces()
	for _, part := range parts {
		resource := traces.ResourceSpans().AppendEmpty()
		put(resource.Resource().Attributes(), part.Resource)
		for _, scoped := range append([]Part{part}, part.More...) {
			scope := resource.ScopeSpans().AppendEmpty()
			scope.Scope().SetName(scoped.Scope)
			for _, span := range scoped.Spans {
				span.to(scoped.Trace, scope.Spans().AppendEmpty())
			}
		}
	}
	return render(traces)
}

func (s Span) to(trace string, span ptrace.Span) {
	var id pcommon.TraceID
	if _, err := hex.Decode(id[:], []byte(trace)); err != nil {
		panic(err)
	}
	span.SetTraceID(id)
	span.SetSpanID(spanID(s.ID))
	span.SetParentSpanID(spanID(s.Parent))
	span.SetName(s.Name)
	span.SetStartTimestamp(millis(s.Start))
	span.SetEndTimestamp(millis(s.End))
	if s.StartNs+s.EndNs > 0 {
		span.SetStartTimestamp(pcommon.Timestamp(s.StartNs))
		span.SetEndTimestamp(pcommon.Timestamp(s.EndNs))
	}
	span.SetKind(s.Kind)
	span.SetFlags(s.Flags)
	span.TraceState().FromRaw(s.State)
	span.Status().SetCode(s.Status)
	span.Status().SetMessage(s.Message)
	put(span.Attributes(), s.Attributes)
	for _, event := range s.Events {
		e := span.Events().AppendEmpty()
		e.SetName(event.Name)
		e.SetTimestamp(millis(event.Time))
		put(e.Attributes(), event.Attributes)
	}
}

func spanID(n int) (id pcommon.SpanID) {
	binary.BigEndian.PutUint64(id[:], uint64(n))
	return id
}

func millis(n int) pcommon.Timestamp {
	return pcommon.Timestamp(time.Duration(n) * time.Millisecond)
}

// put takes what FromRaw takes, and the type bytes; nil is a value of no type.
func put(attributes pcommon.Map, pairs []any) {
	for i := 0; i < len(pairs); i += 2 {
		if err := attributes.PutEmpty(pairs[i].(string)).FromRaw(pairs[i+1]); err != nil {
			panic(fmt.Errorf("%v: %w", pairs[i], err))
		}
	}
}

// span gives a root span with these attributes, spans a root and its children.
func span(attributes ...any) Span {
	return Span{ID: 1, Name: "root", Start: 1000, End: 1010, Attributes: attributes}
}

func spans(count int) (made []Span) {
	for n := 1; n <= count; n++ {
		made = append(made, Span{ID: n, Parent: min(n-1, 1), Name: "s", Start: 1000, End: 1010})
	}
	return made
}

func trace(n int, spans ...Span) Part { return Part{Trace: number(n), Spans: spans} }

// Configurations.

func tail(body ...string) string {
	return "processors:\n  tail_sampling:\n" + indent("    ", strings.Join(body, "\n"))
}

func policies(policies ...string) string {
	lines := "policies:"
	for _, policy := range policies {
		lines += "\n  - " + policy
	}
	return lines
}

// policy gives {name: NAME, type: TYPE, TYPE: {KEYS}}.
func policy(name, kind string, keys ...string) string {
	if len(keys) == 0 {
		return fmt.Sprintf("{name: %s, type: %s}", name, kind)
	}
	return fmt.Sprintf("{name: %s, type: %s, %s: {%s}}", name, kind, kind, strings.Join(keys, ", "))
}

func indent(by, text string) string {
	return by + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n"+by) + "\n"
}

// Steps.

func seconds(n float64) Instant { return Instant(n * float64(time.Second)) }

func receive(at float64, parts ...Part) Step {
	return Step{At: seconds(at), Receive: request(parts...)}
}

func until(at float64) Step { return Step{At: seconds(at)} }

func shutdown(at float64) Step { return Step{At: seconds(at), Shutdown: true} }

// decided has the parts received one after the other at the start and waits for the decision.
func decided(parts ...Part) (steps []Step) {
	for _, part := range parts {
		steps = append(steps, receive(0, part))
	}
	return append(steps, until(2.5))
}

// one asks one policy about one trace.
func one(name, policy string, parts ...Part) Case {
	return Case{Name: name, Config: tail("decision_wait: 1s", policies(policy)), Steps: decided(parts...)}
}

// topic is a file of recordings.
type topic struct {
	name  string
	cases func() []Case
}
