// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingThresholdTest {

    @ParameterizedTest(name = "of {0}: {1}, with four digits {2}")
    @CsvSource({
        "1, 0, 0",
        "0.5, 8, 8",
        "0.25, c, c",
        "0.1, e6666666666666, e666",
        "0.01, fd70a3d70a3d71, fd70a",
        "0.3333333333333333, aaaaaaaaaaaaac, aaab",
        "0.001, ffbe76c8b43958, ffbe77",
    })
    void encodesProbabilities(double probability, String all, String four) {
        assertThat(SamplingThreshold.ofProbability(probability).encode()).isEqualTo(all);
        assertThat(SamplingThreshold.ofProbability(probability, 4).encode()).isEqualTo(four);
    }

    @ParameterizedTest(name = "{0} of {1} digits: {2}")
    @CsvSource({
        "0.3333333333333333, 1, b",
        "0.99999, 4, 0000a7c6",
        "0.00001, 4, ffff583a",
        "1.3877787807814457E-17, 1, ffffffffffffff",
    })
    void addsDigitsForLeadingOnes(double probability, int precision, String th) {
        assertThat(SamplingThreshold.ofProbability(probability, precision).encode())
                .isEqualTo(th);
    }

    @Test
    void refusesWhatNoThresholdCanStandFor() {
        assertThatThrownBy(() -> SamplingThreshold.ofProbability(0))
                .hasMessage("probability: 0.0 (expected: 2^-56 to 1)");
        assertThatThrownBy(() -> SamplingThreshold.ofProbability(Double.NaN))
                .hasMessage("probability: NaN (expected: 2^-56 to 1)");
        assertThatThrownBy(() -> SamplingThreshold.ofProbability(0.5, 15))
                .hasMessage("precision: 15 (expected: 1 to 14)");
    }

    @ParameterizedTest(name = "th:{0}")
    @CsvSource({"0, 0", "8, 80000000000000", "fd71, fd710000000000", "C0, c0000000000000", "00000000000001, 1"})
    void readsDigitsFromTheLeft(String th, String hex) {
        assertThat(SamplingThreshold.parse(th)).contains(new SamplingThreshold(Long.parseLong(hex, 16)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g", "+1", "123456789012345", "-1"})
    void readsNothingElse(String th) {
        assertThat(SamplingThreshold.parse(th)).isEmpty();
    }

    @Test
    void keepsRandomnessThatIsNotBelow() {
        SamplingThreshold half = SamplingThreshold.ofProbability(0.5);

        assertThat(half.keeps(new Randomness(0x80000000000000L))).isTrue();
        assertThat(half.keeps(new Randomness(0x7fffffffffffffL))).isFalse();
        assertThat(SamplingThreshold.ALWAYS.keeps(new Randomness(0))).isTrue();
        assertThat(SamplingThreshold.NEVER.keeps(Randomness.MAX)).isFalse();
    }

    @Test
    void countsForTheSpansNotKept() {
        assertThat(SamplingThreshold.ofProbability(0.25).adjustedCount()).isEqualTo(4);
        assertThat(SamplingThreshold.ofProbability(0.1).probability()).isCloseTo(0.1, within(1e-15));
        assertThat(SamplingThreshold.ALWAYS.adjustedCount()).isEqualTo(1);
        assertThat(SamplingThreshold.NEVER.adjustedCount()).isZero();
    }

    @Test
    void isGreaterTheLessItKeeps() {
        assertThat(SamplingThreshold.ofProbability(0.1)).isGreaterThan(SamplingThreshold.ofProbability(0.5));
    }
}
