// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.go;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Doubles as Go converts and writes them, where Java does it otherwise. */
public final class GoDouble {
    /** With so many digits every double is told from all others. */
    private static final int MOST_DIGITS = 17;

    private GoDouble() {}

    /** Returns what a conversion to {@code int64} does: what does not fit is the least one, as on amd64. */
    public static long toInt64(double number) {
        return number >= -0x1p63 && number < 0x1p63 ? (long) number : Long.MIN_VALUE;
    }

    /**
     * Returns the shortest digits that give this number back, without zeros at the end. Double.toString gives more than
     * needed before JDK 19.
     *
     * @param number any number but infinity and NaN
     */
    public static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == number) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }
}
