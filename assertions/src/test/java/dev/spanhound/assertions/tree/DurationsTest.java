// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "999, 999 ns",
        "1000, 1 µs",
        "350999, 350 µs",
        "999999, 999 µs",
        "1000000, 1 ms",
        "1099999, 1 ms",
        "1500000, 1.5 ms",
        "9999999, 9.9 ms",
        "10900000, 10 ms",
        "118000000, 118 ms",
        "999999999, 999 ms",
        "1000000000, 1.00 s",
        "1204000000, 1.20 s",
        "59994000000, 59.99 s",
        "59996000000, 59.99 s",
        "60000000000, 1 min 0 s",
        "125000000000, 2 min 5 s",
        "3600000000000, 1 h 0 min",
        "93784000000000, 26 h 3 min"
    })
    void writesOneUnitAsPeopleDo(long nanos, String text) {
        assertThat(Durations.text(Duration.ofNanos(nanos))).isEqualTo(text);
    }
}
