// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are what {@code go.yaml.in/yaml/v3} v3.0.5 makes of these texts. */
class PlainScalarTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("5", 5L),
                Arguments.of("+5", 5L),
                Arguments.of("-5", -5L),
                Arguments.of("1_000", 1000L),
                Arguments.of("1__0", 10L),
                Arguments.of("0x1F", 31L),
                Arguments.of("0X1f", 31L),
                Arguments.of("0x_1", 1L),
                Arguments.of("017", 15L),
                Arguments.of("00", 0L),
                Arguments.of("0o17", 15L),
                Arguments.of("0O17", 15L),
                Arguments.of("-0o7", -7L),
                Arguments.of("0b11", 3L),
                Arguments.of("0B11", 3L),
                Arguments.of("9223372036854775807", Long.MAX_VALUE),
                Arguments.of("-9223372036854775808", Long.MIN_VALUE),
                Arguments.of("18446744073709551615", new BigInteger("18446744073709551615")),
                Arguments.of("99999999999999999999999", 1e23),
                Arguments.of("08", 8.0),
                Arguments.of("1.", 1.0),
                Arguments.of(".5", 0.5),
                Arguments.of("-.5", -0.5),
                Arguments.of("1e3", 1000.0),
                Arguments.of("1_000.5", 1000.5),
                Arguments.of("1_0e1_0", 1e11),
                Arguments.of(".inf", Double.POSITIVE_INFINITY),
                Arguments.of("-.INF", Double.NEGATIVE_INFINITY),
                Arguments.of(".nan", Double.NaN),
                Arguments.of("true", true),
                Arguments.of("FALSE", false),
                Arguments.of("2020-01-01", Instant.parse("2020-01-01T00:00:00Z")),
                Arguments.of("2020-1-2T3:04:05.5+01:00", Instant.parse("2020-01-02T02:04:05Z")),
                Arguments.of("2020-01-02 03:04:05", Instant.parse("2020-01-02T03:04:05Z")),
                Arguments.of("", null),
                Arguments.of("~", null),
                Arguments.of("Null", null));
    }

    @ParameterizedTest
    @MethodSource("values")
    void takesForNumbersAndWordsWhatGoDoes(String text, @Nullable Object value) {
        assertThat(PlainScalar.typed(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "-",
                "+",
                "y",
                "yes",
                "no",
                "on",
                "off",
                "1:30",
                "1.5h",
                "30s",
                "0x1p-2",
                "0x",
                "1e400",
                "tRUE",
                "nil",
                "2020-13-01",
                "2020-02-30",
                "_1x",
                "1.2.3",
                ".e5",
                "=",
                "-0b2"
            })
    void takesAllElseForStrings(String text) {
        assertThat(PlainScalar.typed(text)).isEqualTo(text);
    }
}
