// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Figures figures = new Figures();

    FiguresTest() {
        for (double value : new double[] {4, 1, 3, 2}) {
            figures.add("ours", value);
            figures.add("peer", value * value);
        }
    }

    @Test
    void quantilesLieBetweenNeighbours() {
        assertThat(figures.median("ours")).isEqualTo(2.5);
        assertThat(figures.quantile("ours", 0)).isEqualTo(1);
        assertThat(figures.quantile("ours", 0.25)).isEqualTo(1.75);
        assertThat(figures.quantile("ours", 1)).isEqualTo(4);
    }

    @Test
    void ratiosAndDifferencesAreOfOneRound() {
        assertThat(figures.medianRatio("peer", "ours")).isEqualTo(2.5);
        assertThat(figures.medianDifference("peer", "ours")).isEqualTo(4);
    }

    @Test
    void numbersHaveThreeDigits() {
        assertThat(Figures.number(123_456.7)).isEqualTo("123,457");
        assertThat(Figures.number(12.34)).isEqualTo("12.3");
        assertThat(Figures.number(1.234)).isEqualTo("1.23");
        assertThat(Figures.number(-0.1234)).isEqualTo("-0.123");
    }
}
