// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import static dev.spanhound.collector.processor.Configured.processor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.SpanBuilder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributesTest {
    private static final SpanData SPAN = SpanBuilder.span("s", 1)
            .with(AttributeKey.stringKey("text"), "abc")
            .with(AttributeKey.stringKey("digits"), "42")
            .with(AttributeKey.longKey("int"), 7L)
            .with(AttributeKey.doubleKey("double"), 2.5)
            .with(AttributeKey.booleanKey("bool"), true)
            .with(AttributeKey.stringArrayKey("array"), List.of("a", "b\"\u2028<"))
            .build();

    private static SpanData after(String... actions) {
        return processor("attributes", "{actions: [" + String.join(", ", actions) + "]}")
                .span(SPAN);
    }

    /** The attribute with its type, such as {@code long 7}. */
    private static String attribute(SpanData span, String name) {
        Object value = AttributeMap.find(span.getAttributes(), name);
        return value == null
                ? "none"
                : value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) + " " + value;
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
            {key: new, value: x, action: insert}                             | new    | string x
            {key: new, value: 1, action: INSERT}                             | new    | long 1
            {key: new, value: 1.5, action: upsert}                           | new    | double 1.5
            {key: new, value: false, action: upsert}                         | new    | boolean false
            {key: new, value: {b: [1, x], a: true}, action: insert}          | new    | string {"a":true,"b":[1,"x"]}
            {key: new, value: [a, 1], action: insert}                        | new    | string ["a",1]
            {key: text, value: x, action: insert}                            | text   | string abc
            {key: text, value: x, action: update}                            | text   | string x
            {key: text, value: 1, action: upsert}                            | text   | long 1
            {key: new, value: x, action: update}                             | new    | none
            {key: new, from_attribute: int, action: insert}                  | new    | long 7
            {key: new, from_attribute: nothing, action: insert}              | new    | none
            {key: new, from_attribute: no, default_value: d, action: insert} | new    | string d
            {key: new, default_value: d, action: upsert}                     | new    | string d
            {key: text, action: delete}                                      | text   | none
            {pattern: ^te, action: delete}                                   | text   | none
            {key: int, pattern: ^te, action: delete}                         | int    | none
            {pattern: ^ext, action: delete}                                  | text   | string abc
            {key: digits, action: convert, converted_type: int}              | digits | long 42
            {key: text, action: convert, converted_type: int}                | text   | string abc
            {key: double, action: convert, converted_type: int}              | double | long 2
            {key: bool, action: convert, converted_type: int}                | bool   | long 1
            {key: int, action: convert, converted_type: double}              | int    | double 7.0
            {key: digits, action: convert, converted_type: double}           | digits | double 42.0
            {key: int, action: convert, converted_type: string}              | int    | string 7
            {key: double, action: convert, converted_type: string}           | double | string 2.5
            """)
    void changesAttributes(String action, String name, String expected) {
        assertThat(attribute(after(action), name)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "text, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "int, aae89fc0f03e2959ae4d701a80cc3915918c950b159f6abb6c92c1433b1a8534",
        "double, 5caaabe50da77f59f448b3edf650d68fbca7b858390664c251c52b3f458a881c",
        "bool, 4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a",
        "array, ''",
    })
    void hashesWithSha256(String name, String hash) {
        assertThat(attribute(after("{key: " + name + ", action: hash}"), name)).isEqualTo("string " + hash);
    }

    @Test
    void hashesTwiceWhatBothKeyAndPatternName() {
        SpanData twice = after("{key: text, pattern: ^te, action: hash}");

        assertThat(attribute(twice, "text"))
                .isEqualTo(attribute(after("{key: text, action: hash}", "{key: text, action: hash}"), "text"));
    }

    @Test
    void convertsArraysToTheirJson() {
        assertThat(attribute(after("{key: array, action: convert, converted_type: string}"), "array"))
                .isEqualTo("string [\"a\",\"b\\\"\\u2028<\"]");
    }

    @Test
    void extractsNamedGroups() {
        SpanData span = after("{key: text, action: extract, pattern: '(?P<first>a)(?P<missing>x)?(?P<rest>.*)'}");

        assertThat(new TreeMap<>(AttributesTest.byName(span)))
                .containsEntry("first", "a")
                .containsEntry("missing", "")
                .containsEntry("rest", "bc");
    }

    private static java.util.Map<String, Object> byName(SpanData span) {
        java.util.Map<String, Object> values = new TreeMap<>();
        span.getAttributes().forEach((key, value) -> values.put(key.getKey(), value));
        return values;
    }

    @Test
    void actsInTheOrderWritten() {
        SpanData span = after(
                "{key: copy, from_attribute: text, action: insert}",
                "{key: text, action: delete}",
                "{key: text, value: new, action: insert}");

        assertThat(attribute(span, "copy")).isEqualTo("string abc");
        assertThat(attribute(span, "text")).isEqualTo("string new");
    }

    @Test
    void leavesASpanAloneThatItDoesNotChange() {
        assertThat(after("{key: nothing, action: delete}")).isSameAs(SPAN);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {include: {match_type: strict, services: [shop]}}                                    | true
            {include: {match_type: strict, services: [sho]}}                                     | false
            {include: {match_type: regexp, services: [sho]}}                                     | true
            {include: {match_type: regexp, span_names: ['^GET']}}                                | true
            {include: {match_type: regexp, span_names: ['^ET']}}                                 | false
            {include: {match_type: strict, span_kinds: [SPAN_KIND_SERVER]}}                      | true
            {include: {match_type: regexp, span_kinds: [CLIENT]}}                                | false
            {include: {attributes: [{key: n}]}}                                                  | true
            {include: {match_type: strict, attributes: [{key: n, value: 1}]}}                    | true
            {include: {match_type: strict, attributes: [{key: n, value: '1'}]}}                  | false
            {include: {match_type: regexp, attributes: [{key: n, value: '^1$'}]}}                | true
            {include: {match_type: regexp, attributes: [{key: n, value: '^1$'}, {key: absent}]}} | false
            {include: {match_type: strict, resources: [{key: service.name, value: shop}]}}       | true
            {include: {match_type: strict, libraries: [{name: ''}]}}                             | true
            {include: {match_type: strict, libraries: [{name: '', version: '1'}]}}               | false
            {exclude: {match_type: strict, services: [shop]}}                                    | false
            {exclude: {match_type: strict, services: [other]}}                                   | true
            {include: {attributes: [{key: n}]}, exclude: {match_type: strict, span_names: [GET]}}| true
            {include: {attributes: [{key: n}]}, exclude: {match_type: regexp, span_names: [GET]}}| false
            """)
    void actsOnSpansThatMatch(String match, boolean expected) {
        SpanData span = SpanBuilder.span("GET /orders", 1)
                .in("shop")
                .kind(io.opentelemetry.api.trace.SpanKind.SERVER)
                .with(AttributeKey.longKey("n"), 1L)
                .build();
        String config = match.substring(0, match.length() - 1) + ", actions: [{key: hit, value: 1, action: insert}]}";

        Attributes attributes = processor("attributes", config).span(span).getAttributes();

        assertThat(attributes.get(AttributeKey.longKey("hit")) != null).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {value: x, action: insert}                      | : expected the name of an attribute
            {action: delete}                                | : expected a key or a pattern
            {key: a, value: x}                              | : expected one of insert, update, upsert, delete, hash, extract, convert, but was ""
            {key: a, value: x, action: add}                 | .action: expected one of insert, update, upsert, delete, hash, extract, convert, but was "add"
            {key: a, action: insert}                        | .action: insert needs a value, from_attribute or default_value
            {key: a, value: 1, from_attribute: b, action: upsert} | .action: expected one of value, from_attribute and from_context, but there are 2
            {key: a, value: 1, action: hash}                | .action: hash takes no value, from_attribute or from_context; leave it out
            {key: a, from_context: x, action: insert}       | .from_context: not here: there is no client whose metadata could be read. For the test, write value or from_attribute
            {key: a, value: 2024-01-01, action: insert}     | .value: expected a string, a number, true, false, a list or a map, but was 2024-01-01; quote it to make it a string
            {key: a, value: 1, pattern: b, action: insert}  | .pattern: not used by insert; leave it out
            {key: a, converted_type: int, action: delete}   | .converted_type: not used by delete; leave it out
            {key: a, action: extract}                       | : expected a pattern with named groups, such as ^/(?P<version>v\\d+)/
            {key: a, pattern: '(b)', action: extract}       | .pattern: expected a name for each group, such as (?P<name>...)
            {key: a, pattern: '(b', action: delete}         | .pattern: expected a regular expression (RE2), but was "(b": missing closing )
            {key: a, action: convert}                       | : expected string, int or double, but was ""
            {key: a, values: x, value: y, action: insert}   | .values: unknown key values
            """)
    void refusesWhatTheCollectorRefuses(String action, String error) {
        assertThat(processor("attributes", "{actions: [" + action + "]}").errors())
                .singleElement()
                .asString()
                .startsWith("attributes.actions[0]" + error);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {services: [a]}                                   | : expected strict or regexp, but was ""
            {match_type: expr, services: [a]}                 | .match_type: expected strict or regexp, but was "expr"
            {match_type: strict}                              | .match_type: expected at least one of services, span_names, span_kinds, attributes, resources and libraries
            {match_type: strict, span_kinds: [SERVER]}        | .span_kinds: expected some of SPAN_KIND_INTERNAL, SPAN_KIND_SERVER, SPAN_KIND_CLIENT, SPAN_KIND_PRODUCER, SPAN_KIND_CONSUMER
            {match_type: regexp, services: ['(']}             | .services: expected a regular expression (RE2), but was "(": missing closing )
            {match_type: regexp, attributes: [{key: a, value: 1}]} | .attributes[0].value: expected a string, for match_type is regexp; quote it
            {match_type: strict, services: [a], log_bodies: [b]} | .log_bodies: not for spans; leave it out
            """)
    void refusesMatchPropertiesThatTheCollectorRefuses(String include, String error) {
        String config = "{include: " + include + ", actions: [{key: a, action: delete}]}";

        assertThat(processor("attributes", config).errors())
                .singleElement()
                .asString()
                .startsWith("attributes.include" + error);
    }

    @Test
    void needsAnAction() {
        assertThat(processor("attributes", "{}").errors())
                .containsExactly("attributes: expected at least one of actions,"
                        + " such as {key: environment, value: test, action: insert}");
    }
}
