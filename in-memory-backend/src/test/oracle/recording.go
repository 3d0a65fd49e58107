// SPDX-License-Identifier: Apache-2.0

// Package oracle records what the processors of the real OpenTelemetry Collector do with generated
// configurations and traces, so that another implementation can be held against the recordings.
package oracle

import (
	"encoding/json"
	"strconv"
	"time"
)

// Case is one question: a configuration, and what is received when.
type Case struct {
	Name   string `json:"name"`
	Config string `json:"config"` // YAML: a processors block with one processor
	Steps  []Step `json:"steps,omitempty"`
}

// Step moves the clock to At and then, at that instant and after a tick of that instant, receives or
// shuts down.
type Step struct {
	At       Instant         `json:"at"`
	Receive  json.RawMessage `json:"receive,omitempty"` // an OTLP/JSON ExportTraceServiceRequest
	Shutdown bool            `json:"shutdown,omitempty"`
}

// Recording is a case with its answer.
type Recording struct {
	Case
	Released []Release      `json:"released,omitempty"` // tail_sampling: by instant, then trace id
	Output   []Output       `json:"output,omitempty"`   // any other processor
	Metrics  map[string]any `json:"metrics,omitempty"`
	ErrorIn  string         `json:"errorIn,omitempty"` // decode, validate, create, start or consume
	Error    string         `json:"error,omitempty"`
}

// Release is what the tail sampler handed on in one call: spans of one trace, in order.
type Release struct {
	At      Instant  `json:"at"`
	TraceID string   `json:"traceId"`
	Spans   []string `json:"spans"`
}

// Output is a payload as the processor handed it on, as OTLP/JSON.
type Output struct {
	At     Instant         `json:"at"`
	Traces json.RawMessage `json:"traces"`
}

// Instant is a time since the start of the processor.
type Instant time.Duration

// MarshalJSON writes seconds, such as "1.5s".
func (i Instant) MarshalJSON() ([]byte, error) {
	return []byte(`"` + strconv.FormatFloat(time.Duration(i).Seconds(), 'f', -1, 64) + `s"`), nil
}
