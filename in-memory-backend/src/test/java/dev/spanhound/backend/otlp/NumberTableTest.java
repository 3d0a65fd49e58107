// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberTableTest {

    @Test
    void givesOneObjectFromTheSecondUseOn() {
        NumberTable table = new NumberTable(16);
        table.of(8080);
        Long second = table.of(8080);
        assertThat(table.of(8080)).isSameAs(second);
    }

    @Test
    void givesNoSlotToWhatComesOnce() {
        NumberTable table = new NumberTable(1);
        table.of(8080);
        Long known = table.of(8080);
        for (int i = 0; i < 100; i++) {
            table.of(i);
        }
        assertThat(table.of(8080)).isSameAs(known);
    }

    @Test
    void neverTakesOneNumberForAnother() {
        NumberTable table = new NumberTable(4);
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            long number = random.nextBoolean() ? random.nextLong() : random.nextInt(8) - 4;
            if (table.of(number) != number) {
                assertThat(table.of(number)).isEqualTo(number);
            }
        }
        assertThat(table.of(0)).isZero();
        assertThat(table.of(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    }
}
