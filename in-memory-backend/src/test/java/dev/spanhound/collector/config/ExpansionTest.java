// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows are what {@code confmap} v1.68.0 makes of these texts. */
class ExpansionTest {
    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("NUM", "123"),
            Map.entry("STR", "abc"),
            Map.entry("QUOTED", "\"quoted\""),
            Map.entry("EMPTY", ""),
            Map.entry("LIST", "[a, b]"),
            Map.entry("MAP", "{t: 5}"),
            Map.entry("NESTED", "${env:NUM}"),
            Map.entry("DOLLAR", "a$b"),
            Map.entry("DOLLARS", "a$$b"),
            Map.entry("BROKEN", "[a"),
            Map.entry("SPACED", " 123 "),
            Map.entry("COMMENTED", "abc # x"),
            Map.entry("SELF", "x${env:SELF}"),
            Map.entry("ITSELF", "${env:ITSELF}"));

    private final Texts texts = new Texts().with(ENVIRONMENT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "${env:NUM}|123",
                "${NUM}|123",
                "x${NUM}|x123",
                "x${NUM}y${STR}z${NUM}|x123yabcz123",
                "${env:UNSET:-077}|077",
                "${env:UNSET:-}|",
                "${env:EMPTY}|",
                "${env:QUOTED}|\"quoted\"",
                "${env:LIST}|[a, b]",
                "x${env:LIST}|x[a, b]",
                "${env:MAP}|{t: 5}",
                "${env:NESTED}|123",
                "${env:DOLLAR}|a$b",
                "${env:DOLLARS}|a$b",
                "${env:BROKEN}|[a",
                "'${env:SPACED}'| 123 ",
                "${env:COMMENTED}|abc # x",
                "x${env:COMMENTED}|xabc # x",
                "${env:${STR}:-5}|5",
                "${env:UNSET:-${NUM}}|123",
                "${yaml:a}|a",
                "${env:$${NUM}}|${env:${NUM}}",
                "$x|$x",
                "$$x|$x",
                "a $ b|a $ b",
                "$${NUM}|${NUM}",
                "$$${NUM}|$123",
                "$$$${NUM}|$${NUM}",
                "${NUM|${NUM",
                "NUM}|NUM}",
            })
    void putsInTextWhereAStringIsExpected(String yaml, String value) {
        assertThat(texts.section("a: " + yaml).string("a", "absent")).isEqualTo(value == null ? "" : value);
        assertThat(texts.errors()).isEmpty();
    }

    @Test
    void readsAWholeValueAsYaml() {
        assertThat(Texts.plain(texts.read(
                        "a: ${NUM}\nb: ${STR}\nc: ${LIST}\nd: ${MAP}\ne: ${SPACED}\nf: ${NESTED}\ng: [\"${NUM}\"]")))
                .isEqualTo(Map.of(
                        "a",
                        123L,
                        "b",
                        "abc",
                        "c",
                        List.of("a", "b"),
                        "d",
                        Map.of("t", 5L),
                        "e",
                        123L,
                        "f",
                        123L,
                        "g",
                        List.of(123L)));
    }

    @Test
    void readsWhatIsPutIntoATextAsText() {
        assertThat(Texts.plain(texts.read("a: 1${NUM}\nb: ' ${NUM}'"))).isEqualTo(Map.of("a", "1123", "b", " 123"));
    }

    @Test
    void putsNothingIntoKeys() {
        assertThat(Texts.plain(texts.read("${NUM}: ${NUM}"))).isEqualTo(Map.of("${NUM}", 123L));
    }

    @Test
    void takesTheTextOfAListElementWhereAStringIsExpected() {
        assertThat(texts.section("a: [\"${NUM}\", \"${LIST}\", x]").strings("a"))
                .containsExactly("123", "[a, b]", "x");
    }

    @Test
    void mergesTextsBeforeItPutsAnythingIn() {
        assertThat(Texts.plain(texts.read("a: ${MAP}", "a: {x: 1}"))).isEqualTo(Map.of("a", Map.of("x", 1L)));
    }

    @Test
    void readsAVariableThatIsNotSetAsNothingAndWarns() {
        Section section = texts.section("n: ${env:UNSET}\ns: ${UNSET2}\n");

        assertThat(section.int64("n", 5)).isZero();
        assertThat(section.string("s", "absent")).isEmpty();
        assertThat(texts.warnings())
                .containsExactly(
                        "otel.yaml:1:1: n: variable UNSET is not set, and reads as nothing: set it, or write a default,"
                                + " ${env:UNSET:-…}",
                        "otel.yaml:1:1: n: has no value, which the Collector reads as 0, not as the default: leave the key out"
                                + " for that",
                        "otel.yaml:2:1: s: variable UNSET2 is not set, and reads as nothing: set it, or write a default,"
                                + " ${env:UNSET2:-…}",
                        "otel.yaml:2:1: s: has no value, which the Collector reads as \"\", not as the default: leave the key out"
                                + " for that");
    }

    @Test
    void pointsValuesOfAVariableToWhereItIsUsed() {
        assertThat(texts.section("x: 1\na: ${MAP}").sectionOrEmpty("a").place("t"))
                .hasToString("otel.yaml:2:1: a.t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${foo:bar} | ${foo:bar}: unknown scheme foo (expected: env, file or yaml)",
                "${NUM:-5} | ${NUM:-5}: a default needs env: (expected: ${env:NUM:-5})",
                "${} | ${}: \"\" cannot be the name of a variable (expected: letters, digits and _)",
                "${env:1a} | ${env:1a}: \"1a\" cannot be the name of a variable (expected: letters, digits and _)",
                "${env:a$b} | ${env:a$b}: a dollar sign cannot stand here",
                "${ITSELF} | ${env:ITSELF} refers to itself, or to too much: it has no end",
                "${SELF} | ${env:SELF} refers to itself, or to too much: it has no end",
            })
    void refusesWhatRefersToNothing(String yaml, String message) {
        texts.read("a: " + yaml);

        assertThat(texts.errors()).containsExactly("otel.yaml:1:1: a: " + message);
    }

    @Test
    void readsFiles(@TempDir Path directory) throws IOException {
        Files.createDirectory(directory.resolve("more"));
        Files.writeString(directory.resolve("more/policies.yaml"), "- name: a\n- ${file:more/one.yaml}\n");
        Files.writeString(directory.resolve("more/one.yaml"), "name: b\n\nkind: ${NUM}");
        texts.in(directory);

        Section section = texts.section("policies: ${file:more/policies.yaml}\ntext: x${file:more/one.yaml}");

        assertThat(Texts.plain(texts.read("policies: ${file:more/policies.yaml}")))
                .isEqualTo(Map.of("policies", List.of(Map.of("name", "a"), Map.of("name", "b", "kind", 123L))));
        assertThat(section.sections("policies").get(1).place("kind"))
                .hasToString("more/one.yaml:3:1: policies[1].kind");
        assertThat(section.string("text", "")).isEqualTo("xname: b\n\nkind: 123");
    }

    @Test
    void saysWhereItLookedForAFile(@TempDir Path directory) {
        texts.in(directory).read("a: ${file:missing.yaml}");

        assertThat(texts.errors())
                .containsExactly("otel.yaml:1:1: a: ${file:missing.yaml}: no such file (looked for "
                        + directory.resolve("missing.yaml") + ")");
    }
}
