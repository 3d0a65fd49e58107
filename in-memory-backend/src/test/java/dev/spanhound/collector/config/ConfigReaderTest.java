// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    private final Texts texts = new Texts();

    private Object plain(String... yaml) {
        Object plain = Texts.plain(texts.read(yaml));
        return plain == null ? "null" : plain;
    }

    @Test
    void knowsThePlaceOfEachValue() {
        Node.Mapping root =
                texts.read("processors:\n  tail_sampling:\n    policies:\n      - {name: a}\n      - {name: b}\n");

        Section policy = new Section(root, new Findings())
                .sectionOrEmpty("processors")
                .sectionOrEmpty("tail_sampling")
                .sections("policies")
                .get(1);

        assertThat(policy.place()).hasToString("otel.yaml:5:9: processors.tail_sampling.policies[1]");
        assertThat(policy.place("name")).hasToString("otel.yaml:5:10: processors.tail_sampling.policies[1].name");
    }

    @Test
    void mergesMapsAndReplacesAllElse() {
        assertThat(plain("a: {x: 1, y: [1, 2]}\nb: 1", "a: {y: [3], z: 4}\nc: 5"))
                .isEqualTo(Map.of("a", Map.of("x", 1L, "y", List.of(3L), "z", 4L), "b", 1L, "c", 5L));
    }

    @Test
    void putsAMapOverAScalarAndAScalarOverAMap() {
        assertThat(plain("a: {x: 1}\nb: 5", "a: 5\nb: {x: 1}")).isEqualTo(Map.of("a", 5L, "b", Map.of("x", 1L)));
    }

    @Test
    void putsNothingOverAMap() {
        assertThat(texts.read("a: {x: 1}", "a:").entries().get("a")).matches(Node::isNull);
    }

    @Test
    void keepsWhatIsThereUnderAnEmptyMapOrText() {
        assertThat(plain("a: {x: 1}", "a: {}", "", "# nothing")).isEqualTo(Map.of("a", Map.of("x", 1L)));
    }

    @Test
    void tellsWhichTextAValueIsFrom() {
        Node.Mapping root = texts.read("a: {x: 1}", "a: {y: 2}");

        Section a = new Section(root, new Findings()).sectionOrEmpty("a");

        assertThat(a.place("x")).hasToString("otel.yaml:1:5: a.x");
        assertThat(a.place("y")).hasToString("otel2.yaml:1:5: a.y");
    }

    @Test
    void takesTwoColonsForAStepOfThePath() {
        assertThat(plain("a::b::c: 1\na:\n  b: {d: 2}")).isEqualTo(Map.of("a", Map.of("b", Map.of("c", 1L, "d", 2L))));
    }

    @Test
    void followsAnchorsAndMergeKeys() {
        assertThat(plain(
                        "base: &base {x: 1, y: 2}\nself: {y: 3, <<: *base}\nlist: {<<: [{x: 7}, *base]}\nalias: *base"))
                .isEqualTo(Map.of(
                        "base", Map.of("x", 1L, "y", 2L),
                        "self", Map.of("x", 1L, "y", 3L),
                        "list", Map.of("x", 7L, "y", 2L),
                        "alias", Map.of("x", 1L, "y", 2L)));
    }

    @Test
    void pointsAnAliasToWhereItsTextStands() {
        Node.Mapping root = texts.read("base: &base\n  x: 1\nalias: *base");

        Section alias = new Section(root, new Findings()).sectionOrEmpty("alias");

        assertThat(alias.place()).hasToString("otel.yaml:3:1: alias");
        assertThat(alias.place("x")).hasToString("otel.yaml:2:3: alias.x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!!str 5 | 5",
                "'5' | 5",
                "\"5\" | 5",
                "!!binary aGk= | hi",
                "!mine 5 | 5",
            },
            quoteCharacter = '`')
    void keepsAsAStringWhatIsQuotedOrTagged(String yaml, String value) {
        assertThat(plain("a: " + yaml)).isEqualTo(Map.of("a", value));
    }

    @Test
    void takesATagForTheType() {
        assertThat(plain("a: !!int '5'\nb: !!float 5\nc: !!bool 'true'"))
                .isEqualTo(Map.of("a", 5L, "b", 5.0, "c", true));
    }

    @Test
    void leavesOutASecondDocumentAndSaysSo() {
        assertThat(plain("a: 1\n---\na: 2\n")).isEqualTo(Map.of("a", 1L));
        assertThat(texts.warnings())
                .containsExactly(
                        "otel.yaml:2:1: the Collector reads the first document only, and so is this one left out");
    }

    @Test
    void takesAByteOrderMarkForNothing() {
        assertThat(plain("\uFEFFa: 1")).isEqualTo(Map.of("a", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "---", "~"})
    void readsNothingAsAnEmptyMap(String yaml) {
        assertThat(plain(yaml)).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1;a: 2 | otel.yaml:2:1: key a is already there at line 1, column 1: leave one of them out",
                "a: *b | otel.yaml:1:4: unknown anchor b: write &b before *b",
                "a: &a [*a] | otel.yaml:1:8: anchor a contains itself",
                "a: {<<: 5} | otel.yaml:1:5: << takes a map or a list of maps, but was 5",
                "? [a];: b | otel.yaml:1:3: a key must be a string, but was a list",
                "a: !!int x | otel.yaml:1:4: cannot read x as !!int",
                "- a | otel.yaml:1:1: expected a map, but was a list",
                "policies | otel.yaml:1:1: expected a map, but was the string \"policies\"",
                "a: [b | otel.yaml:1:6: not YAML: while parsing a flow sequence: expected ',' or ']', but got <stream end>",
                "a: 5;  b: 6 | otel.yaml:2:4: not YAML: mapping values are not allowed here",
                "a: @x | otel.yaml:1:4: not YAML: while scanning for the next token: found character '@' that cannot start"
                        + " any token. (Do not use @ for indentation)",
            })
    void refusesWhatIsNoConfiguration(String yaml, String message) {
        assertThatThrownBy(() -> texts.read(yaml.replace(';', '\n')))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void tellsOfEachTextThatCannotBeRead() {
        assertThatThrownBy(() -> texts.read("a: *b", "- a"))
                .hasMessage("otel.yaml:1:4: unknown anchor b: write &b before *b\n"
                        + "otel2.yaml:1:1: expected a map, but was a list");
    }

    @Test
    void boundsWhatAliasesExpandTo() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            String alias = "*a" + (i - 1);
            laughs.append("a" + i + ": &a" + i + " [" + String.join(", ", Arrays.asList(alias, alias, alias)) + "]\n");
        }

        assertThatThrownBy(() -> texts.read(laughs.toString()))
                .hasMessage("otel.yaml:11:12: aliases expand to more than 100000 values");
    }

    @Test
    void boundsTheDepth() {
        assertThatThrownBy(() -> texts.read("a: " + "[".repeat(5000) + "]".repeat(5000)))
                .hasMessage("otel.yaml:1:203: nested more than 200 levels deep");
    }
}
