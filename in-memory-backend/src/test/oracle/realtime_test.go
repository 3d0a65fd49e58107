// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Rounds of the wall clock: on a busy machine a step can come too late, so what differs is played again.
const rounds = 4

// TestRealTimeGivesTheSame plays cases with the wall clock, where a step does not fall on a tick and the
// Collector's order is not random. What is released may be late by a fraction of a second.
func TestRealTimeGivesTheSame(t *testing.T) {
	if os.Getenv("REAL") == "" {
		t.Skip("takes a minute of doing nothing: set REAL=1")
	}
	var recorded []Recording
	for _, asked := range slices.Concat(stateCases(), lifeCases()[:400]) {
		fake, same := repeat(t, asked)
		limited := strings.HasPrefix(asked.Name, "num_shards") // tokens of a wall clock's second
		if same && !limited && fake.Error == "" && !slices.ContainsFunc(asked.Steps, onTick) {
			recorded = append(recorded, fake)
		}
	}
	t.Logf("%d cases", len(recorded))
	for range rounds {
		recorded = different(recorded)
		t.Logf("%d different", len(recorded))
	}
	for _, fake := range recorded {
		t.Errorf("%s: not %v %v", fake.Name, fake.Released, fake.Metrics)
	}
}

// different plays all at once and gives those that went another way.
func different(recorded []Recording) (differ []Recording) {
	var all sync.WaitGroup
	var lock sync.Mutex
	for _, fake := range recorded {
		time.Sleep(5 * time.Millisecond)
		all.Go(func() {
			real := Recording{Case: fake.Case}
			run(&real, func() { time.Sleep(20 * time.Millisecond) })
			if !released(fake, real) || !reflect.DeepEqual(counts(fake), counts(real)) {
				lock.Lock()
				defer lock.Unlock()
				differ = append(differ, fake)
			}
		})
	}
	all.Wait()
	return differ
}

func onTick(step Step) bool {
	fraction := time.Duration(step.At) % time.Second
	return fraction < 50*time.Millisecond || fraction > 950*time.Millisecond
}

func released(fake, real Recording) bool {
	for _, answer := range []Recording{fake, real} { // traces of one tick come in any order
		slices.SortStableFunc(answer.Released, func(a, b Release) int { return strings.Compare(a.TraceID, b.TraceID) })
	}
	return slices.EqualFunc(fake.Released, real.Released, func(a, b Release) bool {
		late := time.Duration(b.At - a.At)
		return a.TraceID == b.TraceID && slices.Equal(a.Spans, b.Spans) && late >= 0 && late < 300*time.Millisecond
	})
}

// counts leaves out ages, which are cut to whole seconds from times that differ by milliseconds.
func counts(answer Recording) map[string]any {
	counts := map[string]any{}
	for name, value := range answer.Metrics {
		if name != "sampling_late_span_age" && name != "sampling_trace_removal_age" {
			counts[name] = value
		}
	}
	return counts
}
