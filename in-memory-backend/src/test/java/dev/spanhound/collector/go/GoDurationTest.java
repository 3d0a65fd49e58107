// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are what Go's {@code time.ParseDuration} makes of these texts. */
class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "30s, 30000000000",
        "500ms, 500000000",
        "1.5h, 5400000000000",
        "1h30m, 5400000000000",
        "-1s, -1000000000",
        "+5s, 5000000000",
        ".5s, 500000000",
        "1.s, 1000000000",
        "1us, 1000",
        "1µs, 1000",
        "1μs, 1000",
        "7ns, 7",
        "0, 0",
        "-0, 0",
        "+0, 0",
        "0s, 0",
        "1m1h, 3660000000000",
        "0.0000000001s, 0",
        "2562047h47m16.854775807s, 9223372036854775807",
        "-2562047h47m16.854775808s, -9223372036854775808",
    })
    void readsWhatGoReads(String text, long nanos) {
        assertThat(GoDuration.parse(text)).isEqualTo(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "1d",
                "1w",
                "s",
                ".s",
                "+",
                "-",
                "5 s",
                " 5s",
                "5s ",
                "1e3s",
                "1h-5m",
                "1H",
                "292y",
                "1,5s",
                "--1s",
                "1..5s",
                "9223372037s",
                "2562047h47m16.854775808s",
                "-2562047h47m16.854775809s"
            })
    void refusesWhatGoRefuses(String text) {
        assertThat(GoDuration.parse(text)).isNull();
    }
}
