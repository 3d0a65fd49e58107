// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import static dev.spanhound.collector.processor.Configured.processor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.SpanBuilder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final SpanData HEALTH =
            SpanBuilder.span("health", 1).in("shop").with(ROUTE, "/health").build();
    private static final SpanData PAY =
            SpanBuilder.span("pay", 2).below(1).in("bank").with(ROUTE, "/pay").build();

    private static List<String> left(String config) {
        return processor("filter", config).spans(HEALTH, PAY).stream()
                .map(SpanData::getName)
                .toList();
    }

    @ParameterizedTest(name = "{0} leaves {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                              | [health, pay]
            {traces: {span: ['attributes["http.route"] == "/health"']}}                     | [pay]
            {traces: {resource: ['attributes["service.name"] == "bank"']}}                  | [health]
            {trace_conditions: ['span.attributes["http.route"] == "/health"']}              | [pay]
            {trace_conditions: ['resource.attributes["service.name"] == "bank"']}           | [health]
            {trace_conditions: ['span.name == "pay"', 'resource.attributes["service.name"] == "shop"']} | []
            {trace_conditions: [{context: span, conditions: ['IsRootSpan()']}]}             | [pay]
            {trace_conditions: [{context: Span, conditions: ['name == "pay"']}, {conditions: ['span.name == "health"']}]} | []
            {spans: {include: {match_type: strict, services: [shop]}}}                      | [health]
            {spans: {exclude: {match_type: strict, services: [shop]}}}                      | [pay]
            {traces: {span: ['Substring(name, 0, 5) == "healt"']}}                          | [pay]
            {error_mode: silent, traces: {span: ['Substring(name, 0, 5) == "healt"']}}      | [pay]
            {error_mode: propagate, traces: {span: ['Substring(name, 0, 5) == "healt"']}}   | []
            {error_mode: propagate, trace_conditions: [{context: span, error_mode: Ignore, conditions: ['Substring(name, 0, 5) == "healt"']}]} | [pay]
            {logs: {anything: 1}, metric_conditions: ['x']}                                 | [health, pay]
            """)
    void dropsWhatFulfilsACondition(String config, String left) {
        assertThat(left(config)).hasToString(left);
    }

    @Test
    void dropsEventsAndKeepsTheirSpan() {
        SpanData span = SpanEdit.of(PAY)
                .events(List.of(
                        EventData.create(1, "retry", Attributes.empty()),
                        EventData.create(2, "done", Attributes.empty())))
                .done();

        SpanData left = processor("filter", "{trace_conditions: ['spanevent.name == \"retry\"']}")
                .span(span);

        assertThat(left.getEvents()).extracting(EventData::getName).containsExactly("done");
        assertThat(left.getTotalRecordedEvents()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {error_mode: strict}                                             | filter.error_mode: expected ignore, silent or propagate, but was "strict"
            {trace_conditions: ['IsRootSpan()']}                             | filter.trace_conditions: expected a path with its context, such as span.name or resource.attributes["k"], but was IsRootSpan(); or write {context: span, conditions: ['IsRootSpan()']}
            {trace_conditions: ['span.name == "a"', {conditions: []}]}       | filter.trace_conditions: expected conditions only, or only maps with context and conditions, but there are both
            {trace_conditions: [null]}                                       | filter.trace_conditions: expected a condition in each element, but one is empty
            {trace_conditions: [{context: log, conditions: ['true']}]}       | filter.trace_conditions[0].context: expected resource, scope, span or spanevent, but was "log"
            {trace_conditions: ['span.name == "a"'], traces: {span: ['true']}} | filter.trace_conditions: expected trace_conditions or traces, but there are both
            {traces: {span: ['true']}, spans: {include: {match_type: strict, services: [a]}}} | filter.spans: expected traces or spans, but there are both
            {trace_conditions: ['instrumentation_scope.name == "a"']}        | filter.trace_conditions: instrumentation_scope is no context here; write scope., but was instrumentation_scope.name == "a"
            """)
    void refusesWhatTheCollectorRefuses(String config, String error) {
        assertThat(processor("filter", config).errors()).containsExactly(error);
    }

    @Test
    void pointsAtWhatIsWrongInACondition() {
        assertThat(processor("filter", "{traces: {span: ['nope == 1']}}").errors())
                .singleElement()
                .asString()
                .startsWith("filter.traces.span: ")
                .endsWith("\n    nope == 1\n    ^");
    }
}
