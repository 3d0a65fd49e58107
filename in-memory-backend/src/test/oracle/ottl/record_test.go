// SPDX-License-Identifier: Apache-2.0

package ottl

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"slices"
	"testing"
)

const recording = "../../resources/oracle/ottl.ndjson.gz"

func TestRecord(t *testing.T) {
	var file bytes.Buffer
	zip, err := gzip.NewWriterLevel(&file, gzip.BestCompression)
	check(err)
	lines := json.NewEncoder(zip)
	lines.SetEscapeHTML(false)
	check(lines.Encode(written()))
	count, refused, random := 0, 0, 0
	record := func(evaluate func(string) Line, conditions []string) {
		for _, condition := range unique(conditions) {
			line := evaluate(condition)
			if !again(line, evaluate) {
				random++
				continue
			}
			check(lines.Encode(line))
			count++
			if line.ParseError != "" {
				refused++
			}
		}
	}
	spans, events := spanContexts(parsed()), eventContexts(parsed())
	ofSpans, ofEvents := spanParser(), eventParser()
	record(func(c string) Line { return ofSpans.evaluate(c, spans) }, slices.Concat(grammar(), paths(), maths(), functions(), comparisons(), nested(3000)))
	record(func(c string) Line { return ofEvents.evaluate(c, events) }, eventConditions())
	check(zip.Close())
	check(os.WriteFile(recording, file.Bytes(), 0o644))
	t.Logf("%d conditions, %d of them refused; %d dropped because they differ from run to run", count, refused, random)
}

func again(line Line, evaluate func(string) Line) bool {
	for range repeats {
		if !slices.Equal(line.Results, evaluate(line.Condition).Results) {
			return false
		}
	}
	return true
}
