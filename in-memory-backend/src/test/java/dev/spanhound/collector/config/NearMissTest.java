// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearMissTest {
    private static final List<String> KNOWN =
            List.of("latency", "status_code", "probabilistic_sampler", "memory_limiter", "batch", "tail_sampling");

    @ParameterizedTest
    @CsvSource({
        "latancy, latency",
        "latnecy, latency",
        "Latency, latency",
        "status-code, status_code",
        "statuscodes, status_code",
        "tail_samplng, tail_sampling",
        "prob_sampler, probabilistic_sampler",
        "mem_limiter, memory_limiter",
        "tail, tail_sampling",
        "bacth, batch",
    })
    void findsWhatWasMeant(String word, String meant) {
        assertThat(NearMiss.of(word, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "colour", "transform", "te", "sampler"})
    void findsNothingThatIsFarAway(String word) {
        assertThat(NearMiss.of(word, KNOWN)).isEmpty();
    }

    @Test
    void namesAllIfNoneIsNear() {
        assertThat(NearMiss.hint("colour", List.of("a_word", "b_word"))).isEqualTo(" (expected: a_word, b_word)");
        assertThat(NearMiss.hint("colour", List.of())).isEmpty();
    }
}
