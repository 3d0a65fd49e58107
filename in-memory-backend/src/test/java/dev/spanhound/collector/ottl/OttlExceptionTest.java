// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OttlExceptionTest {
    @Test
    void pointsAtThePlace() {
        assertThatExceptionOfType(OttlException.class)
                .isThrownBy(() -> OttlCondition.parse("name == \"a\" and IsMach(name, \"b\")", OttlContext.SPAN))
                .withMessage("""
                        there is no function IsMach; did you mean IsMatch?
                            name == "a" and IsMach(name, "b")
                                            ^""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    kindd == 1 | 0 | a span has no path kindd; did you mean kind?
                    attributes.foo == 1 | 0 | a span has no path attributes.foo; did you mean attributes?
                    version == "1" | 0 | a span has no path version; did you mean scope.version?
                    kind == SPAN_KIND_SERVR | 8 | there is no enum SPAN_KIND_SERVR; did you mean SPAN_KIND_SERVER?
                    isMatch(name, "a") | 0 | a function of a condition starts with a capital letter, isMatch does not; did you mean IsMatch?
                    IsMatch(name) | 0 | wrong number of arguments: 1 (expected: IsMatch(target, pattern))
                    IsMatch(name, 5) | 14 | wrong pattern of IsMatch(target, pattern): expected a string, but got 5 (int)
                    IsMatch(name, target="a") | 0 | pattern is missing (expected: IsMatch(target, pattern))
                    IsMatch(name, patern="a") | 21 | there is no parameter patern (expected: IsMatch(target, pattern))
                    name = "a" | 5 | unexpected = (expected: '[', '.', * or /, + or -, a comparison (==, !=, <, <=, >, >=)); did you mean ==?
                    name == 'a' | 8 | expected double quotes around a string
                    name == "a | 8 | this string has no closing quote
                    name == "\\d" | 9 | \\d is no escape; a backslash of a regular expression is written twice: \\\\d
                    name == | 7 | the condition ends too early (expected: nil, + or -, a path, a function, a number, '(', bytes, a string, true or false, '{', '[')
                    name["x"] == 1 | 0 | name has no keys (expected: no brackets)
                    spanevent.name == "a" | 0 | a condition on a span cannot see spanevent paths
                    UserAgent(name) == 1 | 0 | UserAgent is a function of the Collector that is not supported here
                    otelcol.client.addr == "" | 0 | otelcol paths are not supported: spans here have no client or request
                    """)
    void saysWhatWasExpected(String condition, int position, String problem) {
        assertThatExceptionOfType(OttlException.class)
                .isThrownBy(() -> OttlCondition.parse(condition, OttlContext.SPAN))
                .satisfies(e ->
                        org.assertj.core.api.Assertions.assertThat(e.position()).isEqualTo(position))
                .withMessageStartingWith(problem + System.lineSeparator());
    }
}
