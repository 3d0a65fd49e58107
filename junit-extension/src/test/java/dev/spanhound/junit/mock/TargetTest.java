// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            /payments,                          /payments,  -
            /payments?,                         /payments,  ''
            /payments?a=b?c,                    /payments,  a=b?c
            /payments?next=http://a/b,          /payments,  next=http://a/b
            http://127.0.0.1:1/payments?a=b,    /payments,  a=b
            http://127.0.0.1:1,                 /,          -
            *,                                  *,          -
            """)
    void hasAPathAndMayHaveAQuery(String target, String path, String query) {
        assertThat(Target.path(target)).isEqualTo(path);
        assertThat(Target.query(target).orElse("-")).isEqualTo(query);
    }
}
