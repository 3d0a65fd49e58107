// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            /,                 /,               {}
            /payments,         /payments,       {}
            /payments/{id},    /payments/42,    {id=42}
            /{a}/to/{b},       /x/to/y,         '{a=x, b=y}'
            /**,               /,               {}
            /**,               /a/b,            {}
            /a/**,             /a/,             {}
            /a/**,             /a,              {}
            /a/{id}/**,        /a/1/b/c,        {id=1}
            """)
    void matches(String pattern, String path, String variables) {
        assertThat(new PathPattern(pattern).match(path).map(Map::toString)).contains(variables);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /payments,         /payments/
            /payments,         /Payments
            /payments,         /
            /payments/{id},    /payments
            /payments/{id},    /payments/
            /payments/{id},    /payments/42/items
            /a/**,             /ab
            /a/{id}/**,        /a
            """)
    void doesNotMatch(String pattern, String path) {
        assertThat(new PathPattern(pattern).match(path)).isEqualTo(Optional.empty());
    }
}
