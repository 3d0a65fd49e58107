// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import static dev.spanhound.collector.processor.Configured.processor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.SpanBuilder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanRulesTest {
    private static final SpanData SPAN = SpanBuilder.span("/api/v1/document/12345678/update", 1)
            .with(AttributeKey.stringKey("db.system"), "mysql")
            .with(AttributeKey.longKey("n"), 3L)
            .with(AttributeKey.doubleKey("share"), 1e21)
            .with(AttributeKey.stringArrayKey("list"), List.of())
            .failed()
            .build();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {name: {from_attributes: [db.system, n], separator: '::'}}       | mysql::3
            {name: {from_attributes: [n, n, share]}}                         | 331000000000000000000000
            {name: {from_attributes: [n, list]}}                             | 3<unknown-attribute-type>
            {name: {from_attributes: [db.system, absent]}}                   | /api/v1/document/12345678/update
            {name: {to_attributes: {rules: ['^\\/api\\/v1\\/document\\/(?P<documentId>.*)\\/update$']}}} | /api/v1/document/{documentId}/update
            {name: {to_attributes: {rules: ['document/(?P<id>\\d+)', '^/(?P<first>\\w+)']}}} | /{first}/v1/document/{id}/update
            {name: {to_attributes: {rules: ['document/(?P<id>\\d+)', '^/(?P<first>\\w+)'], break_after_match: true}}} | /api/v1/document/{id}/update
            {name: {to_attributes: {rules: ['document/(?P<id>\\d+)'], keep_original_name: true}}} | /api/v1/document/12345678/update
            """)
    void namesSpans(String config, String name) {
        assertThat(processor("span", config).span(SPAN).getName()).isEqualTo(name);
    }

    @Test
    void putsWhatItTakesOutOfTheNameIntoAttributes() {
        SpanData span = processor("span", "{name: {to_attributes: {rules: ['document/(?P<id>\\d+)']}}}")
                .span(SPAN);

        assertThat(span.getAttributes().get(AttributeKey.stringKey("id"))).isEqualTo("12345678");
    }

    @Test
    void setsTheStatus() {
        assertThat(processor("span", "{status: {code: Ok}}").span(SPAN).getStatus())
                .isEqualTo(StatusData.ok());
        assertThat(processor("span", "{status: {code: Error, description: why}}")
                        .span(SPAN)
                        .getStatus()
                        .getDescription())
                .isEqualTo("why");
    }

    @Test
    void leavesSpansAloneThatDoNotMatch() {
        String config = "{include: {match_type: strict, span_names: [other]}, status: {code: Ok}}";

        assertThat(processor("span", config).span(SPAN)).isSameAs(SPAN);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                              | span: expected name.from_attributes, name.to_attributes.rules, or status
            {status: {code: ERROR}}                         | span.status.code: expected Ok, Error or Unset, but was "ERROR"
            {status: {code: Ok, description: d}}            | span.status.description: only for code Error; leave it out
            {status: {code: Ok}, name: {rules: []}}         | span.name.rules: unknown key rules under name (expected: from_attributes, separator, to_attributes)
            """)
    void refusesWhatTheCollectorRefuses(String config, String error) {
        assertThat(processor("span", config).errors()).containsExactly(error);
    }
}
