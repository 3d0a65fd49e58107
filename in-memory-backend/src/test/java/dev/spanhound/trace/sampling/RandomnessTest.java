// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomnessTest {

    @Test
    void isTheLowest56BitsOfTheTraceId() {
        assertThat(Randomness.ofTraceId("4bf92f3577b34da6a3ce929d0e0e4736")).hasToString("rv:ce929d0e0e4736");
    }

    @Test
    void keepsItsLeadingZeros() {
        assertThat(Randomness.parse("0000000000000a")).contains(new Randomness(10));
        assertThat(new Randomness(10).encode()).isEqualTo("0000000000000a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c", "0000000000000g", "000000000000000"})
    void hasFourteenDigits(String rv) {
        assertThat(Randomness.parse(rv)).isEmpty();
    }

    @Test
    void refusesWhatIsNoTraceId() {
        assertThatThrownBy(() -> Randomness.ofTraceId("a1")).hasMessage("traceId: a1 (expected: 32 hex digits)");
    }
}
