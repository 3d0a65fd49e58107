// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spanhound.trace.SpanBuilder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is given, the answer comes soon, and is true, false or an exception of this package. */
@Timeout(300)
class OttlFuzzTest {
    private static final List<String> PIECES = List.of(
            "name",
            "kind",
            "attributes",
            "[\"a\"]",
            "[0]",
            "span.",
            "resource.",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "==",
            "!=",
            "<",
            ">=",
            "and",
            "or",
            "not",
            "nil",
            "true",
            "false",
            "1",
            "2.5",
            "-",
            "+",
            "*",
            "/",
            "\"a\"",
            "0x01",
            "IsMatch(",
            "Len(",
            "Concat(",
            "Substring(",
            "ParseJSON(",
            "SPAN_KIND_SERVER",
            "=",
            "=>",
            "\"",
            ".",
            " ");
    private static final SpanData SPAN =
            SpanBuilder.span("a", 1).with(AttributeKey.stringKey("a"), "x").build();

    private static int judge(String condition) {
        try {
            OttlCondition parsed = OttlCondition.parse(condition, OttlContext.SPAN);
            assertThat(parsed.values(SPAN)).isNotNull();
            return parsed.matches(SPAN) ? 2 : 1;
        } catch (OttlException e) {
            assertThat(e.position()).isBetween(0, condition.length());
            return 0;
        } catch (OttlEvaluationException e) {
            return 1;
        }
    }

    @Test
    void survivesRandomPieces() {
        Random random = new Random(1);
        int read = 0;
        for (int i = 0; i < 10_000; i++) {
            StringBuilder condition = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                condition.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextBoolean() ? " " : "");
            }
            read += judge(condition.toString()) > 0 ? 1 : 0;
        }
        assertThat(read).isPositive();
    }

    @Test
    void survivesBrokenConditions() {
        String whole = "not (IsMatch(attributes[\"a\"], \"^x\\\\d\") or Len([1, {\"b\": 0x0a}]) > -(2 + 3) * 2.5e1)";
        assertThat(judge(whole)).isEqualTo(1);
        Random random = new Random(2);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder broken = new StringBuilder(whole);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                broken.setCharAt(random.nextInt(broken.length()), (char) (' ' + random.nextInt(95)));
            }
            judge(broken.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{\"a\":", "not (", "Len(", "-(", "attributes[", "IsMatch(name, ", "1 + ("})
    void refusesDeepNesting(String opening) {
        assertThatExceptionOfType(OttlException.class)
                .isThrownBy(() -> OttlCondition.parse(opening.repeat(10_000), OttlContext.SPAN))
                .withMessageStartingWith("nested too deeply (expected: at most 100 levels)");
    }

    @Test
    void readsNestingUpToTheLimitAtOnce() {
        assertThat(judge("(".repeat(100) + "true" + ")".repeat(100))).isEqualTo(2);
        assertThat(judge("(".repeat(100) + "1" + ")".repeat(100) + " == 1")).isEqualTo(2);
        assertThat(judge("(".repeat(99) + "1")).isZero();
    }

    @Test
    void readsLongConditions() {
        assertThat(judge("true and ".repeat(20_000) + "name == \"a\"")).isEqualTo(2);
        assertThat(judge("1 + ".repeat(20_000) + "1 == 20001")).isEqualTo(2);
        assertThat(judge("name == \"" + "\\\\".repeat(50_000) + "\"")).isEqualTo(1);
    }
}
