// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static dev.spanhound.collector.tailsampling.Policies.policy;
import static dev.spanhound.collector.tailsampling.Traces.span;
import static dev.spanhound.collector.tailsampling.Traces.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.SpanBuilder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributePolicyTest {

    /** Attributes of each type that all have the key {@code k}, by what a table calls them. */
    private static final Map<String, Attributes> VALUES = Map.ofEntries(
            Map.entry("499", Attributes.of(AttributeKey.longKey("k"), 499L)),
            Map.entry("500", Attributes.of(AttributeKey.longKey("k"), 500L)),
            Map.entry("503", Attributes.of(AttributeKey.longKey("k"), 503L)),
            Map.entry("599", Attributes.of(AttributeKey.longKey("k"), 599L)),
            Map.entry("600", Attributes.of(AttributeKey.longKey("k"), 600L)),
            Map.entry("0", Attributes.of(AttributeKey.longKey("k"), 0L)),
            Map.entry("-1", Attributes.of(AttributeKey.longKey("k"), -1L)),
            Map.entry("503.0", Attributes.of(AttributeKey.doubleKey("k"), 503.0)),
            Map.entry("text", Attributes.of(AttributeKey.stringKey("k"), "503")),
            Map.entry("gold", Attributes.of(AttributeKey.stringKey("k"), "gold")),
            Map.entry("marigold", Attributes.of(AttributeKey.stringKey("k"), "marigold")),
            Map.entry("empty", Attributes.of(AttributeKey.stringKey("k"), "")),
            Map.entry("true", Attributes.of(AttributeKey.booleanKey("k"), true)),
            Map.entry("false", Attributes.of(AttributeKey.booleanKey("k"), false)),
            Map.entry("array", Attributes.of(AttributeKey.stringArrayKey("k"), List.of("gold"))),
            Map.entry("none", Attributes.empty()));

    private static TraceView onSpan(Attributes attributes) {
        SpanBuilder span = span("GET");
        attributes.forEach((key, value) -> with(span, key, value));
        return trace(span);
    }

    @SuppressWarnings("unchecked") // key and value come from the same attributes
    private static <T> void with(SpanBuilder span, AttributeKey<T> key, Object value) {
        span.with(key, (T) value);
    }

    private static TraceView onResource(Attributes attributes) {
        Resource resource = Resource.create(
                attributes.toBuilder().put("service.name", "orders").build());
        return new TraceView(
                SpanBuilder.traceId(1),
                List.of(new Chunk(resource, List.of(span("GET").build()))),
                1,
                0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            min_value: 500, max_value: 599 | 499   | NOT_SAMPLED, k = 499 on span orders/GET, not within 500 to 599
            min_value: 500, max_value: 599 | 500   | SAMPLED, k = 500 on span orders/GET, within 500 to 599
            min_value: 500, max_value: 599 | 599   | SAMPLED, k = 599 on span orders/GET, within 500 to 599
            min_value: 500, max_value: 599 | 600   | NOT_SAMPLED, k = 600 on span orders/GET, not within 500 to 599
            min_value: 500, max_value: 599 | none  | NOT_SAMPLED, no span or resource has k
            min_value: 500, max_value: 599 | text  | NOT_SAMPLED, k is the string "503", which reads as 0, on span orders/GET, not within 500 to 599
            min_value: 500, max_value: 599 | 503.0 | NOT_SAMPLED, k is the double 503.0, which reads as 0, on span orders/GET, not within 500 to 599
            max_value: 100                 | text  | SAMPLED, k is the string "503", which reads as 0, on span orders/GET, at most 100
            max_value: 100                 | true  | SAMPLED, k is the boolean true, which reads as 0, on span orders/GET, at most 100
            max_value: 100                 | array | SAMPLED, k is the array [gold], which reads as 0, on span orders/GET, at most 100
            min_value: 500                 | 600   | SAMPLED, k = 600 on span orders/GET, at least 500
            min_value: 0, max_value: 100   | -1    | SAMPLED, k = -1 on span orders/GET, at most 100
            min_value: -5, max_value: 0    | 600   | SAMPLED, k = 600 on span orders/GET, at least -5
            min_value: 600, max_value: 500 | 503   | NOT_SAMPLED, k = 503 on span orders/GET, not within 600 to 500
            """)
    void anInteger(String keys, String value, String expected) {
        assertThat(policy("numeric_attribute", "key: k, " + keys).vote(onSpan(VALUES.get(value))))
                .hasToString("it: " + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            value: true  | true  | SAMPLED, k = true on span orders/GET, true
            value: true  | false | NOT_SAMPLED, k = false on span orders/GET, not true
            value: true  | none  | NOT_SAMPLED, no span or resource has k
            value: true  | text  | NOT_SAMPLED, k is the string "503", which reads as false, on span orders/GET, not true
            value: false | text  | SAMPLED, k is the string "503", which reads as false, on span orders/GET, false
            value: false | false | SAMPLED, k = false on span orders/GET, false
            value: false | none  | NOT_SAMPLED, no span or resource has k
            ``           | false | SAMPLED, k = false on span orders/GET, false
            """)
    void aBoolean(String keys, String value, String expected) {
        assertThat(policy("boolean_attribute", "key: k, " + keys).vote(onSpan(VALUES.get(value))))
                .hasToString("it: " + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            values: [gold]                                    | gold     | SAMPLED, k = gold on span orders/GET, gold
            values: [gold]                                    | marigold | NOT_SAMPLED, k = marigold on span orders/GET, not gold
            values: [gold, silver]                            | marigold | NOT_SAMPLED, k = marigold on span orders/GET, not one of gold, silver
            values: [gold]                                    | array    | NOT_SAMPLED, k is the array [gold], which reads as "", on span orders/GET, not gold
            values: ["503"]                                   | 503      | NOT_SAMPLED, k is the integer 503, which reads as "", on span orders/GET, not 503
            values: [""]                                      | empty    | NOT_SAMPLED, k =  on span orders/GET, not
            values: [gold], enabled_regex_matching: true      | marigold | SAMPLED, k = marigold on span orders/GET, matching gold
            values: [^gold], enabled_regex_matching: true     | marigold | NOT_SAMPLED, k = marigold on span orders/GET, not matching ^gold
            values: [x, g.ld$], enabled_regex_matching: true  | marigold | SAMPLED, k = marigold on span orders/GET, matching one of x, g.ld$
            values: [.*], enabled_regex_matching: true        | empty    | NOT_SAMPLED, k =  on span orders/GET, not matching .*
            values: [], enabled_regex_matching: true          | gold     | NOT_SAMPLED, k = gold on span orders/GET, not matching one of
            """)
    void aString(String keys, String value, String expected) {
        assertThat(policy("string_attribute", "key: k, " + keys)
                        .vote(onSpan(VALUES.get(value)))
                        .toString()
                        .strip())
                .isEqualTo("it: " + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            gold  | SAMPLED, k = gold on resource orders, matching .*
            empty | SAMPLED, k =  on resource orders, matching .*
            503   | SAMPLED, k is the integer 503, which reads as "", on resource orders, matching .*
            """)
    void anEmptyStringMayMatchOnAResource(String value, String expected) {
        NamedPolicy policy = policy("string_attribute", "key: k, values: [.*], enabled_regex_matching: true");

        assertThat(policy.vote(onResource(VALUES.get(value)))).hasToString("it: " + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            gold   | NOT_SAMPLED, k = gold on span orders/GET, gold, which is inverted
            text   | SAMPLED, k = 503 on span orders/GET, not gold
            503    | SAMPLED, k is the integer 503, which reads as "", on span orders/GET, not gold
            none   | SAMPLED, no span or resource has k
            """)
    void inverted(String value, String expected) {
        assertThat(policy("string_attribute", "key: k, values: [gold], invert_match: true")
                        .vote(onSpan(VALUES.get(value))))
                .hasToString("it: " + expected);
    }

    @Test
    void anyMatchAnywhereIsEnough() {
        NamedPolicy policy = policy("string_attribute", "key: k, values: [gold]");
        AttributeKey<String> key = AttributeKey.stringKey("k");

        assertThat(policy.vote(trace(
                        span("a").with(key, "x"),
                        span("b"),
                        span("c").in("payment").with(key, "gold"))))
                .hasToString("it: SAMPLED, k = gold on span payment/c, gold");
        assertThat(policy.vote(trace(
                        span("a").with(key, "x"),
                        span("b").with(key, "y"),
                        span("c").with(key, "z"))))
                .hasToString("it: NOT_SAMPLED, k = x on span orders/a, not gold, nor is it on 2 more");
        assertThat(policy("string_attribute", "key: service.name, values: [payment]")
                        .vote(trace(span("a"), span("c").in("payment"))))
                .hasToString("it: SAMPLED, service.name = payment on resource payment, payment");
    }

    @Test
    void invertedOneMatchAnywhereIsEnough() {
        AttributeKey<Boolean> key = AttributeKey.booleanKey("k");

        assertThat(policy("boolean_attribute", "key: k, value: true, invert_match: true")
                        .vote(trace(span("a").with(key, false), span("b").with(key, true))))
                .hasToString("it: NOT_SAMPLED, k = true on span orders/b, true, which is inverted");
    }
}
