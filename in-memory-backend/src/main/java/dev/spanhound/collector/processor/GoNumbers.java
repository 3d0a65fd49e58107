// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.go.GoDouble;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as Go reads and writes them, where Java does it otherwise. */
final class GoNumbers {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern HEX =
            Pattern.compile("[+-]?0[xX](_?[0-9a-fA-F])*\\.?(_?[0-9a-fA-F])*[pP][+-]?[0-9]+", Pattern.CASE_INSENSITIVE);

    private GoNumbers() {}

    /** Returns what {@code strconv.ParseInt} does, or null where it fails. */
    static @Nullable Long parseInt(String text) {
        try {
            return INTEGER.matcher(text).matches() ? Long.valueOf(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns what {@code strconv.ParseFloat} does, or null where it fails. */
    static @Nullable Double parseFloat(String text) {
        boolean negative = text.startsWith("-");
        String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
        switch (unsigned.toLowerCase(Locale.ROOT)) {
            case "inf", "infinity" -> {
                return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            case "nan" -> {
                return unsigned.equals(text) ? Double.NaN : null;
            }
            default -> {}
        }
        if (!DECIMAL.matcher(text).matches() && !HEX.matcher(text).matches()) {
            return null;
        }
        try {
            double number = Double.parseDouble(text.replace("_", ""));
            return Double.isInfinite(number) ? null : Double.valueOf(number);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns the shortest digits that give this number back, without an exponent. */
    static String plain(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        }
        return sign(number) + GoDouble.shortest(Math.abs(number)).toPlainString();
    }

    /** Returns the number as the Collector makes it a string, with an exponent if it is very small or very great. */
    static String text(double number) {
        double absolute = Math.abs(number);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        if (absolute == 0 || (absolute >= 1e-6 && absolute < 1e21)) {
            return plain(number);
        }
        BigDecimal digits = GoDouble.shortest(absolute);
        String unscaled = digits.unscaledValue().toString();
        int exponent = unscaled.length() - 1 - digits.scale();
        String fraction = unscaled.length() == 1 ? "" : "." + unscaled.substring(1);
        return sign(number) + unscaled.charAt(0) + fraction + "e" + (exponent < 0 ? "" : "+") + exponent;
    }

    private static String sign(double number) {
        return Double.doubleToRawLongBits(number) < 0 ? "-" : "";
    }
}
