// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableDurationTest {

    @ParameterizedTest
    @CsvSource({"0 ms, PT0S", "500 ms, PT0.5S", "500ms, PT0.5S", "5 s, PT5S", "2 m, PT2M", "999999999 m, PT999999999M"})
    void isANumberAndAUnit(String text, Duration expected) {
        assertThat(ReadableDuration.parse("timeout", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "s", "-5 s", "5.5 s", "5 S", "5 h", "5  s", "PT5S", "1000000000 s", "5 s or so"})
    void isRefusedInAnyOtherForm(String text) {
        assertThatThrownBy(() -> ReadableDuration.parse("timeout", text))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "timeout: \"" + text + "\" (expected: a number and a unit, ms, s or m, such as \"500 ms\")");
    }
}
