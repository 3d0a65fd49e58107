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

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "250000, 250 µs",
        "250500, 250.5 µs",
        "1500000, 1.5 ms",
        "100000000, 100 ms",
        "100400000, 100.4 ms",
        "1995000000, 1.995 s",
        "2000000000, 2.00 s",
        "90000000000, 1 min 30 s",
        "90500000000, 90.5 s",
        "86400000000000, 24 h 0 min"
    })
    void writesALimitWithAllItsDigits(long nanos, String text) {
        assertThat(Durations.precisely(Duration.ofNanos(nanos))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"100000000, 100", "100400000, 100.4", "100000001, 100.000001", "101900000, 101"})
    void tellsADurationFromTheLimitBesideIt(long nanos, String millis) {
        assertThat(Durations.against(Duration.ofMillis(100), Duration.ofNanos(nanos)))
                .isEqualTo(millis + " ms");
    }
}
