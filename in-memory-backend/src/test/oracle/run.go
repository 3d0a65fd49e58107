// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"sort"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/otel/attribute"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"

	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/attributesprocessor"
	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/filterprocessor"
	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/probabilisticsamplerprocessor"
	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/resourceprocessor"
	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/spanprocessor"
	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/tailsamplingprocessor"
)

var factories = map[string]processor.Factory{}

func init() {
	for _, factory := range []processor.Factory{
		tailsamplingprocessor.NewFactory(), probabilisticsamplerprocessor.NewFactory(), filterprocessor.NewFactory(),
		attributesprocessor.NewFactory(), resourceprocessor.NewFactory(), spanprocessor.NewFactory(),
	} {
		factories[factory.Type().String()] = factory
	}
}

func attributeKey(key string) attribute.Key { return attribute.Key(key) }

// Run asks the Collector's processor, under a clock that stands still while anything works.
func Run(t *testing.T, asked Case) (answer Recording) {
	answer.Case = asked
	synctest.Test(t, func(t *testing.T) {
		run(&answer, synctest.Wait)
	})
	return answer
}

// run settles after a step has moved the clock and after what it asked for.
func run(answer *Recording, settle func()) {
	id, config, stage, err := load(answer.Config)
	if err != nil {
		answer.ErrorIn, answer.Error = stage, sorted(err.Error())
		return
	}
	start := time.Now()
	sink := &sink{tail: id.Type().String() == "tail_sampling", start: start, answer: answer}
	reader := sdkmetric.NewManualReader()
	settings := processor.Settings{ID: id, TelemetrySettings: componenttest.NewNopTelemetrySettings()}
	settings.MeterProvider = sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader))

	running, err := create(factories[id.Type().String()], settings, config, sink)
	if err != nil {
		answer.ErrorIn, answer.Error = "create", err.Error()
		return
	}
	if err := begin(running); err != nil {
		answer.ErrorIn, answer.Error = "start", err.Error()
		return
	}
	stopped := false
	for _, step := range answer.Steps {
		time.Sleep(time.Until(start.Add(time.Duration(step.At))))
		settle()
		if step.Receive != nil {
			if err := consume(running, step.Receive); err != nil {
				answer.ErrorIn, answer.Error = "consume", err.Error()
			}
			settle()
		}
		if step.Shutdown {
			stopped = true
			stop(running)
		}
	}
	if stopped {
		answer.Metrics = collect(reader)
	} else { // what happens while the recorder cleans up is no part of the recording
		answer.Metrics = collect(reader)
		sink.answer = &Recording{}
		stop(running)
	}
	sort.SliceStable(answer.Released, func(i, j int) bool {
		a, b := answer.Released[i], answer.Released[j]
		return a.At < b.At || a.At == b.At && a.TraceID < b.TraceID
	})
}

// load decodes and validates as the Collector's own loader does.
func load(yaml string) (id component.ID, config component.Config, stage string, err error) {
	retrieved, err := confmap.NewRetrievedFromYAML([]byte(yaml))
	if err != nil {
		return id, nil, "decode", err
	}
	conf, err := retrieved.AsConf()
	if err != nil {
		return id, nil, "decode", err
	}
	processors, err := conf.Sub("processors")
	if err != nil {
		return id, nil, "decode", err
	}
	for key := range processors.ToStringMap() {
		if err := id.UnmarshalText([]byte(key)); err != nil {
			return id, nil, "decode", err
		}
		body, err := processors.Sub(key)
		if err != nil {
			return id, nil, "decode", err
		}
		config = factories[id.Type().String()].CreateDefaultConfig()
		if err := body.Unmarshal(&config); err != nil {
			return id, nil, "decode", err
		}
	}
	return id, config, "validate", confmap.Validate(config)
}

// The names of the contexts of OTTL come in random order.
var contexts = regexp.MustCompile(`(valid context name|not a supported context): \[(.*?)\]`)

func sorted(text string) string {
	return contexts.ReplaceAllStringFunc(text, func(list string) string {
		found := contexts.FindStringSubmatch(list)
		names := strings.Fields(found[2])
		sort.Strings(names)
		return found[1] + ": [" + strings.Join(names, " ") + "]"
	})
}

// create and begin turn a panic into an error, since the Collector would not come up either.
func create(factory processor.Factory, settings processor.Settings, config component.Config, next consumer.Traces) (made processor.Traces, err error) {
	defer panicked(&err)
	return factory.CreateTraces(context.Background(), settings, config, next)
}

func begin(made processor.Traces) (err error) {
	defer panicked(&err)
	return made.Start(context.Background(), componenttest.NewNopHost())
}

func consume(running processor.Traces, request json.RawMessage) (err error) {
	defer panicked(&err)
	return running.ConsumeTraces(context.Background(), parse(request))
}

func panicked(err *error) {
	if cause := recover(); cause != nil {
		*err = fmt.Errorf("panic: %v", cause)
	}
}

func stop(running processor.Traces) {
	if err := running.Shutdown(context.Background()); err != nil {
		panic(err)
	}
}

func parse(request json.RawMessage) ptrace.Traces {
	traces, err := (&ptrace.JSONUnmarshaler{}).UnmarshalTraces(request)
	if err != nil {
		panic(err)
	}
	return traces
}

// sink is the next consumer.
type sink struct {
	tail   bool
	start  time.Time
	answer *Recording
}

func (s *sink) Capabilities() consumer.Capabilities { return consumer.Capabilities{MutatesData: true} }

func (s *sink) ConsumeTraces(_ context.Context, traces ptrace.Traces) error {
	at := Instant(time.Since(s.start))
	if !s.tail {
		s.answer.Output = append(s.answer.Output, Output{At: at, Traces: render(traces)})
		return nil
	}
	release := Release{At: at}
	for _, resource := range traces.ResourceSpans().All() {
		for _, scope := range resource.ScopeSpans().All() {
			for _, span := range scope.Spans().All() {
				release.TraceID = span.TraceID().String()
				release.Spans = append(release.Spans, span.SpanID().String())
			}
		}
	}
	s.answer.Released = append(s.answer.Released, release)
	return nil
}

func render(traces ptrace.Traces) json.RawMessage {
	text, err := (&ptrace.JSONMarshaler{}).MarshalTraces(traces)
	if err != nil {
		panic(err)
	}
	return text
}
