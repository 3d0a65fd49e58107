// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanonicalTest {

    @Test
    void givesTheFirstOfEqualValues() {
        Canonical<String> known = new Canonical<>(4);
        String first = known.of(new StringBuilder("orders").toString());
        assertThat(known.of(new StringBuilder("orders").toString())).isSameAs(first);
    }

    @Test
    void keepsTheLastOfValuesThatShareASlot() {
        Canonical<String> known = new Canonical<>(1);
        String first = known.of(new StringBuilder("orders").toString());
        assertThat(known.of("payment")).isEqualTo("payment");
        assertThat(known.of(new StringBuilder("orders").toString()))
                .isEqualTo(first)
                .isNotSameAs(first);
    }
}
