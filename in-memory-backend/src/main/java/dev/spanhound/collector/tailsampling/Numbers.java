// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as reasons show them. */
final class Numbers {
    private Numbers() {}

    /** Returns a number as it would be written, such as {@code 5} or {@code 0.1}. */
    static String plain(double number) {
        return Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : Double.toString(number);
    }

    /** Returns a number with one digit after the point, cut, so that what is too little does not look enough. */
    static String tenths(double number) {
        return BigDecimal.valueOf(number).setScale(1, RoundingMode.FLOOR).toPlainString();
    }
}
