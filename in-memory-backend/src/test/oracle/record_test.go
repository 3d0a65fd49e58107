// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Runs of one case: where the Collector's order is random, some differ, and the case is dropped. Those of life
// come upon it most.
func runs(name string) int {
	if strings.HasPrefix(name, "life") {
		return 80
	}
	return 12
}

const recordings = "../resources/oracle"

// TestRecord writes every topic, or those that the variable TOPICS matches.
func TestRecord(t *testing.T) {
	if err := os.MkdirAll(recordings, 0o755); err != nil {
		t.Fatal(err)
	}
	wanted := regexp.MustCompile(os.Getenv("TOPICS"))
	for _, topic := range topics() {
		if !wanted.MatchString(topic.name) {
			continue
		}
		var kept []Recording
		seen := map[string]bool{}
		var random []string
		cases := topic.cases()
		slices.SortStableFunc(cases, func(a, b Case) int { return strings.Compare(a.Name, b.Name) })
		for _, asked := range cases {
			if seen[asked.Name] {
				t.Errorf("two cases are named %s", asked.Name)
			}
			seen[asked.Name] = true
			if answer, same := repeat(t, asked); same {
				kept = append(kept, answer)
			} else {
				random = append(random, asked.Name)
			}
		}
		if err := write(recordings, topic.name, kept); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d recorded, %d dropped because they differ from run to run %v", topic.name, len(kept), len(random), random)
	}
}

func repeat(t *testing.T, asked Case) (Recording, bool) {
	first := Run(t, asked)
	text := line(first)
	for range runs(asked.Name) - 1 {
		if line(Run(t, asked)) != text {
			return first, false
		}
	}
	return first, true
}

func line(answer Recording) string {
	text, err := json.Marshal(answer)
	if err != nil {
		panic(err)
	}
	return string(text)
}
