// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for what, and what is not, is as {@code confmap} v1.68.0 decodes it. */
class SectionTest {
    private static final Map<String, BiFunction<Section, String, Object>> TYPES = Map.of(
            "int64", (section, key) -> section.int64(key, 50),
            "uint64", (section, key) -> section.uint64(key, 50),
            "uint32", (section, key) -> section.uint32(key, 50),
            "float64", (section, key) -> section.float64(key, 50),
            "bool", (section, key) -> section.bool(key, true),
            "duration", (section, key) -> section.duration(key, Duration.ofSeconds(50)),
            "string", (section, key) -> section.string(key, "fifty"),
            "strings", Section::strings,
            "section", (section, key) -> section.section(key).map(Section::keys),
            "sections",
                    (section, key) ->
                            section.sections(key).stream().map(Section::keys).toList());

    private final Texts texts = new Texts();

    private String read(String type, String yaml) {
        return String.valueOf(TYPES.get(type).apply(texts.section("key: " + yaml), "key"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            int64    | 7                    | 7
            int64    | -7                   | -7
            int64    | 0x1F                 | 31
            int64    | 1e3                  | 1000
            uint64   | 18446744073709551615 | 9223372036854775807
            uint32   | 4294967295           | 4294967295
            float64  | 1                    | 1.0
            float64  | .5                   | 0.5
            float64  | .inf                 | Infinity
            bool     | false                | false
            duration | 1h30m                | PT1H30M
            duration | -1s                  | PT-1S
            duration | 0                    | PT0S
            string   | abc                  | abc
            string   | '5'                  | 5
            string   | !!str 5              | 5
            string   | 'true'               | true
            string   | yes                  | yes
            strings  | [a, b]               | [a, b]
            strings  | a,b                  | [a, b]
            strings  | ''                   | []
            strings  | []                   | []
            strings  | [a, null]            | [a, ]
            section  | {x: 1, y: 2}         | Optional[[x, y]]
            section  | {}                   | Optional[[]]
            section  | null                 | Optional.empty
            sections | [{x: 1}, {}, null]   | [[x], [], []]
            sections | null                 | []
            strings  | null                 | []
            """)
    void takes(String type, String yaml, String value) {
        assertThat(read(type, yaml)).isEqualTo(value);
        assertThat(texts.errors()).isEmpty();
        assertThat(texts.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            int64    | '5'      | expected an integer, but was the string "5" (leave the quotes out)
            int64    | abc      | expected an integer, but was the string "abc"
            int64    | true     | expected an integer, but was true
            int64    | {}       | expected an integer, but was a map
            uint64   | -1       | expected an integer of at least 0, but was -1
            uint64   | -0.5e1   | expected an integer of at least 0, but was -0.5e1
            float64  | '0.5'    | expected a number, but was the string "0.5" (leave the quotes out)
            float64  | 10%      | expected a number, but was the string "10%"
            bool     | 'true'   | expected true or false, but was the string "true" (write true)
            bool     | yes      | expected true or false, but was the string "yes" (write true)
            bool     | off      | expected true or false, but was the string "off" (write false)
            bool     | 1        | expected true or false, but was 1 (write true)
            bool     | []       | expected true or false, but was a list
            duration | 1d       | expected a duration such as 30s or 500ms, but was the string "1d"
            duration | '5'      | expected a duration such as 30s or 500ms, but was the string "5"
            duration | ''       | expected a duration such as 30s or 500ms, but was the string ""
            duration | [1s]     | expected a duration such as 30s or 500ms, but was a list
            string   | 5        | expected a string, but was 5 (write "5")
            string   | true     | expected a string, but was true (write "true")
            string   | 2020-01-01 | expected a string, but was 2020-01-01 (write "2020-01-01")
            string   | [a]      | expected a string, but was a list
            strings  | 5        | expected a list, but was 5
            strings  | {a: b}   | expected a list, but was a map
            section  | 5        | expected a map, but was 5
            section  | ''       | expected a map, but was the string ""
            section  | []       | expected a map, but was a list
            sections | {x: 1}   | expected a list, but was a map
            sections | a,b      | expected a list, but was the string "a,b"
            """)
    void refuses(String type, String yaml, String error) {
        read(type, yaml);

        assertThat(texts.errors()).containsExactly("otel.yaml:1:1: key: " + error);
    }

    @Test
    void pointsToTheElementThatIsWrong() {
        read("strings", "[a, 5]");
        assertThat(texts.errors())
                .containsExactly("otel.yaml:1:10: key[1]: expected a string, but was 5 (write \"5\")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            int64    | null | 0     | has no value, which the Collector reads as 0, not as the default: leave the key out for that
            float64  | ~    | 0.0   | has no value, which the Collector reads as 0.0, not as the default: leave the key out for that
            bool     | null | false | has no value, which the Collector reads as false, not as the default: leave the key out for that
            duration | null | PT0S  | has no value, which the Collector reads as 0s, not as the default: leave the key out for that
            string   | null | ``    | has no value, which the Collector reads as "", not as the default: leave the key out for that
            int64    | 9223372036854775808 | -9223372036854775808 | 9223372036854775808 does not fit in 64 bits, and the Collector takes it for -9223372036854775808
            int64    | 1.7  | 1     | 1.7 is not an integer, and the Collector takes it for 1
            uint32   | 4294967296 | 0 | 4294967296 does not fit in 32 bits, and the Collector takes it for 0
            duration | 5    | PT0.000000005S | the Collector takes a number for nanoseconds: write a unit, such as 5s
            """)
    void takesAndWarns(String type, String yaml, String value, String warning) {
        assertThat(read(type, yaml)).isEqualTo(value);
        assertThat(texts.warnings()).containsExactly("otel.yaml:1:1: key: " + warning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"int64", "uint64", "uint32", "float64", "bool", "duration", "string"})
    void readsTheDefaultIfThereIsNoKey(String type) {
        assertThat(TYPES.get(type).apply(texts.section("other: 1"), "key"))
                .hasToString(Map.of("float64", "50.0", "bool", "true", "duration", "PT50S", "string", "fifty")
                        .getOrDefault(type, "50"));
    }

    @Test
    void tellsOfUnknownKeysWithANearMissOrAHintOrAllThatAreKnown() {
        Section section = texts.section("tail:\n  decison_wait: 1s\n  wait: 1s\n  colour: red")
                .sectionOrEmpty("tail");
        section.duration("decision_wait", Duration.ZERO);
        section.strings("policies");
        section.hint("wait", "did you mean decision_wait?");

        section.reportUnknownKeys();

        assertThat(texts.errors())
                .containsExactly(
                        "otel.yaml:2:3: tail.decison_wait: unknown key decison_wait under tail: did you mean decision_wait?",
                        "otel.yaml:3:3: tail.wait: unknown key wait under tail: did you mean decision_wait?",
                        "otel.yaml:4:3: tail.colour: unknown key colour under tail (expected: decision_wait, policies)");
    }

    @Test
    void onlyWarnsOfUnknownMapsWhereTheCollectorLeavesThemToExtensions() {
        Section section = texts.section("map: {}\nnothing:\ntext: a");

        section.reportUnknownKeysButMaps();

        assertThat(texts.warnings())
                .containsExactly(
                        "otel.yaml:1:1: map: unknown key map: the Collector ignores it",
                        "otel.yaml:2:1: nothing: unknown key nothing: the Collector ignores it");
        assertThat(texts.errors()).containsExactly("otel.yaml:3:1: text: unknown key text");
    }

    @Test
    void offersTheNearestWordOfAChoice() {
        Section section = texts.section("mode: proportionl\nother: x");

        assertThat(section.choice("mode", "hash_seed", List.of("hash_seed", "proportional")))
                .isEqualTo("hash_seed");
        assertThat(section.choice("other", "a", List.of("a", "b"))).isEqualTo("a");
        assertThat(section.choice("absent", "a", List.of("b"))).isEqualTo("a");
        assertThat(texts.errors())
                .containsExactly(
                        "otel.yaml:1:1: mode: unknown mode \"proportionl\": did you mean proportional?",
                        "otel.yaml:2:1: other: unknown other \"x\" (expected: a, b)");
    }

    @Test
    void ordersFindingsByTheirPlaces() {
        Section section = texts.section("a: 1\nb: 2\nc: 3");
        section.error("c", "third");
        section.error("a", "first");
        section.error("b", "second");
        section.error("b", "second");

        assertThat(texts.errors())
                .containsExactly("otel.yaml:1:1: a: first", "otel.yaml:2:1: b: second", "otel.yaml:3:1: c: third");
    }
}
