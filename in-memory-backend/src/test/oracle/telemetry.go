// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"context"
	"strings"

	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// Wall-clock durations, which are no part of what the processor decides.
var unrecorded = map[string]bool{
	"sampling_decision_timer_latency":    true,
	"sampling_policy_execution_time_sum": true,
}

// collect reads the processor's own metrics: a number, or numbers by attribute values. Zeros are left out.
func collect(reader *sdkmetric.ManualReader) map[string]any {
	var all metricdata.ResourceMetrics
	if err := reader.Collect(context.Background(), &all); err != nil {
		panic(err)
	}
	metrics := map[string]any{}
	for _, scope := range all.ScopeMetrics {
		for _, metric := range scope.Metrics {
			name := shortName(metric.Name)
			if unrecorded[name] {
				continue
			}
			switch data := metric.Data.(type) {
			case metricdata.Sum[int64]:
				add(metrics, name, data.DataPoints)
			case metricdata.Gauge[int64]:
				add(metrics, name, data.DataPoints)
			case metricdata.Histogram[int64]:
				for _, point := range data.DataPoints {
					metrics[name] = map[string]int64{"count": int64(point.Count), "sum": point.Sum}
				}
			}
		}
	}
	return metrics
}

func shortName(name string) string {
	name = strings.TrimPrefix(name, "otelcol_")
	name = strings.TrimPrefix(name, "processor_tail_sampling_")
	return strings.TrimPrefix(name, "processor_")
}

func add(metrics map[string]any, name string, points []metricdata.DataPoint[int64]) {
	for _, point := range points {
		if point.Value == 0 {
			continue
		}
		key := labels(point)
		if key == "" {
			metrics[name] = point.Value
			continue
		}
		byLabels, ok := metrics[name].(map[string]int64)
		if !ok {
			byLabels = map[string]int64{}
			metrics[name] = byLabels
		}
		byLabels[key] = point.Value
	}
}

// labels joins policy and decision; sampled says nothing more where there is a decision.
func labels(point metricdata.DataPoint[int64]) string {
	var values []string
	for _, key := range []string{"policy", "decision", "sampled"} {
		if value, ok := point.Attributes.Value(attributeKey(key)); ok {
			if key == "sampled" && point.Attributes.HasValue("decision") {
				continue
			}
			values = append(values, value.Emit())
		}
	}
	return strings.Join(values, "|")
}
