// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.collector.go.GoDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoNumbersTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "0.1, 0.1",
        "100000, 100000",
        "2e-3, 0.002",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "-1.5e300, -1.5e+300",
        "1e-6, 0.000001",
        "1.5e-7, 1.5e-7",
        "4.9e-324, 5e-324",
        "2e23, 2e+23",
        "9007199254740993, 9007199254740992",
        "NaN, NaN",
        "-Infinity, -Infinity",
    })
    void writesDoublesAsTheCollectorDoes(double number, String text) {
        assertThat(GoNumbers.text(number)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"1e21, 1000000000000000000000", "1e-7, 0.0000001", "Infinity, +Inf", "-2.5, -2.5"})
    void writesPlainDigits(double number, String text) {
        assertThat(GoNumbers.plain(number)).isEqualTo(text);
    }

    @ParameterizedTest(name = "\"{0}\": {1}")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1,1.0",
                "+1.5e3,1500.0",
                ".5,0.5",
                "5.,5.0",
                "0x1p-2,0.25",
                "Inf,Infinity",
                "-infinity,-Infinity",
                "nan,NaN",
                "1d,",
                " 1,",
                "1e999,",
                "+nan,",
                "1_0,",
                "0x1,",
                ",",
            })
    void readsDoublesAsGoDoes(String text, Double number) {
        assertThat(GoNumbers.parseFloat(text == null ? "" : text)).isEqualTo(number);
    }

    @ParameterizedTest(name = "\"{0}\": {1}")
    @CsvSource({"+7, 7", "-9223372036854775808, -9223372036854775808", "9223372036854775808,", "1.0,", "0x1,", "1_0,"})
    void readsIntegersAsGoDoes(String text, Long number) {
        assertThat(GoNumbers.parseInt(text)).isEqualTo(number);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"2.9, 2", "-2.9, -2", "1e19, -9223372036854775808", "NaN, -9223372036854775808"})
    void cutsFractionsOff(double number, long integer) {
        assertThat(GoDouble.toInt64(number)).isEqualTo(integer);
    }
}
