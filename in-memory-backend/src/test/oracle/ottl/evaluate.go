// SPDX-License-Identifier: Apache-2.0

// Package ottl records what the OpenTelemetry Transformation Language makes of conditions. It is a module of
// its own since it can have the version that the rest of the recorder cannot (see ../README.md).
package ottl

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"

	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/pdata/ptrace"

	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottlspan"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottlspanevent"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/ottlfuncs"
)

// Line is a condition and what it is for each span, or for each event of each span.
type Line struct {
	Context    string `json:"context"`
	Condition  string `json:"condition"`
	ParseError string `json:"parseError,omitempty"`
	Results    []any  `json:"results,omitempty"` // true, false or "error: …"
}

// The first line: what the conditions are evaluated for.
type subjects struct {
	Spans json.RawMessage `json:"spans"`
}

// Runs of one condition, which is dropped where they differ: the order of a map is random.
const repeats = 8

type parser[K any] struct {
	*ottl.ParserCollection[[]*ottl.Condition[K]]
	context string
}

// parsers that rewrite a path without context, as the policies of tail_sampling do.
func spanParser() parser[*ottlspan.TransformContext] {
	functions := ottlfuncs.StandardConverters[*ottlspan.TransformContext]()
	root := ottlfuncs.NewIsRootSpanFactory()
	functions[root.Name()] = root
	made, err := ottlspan.NewParser(functions, componenttest.NewNopTelemetrySettings(), ottlspan.EnablePathContextNames())
	check(err)
	return collection(ottlspan.ContextName, made)
}

func eventParser() parser[*ottlspanevent.TransformContext] {
	functions := ottlfuncs.StandardConverters[*ottlspanevent.TransformContext]()
	made, err := ottlspanevent.NewParser(functions, componenttest.NewNopTelemetrySettings(), ottlspanevent.EnablePathContextNames())
	check(err)
	return collection(ottlspanevent.ContextName, made)
}

func collection[K any](context string, made ottl.Parser[K]) parser[K] {
	all, err := ottl.NewParserCollection(componenttest.NewNopTelemetrySettings(),
		ottl.WithParserCollectionContext(context, &made, ottl.WithConditionConverter(
			func(_ *ottl.ParserCollection[[]*ottl.Condition[K]], _ ottl.ConditionsGetter, parsed []*ottl.Condition[K]) ([]*ottl.Condition[K], error) {
				return parsed, nil
			})))
	check(err)
	return parser[K]{all, context}
}

func (p parser[K]) evaluate(condition string, subjects []K) Line {
	line := Line{Context: p.context, Condition: condition}
	parsed, err := p.ParseConditionsWithContext(p.context, ottl.NewConditionsGetter([]string{condition}), true)
	if err != nil {
		line.ParseError = err.Error()
		return line
	}
	for _, subject := range subjects {
		line.Results = append(line.Results, result(parsed[0], subject))
	}
	return line
}

// Some errors print pointers.
var address = regexp.MustCompile(`\{0x[0-9a-f]+ 0x[0-9a-f]+\}`)

func result[K any](condition *ottl.Condition[K], subject K) (result any) {
	defer func() {
		if cause := recover(); cause != nil {
			result = fmt.Sprintf("error: panic: %v", cause)
		}
	}()
	holds, err := condition.Eval(context.Background(), subject)
	if err != nil {
		return "error: " + address.ReplaceAllString(err.Error(), "{…}")
	}
	return holds
}

func spanContexts(traces ptrace.Traces) (all []*ottlspan.TransformContext) {
	for _, resource := range traces.ResourceSpans().All() {
		for _, scope := range resource.ScopeSpans().All() {
			for _, span := range scope.Spans().All() {
				all = append(all, ottlspan.NewTransformContext(resource, scope, span))
			}
		}
	}
	return all
}

func eventContexts(traces ptrace.Traces) (all []*ottlspanevent.TransformContext) {
	for _, resource := range traces.ResourceSpans().All() {
		for _, scope := range resource.ScopeSpans().All() {
			for _, span := range scope.Spans().All() {
				for i, event := range span.Events().All() {
					all = append(all, ottlspanevent.NewTransformContext(resource, scope, span, event, ottlspanevent.WithEventIndex(int64(i))))
				}
			}
		}
	}
	return all
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
