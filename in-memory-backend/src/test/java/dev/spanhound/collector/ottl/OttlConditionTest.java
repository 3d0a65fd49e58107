// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import static dev.spanhound.trace.SpanBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OttlConditionTest {
    private static final SpanData SPAN = span("charge", 2)
            .below(1)
            .in("payment")
            .kind(SpanKind.SERVER)
            .from(1000)
            .to(1812)
            .failed()
            .with(AttributeKey.stringKey("http.status_code"), "500")
            .with(AttributeKey.longKey("retries"), 3L)
            .with(AttributeKey.doubleKey("score"), 2.5)
            .with(AttributeKey.booleanKey("vip"), true)
            .with(AttributeKey.stringArrayKey("tags"), List.of("a", "b"))
            .build();
    private static final EventData EVENT =
            EventData.create(5, "exception", Attributes.of(AttributeKey.stringKey("type"), "Timeout"));

    private static boolean matches(String condition) {
        return OttlCondition.parse(condition, OttlContext.SPAN).matches(SPAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name == \"charge\"",
                "span.name == \"charge\" and resource.attributes[\"service.name\"] == \"payment\"",
                "kind == SPAN_KIND_SERVER and kind.string == \"Server\"",
                "status.code == STATUS_CODE_ERROR",
                "attributes[\"retries\"] >= 3 and attributes[\"retries\"] < 3.5",
                "attributes[\"score\"] > 2",
                "attributes[\"vip\"]==true",
                "attributes[\"tags\"][1] == \"b\"",
                "attributes[\"tags\"] == [\"a\", \"b\"]",
                "attributes[\"none\"] == nil",
                "end_time - start_time == Duration(\"812ms\")",
                "end_time_unix_nano - start_time_unix_nano > 800 * 1000000",
                "true or false and false",
                "not (true and false)",
                "-(1 + 2) * 2 == -6",
                "1-2 == -1",
                "IsMatch(attributes[\"http.status_code\"], \"^5\\\\d\\\\d$\")",
                "Concat([name, \"x\"], delimiter=\"-\") == \"charge-x\"",
                "not IsRootSpan()",
                "scope.name == instrumentation_scope.name",
                "trace_id == TraceID(0x00000000000000000000000000000001)",
                "parent_span_id.string == \"0000000000000001\""
            })
    void holds(String condition) {
        assertThat(matches(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attributes[\"http.status_code\"] >= 500",
                "attributes[\"http.status_code\"] < 500",
                "attributes[\"retries\"] == \"3\"",
                "attributes[\"none\"] == false",
                "attributes[\"vip\"] == 1",
                "name == nil"
            })
    void neverHoldsBetweenTypes(String condition) {
        assertThat(matches(condition)).isFalse();
    }

    @Test
    void evaluatesNothingThatCannotDecide() {
        assertThat(matches("false and Substring(name, 0, 100) == \"\"")).isFalse();
        assertThat(matches("Substring(name, 0, 100) == \"\" and false")).isFalse();
        assertThat(matches("name == \"charge\" or Substring(name, 0, 100) == \"\""))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Substring(name, 0, 100) == "c" | Substring from 0 of length 100 is not in "charge" (6 bytes)
                    attributes["retries"] / 0 == 1 | division of 3 by 0
                    attributes["vip"] + 1 == 2     | cannot calculate true (bool) + 1 (int)
                    attributes["tags"][2] == "c"   | index 2 is out of bounds of a list of 2
                    ToLowerCase(attributes["no"]) == "" | expected a string, but got nil
                    """)
    void saysWhichValueHasNoAnswer(String condition, String problem) {
        assertThatExceptionOfType(OttlEvaluationException.class)
                .isThrownBy(() -> matches(condition))
                .withMessage(condition + ": " + problem);
    }

    @Test
    void judgesEvents() {
        OttlCondition condition = OttlCondition.parse(
                "attributes[\"type\"] == \"Timeout\" and span.name == \"charge\" and event_index == 4",
                OttlContext.SPAN_EVENT);
        assertThat(condition.matches(SPAN, EVENT, 4)).isTrue();
        assertThatExceptionOfType(OttlEvaluationException.class)
                .isThrownBy(() -> condition.matches(SPAN, EVENT, -1))
                .withMessageEndingWith("event_index is not known here");
        assertThatIllegalStateException().isThrownBy(() -> condition.matches(SPAN));
    }

    @Test
    void showsWhatItsPathsRead() {
        OttlCondition condition = OttlCondition.parse(
                "attributes[\"http.status_code\"] == 500 or attributes[\"retries\"] > 5 or attributes[\"none\"] != nil",
                OttlContext.SPAN);
        assertThat(condition.values(SPAN))
                .containsExactly(
                        "attributes[\"http.status_code\"] = \"500\" (string)",
                        "attributes[\"retries\"] = 3 (int)",
                        "attributes[\"none\"] = nil");
    }

    @Test
    void infersTheLowestContext() {
        assertThat(OttlContext.infer(List.of("resource.attributes[\"a\"] == 1")))
                .contains(OttlContext.RESOURCE);
        assertThat(OttlContext.infer(List.of("scope.name == \"a\"", "resource.schema_url == \"\"")))
                .contains(OttlContext.SCOPE);
        assertThat(OttlContext.infer(List.of("span.name == \"a\"", "spanevent.name == resource.schema_url")))
                .contains(OttlContext.SPAN_EVENT);
        assertThat(OttlContext.infer(List.of("resource.attributes[\"a\"] == SPAN_KIND_SERVER")))
                .contains(OttlContext.SPAN);
        assertThat(OttlContext.infer(List.of("true"))).isEmpty();
    }
}
