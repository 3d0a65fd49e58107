// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {

    @ParameterizedTest(name = "{0} of {1} for {2}: {4}")
    @CsvSource({
        // hits, size, probability, confidence, p-value, interval; computed with 40 digits
        "7, 20, 0.5, 0.95, 0.2631759643555, 0.1539092047845, 0.5921885345328",
        "0, 10, 0.1, 0.95, 0.6973568802, 0, 0.3084971078188",
        "10, 10, 0.9, 0.95, 0.6973568802, 0.6915028921812, 1",
        "15, 100, 0.1, 0.95, 0.1451459305298, 0.08645438564165, 0.235307500149",
        "682, 925, 0.75, 0.95, 0.3920185341078, 0.707668264079, 0.7654065582415",
        "1043, 10000, 0.1, 0.999, 0.1578577802571, 0.09449394624257, 0.114707673797",
        "1103, 10000, 0.1, 0.999, 0.0007480994304982, 0.1002389985048, 0.1209534014239",
        "98, 100000, 0.001, 0.999, 0.8936014331809, 0.0006867020400419, 0.001350214754453",
    })
    void hasTheValuesOfReference(
            long hits, long size, double probability, double confidence, double pValue, double from, double to) {
        Binomial binomial = new Binomial(hits, size);
        assertThat(binomial.pValue(probability)).isCloseTo(pValue, withinPercentage(1e-6));
        assertThat(binomial.interval(confidence).from()).isCloseTo(from, within(1e-11));
        assertThat(binomial.interval(confidence).to()).isCloseTo(to, within(1e-11));
    }

    @Test
    void isExactForAMillion() {
        assertThat(new Binomial(500_400, 1_000_000).pValue(0.5)).isCloseTo(0.42429042595146, withinPercentage(1e-5));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "7, 0.1", "40, 0.3", "61, 0.999", "200, 0.02"})
    void isTheSumOfTheChancesOfEachCount(int size, String probability) {
        BigDecimal p = new BigDecimal(probability);
        BigDecimal sum = BigDecimal.ZERO;
        for (int hits = 0; hits <= size; hits++) {
            sum = sum.add(chance(hits, size, p));
            assertThat(new Binomial(hits, size).atMost(p.doubleValue()))
                    .as("at most %s of %s", hits, size)
                    .isCloseTo(sum.doubleValue(), within(1e-12));
        }
    }

    private static BigDecimal chance(int hits, int size, BigDecimal p) {
        BigDecimal chance = p.pow(hits).multiply(BigDecimal.ONE.subtract(p).pow(size - hits));
        for (int i = 1; i <= hits; i++) {
            chance = chance.multiply(BigDecimal.valueOf(size - hits + i))
                    .divide(BigDecimal.valueOf(i), MathContext.DECIMAL128);
        }
        return chance;
    }

    @Test
    void refusesAProbabilityJustIfTheIntervalLeavesItOut() {
        for (int hits = 0; hits <= 50; hits++) {
            Binomial binomial = new Binomial(hits, 50);
            Binomial.Interval interval = binomial.interval(0.99);
            for (double p = 0.005; p < 1; p += 0.01) {
                assertThat(binomial.pValue(p) < 1 - 0.99)
                        .as("%s of 50 for %s", hits, p)
                        .isEqualTo(p < interval.from() || p > interval.to());
            }
        }
    }

    @Test
    void takesCertaintiesAtTheirWord() {
        assertThat(new Binomial(10, 10).pValue(1)).isOne();
        assertThat(new Binomial(9, 10).pValue(1)).isZero();
        assertThat(new Binomial(0, 10).pValue(0)).isOne();
        assertThat(new Binomial(1, 10).pValue(0)).isZero();
    }

    @Test
    void refusesWhatWasNotCounted() {
        assertThatThrownBy(() -> new Binomial(3, 2))
                .hasMessage("hits: 3, size: 2 (expected: 0 <= hits <= size, size > 0)");
        assertThatThrownBy(() -> new Binomial(0, 0))
                .hasMessage("hits: 0, size: 0 (expected: 0 <= hits <= size, size > 0)");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "0.5, 0.5723649429247001", "10, 12.801827480081469", "1000001, 12815518.384658169"})
    void knowsTheLogarithmOfGamma(double x, double logGamma) {
        assertThat(Beta.logGamma(x)).isCloseTo(logGamma, within(1e-13 * (1 + Math.abs(logGamma))));
    }
}
