// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import dev.spanhound.collector.go.GoDouble;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers and times as Go's standard library reads and writes them. */
public final class GoNumbers {
    private static final Pattern DECIMAL = Pattern.compile(
            "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?0[xX][0-9a-fA-F]*\\.?[0-9a-fA-F]*[pP][+-]?\\d+");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=[0-9])_(?=[0-9])");
    private static final Pattern INFINITE = Pattern.compile("([+-]?)(inf|infinity)", Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT);

    private GoNumbers() {}

    /**
     * Reads a double as {@code strconv.ParseFloat} does.
     *
     * @throws EvaluationException if the text is no number, or too large
     */
    public static double parseDouble(String text) {
        var infinite = INFINITE.matcher(text);
        if (infinite.matches()) {
            return infinite.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (text.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        String digits = BETWEEN_DIGITS.matcher(text).replaceAll("");
        if (!DECIMAL.matcher(digits).matches()) {
            throw new EvaluationException('"' + text + "\" is not a number");
        }
        double value;
        try {
            value = Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw new EvaluationException('"' + text + "\" is not a number");
        }
        if (Double.isInfinite(value)) {
            throw new EvaluationException('"' + text + "\" is too large for a double");
        }
        return value;
    }

    /**
     * Reads a whole number in decimal digits as {@code strconv.ParseInt} does.
     *
     * @throws EvaluationException if the text is none, or does not fit in 64 bits
     */
    public static long parseLong(String text) {
        if (!text.chars().allMatch(c -> c < 128)) {
            throw new EvaluationException('"' + text + "\" is not a whole number");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new EvaluationException('"' + text + "\" is not a whole number of 64 bits");
        }
    }

    /**
     * Writes the shortest form that reads as the same number, with an exponent below 1e-6 and from 1e21.
     *
     * @throws EvaluationException for infinity and NaN, which JSON does not have
     */
    public static String format(double value) {
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            throw new EvaluationException(value + " has no form in JSON");
        }
        double size = Math.abs(value);
        if (size == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal exact = GoDouble.shortest(value);
        if (size >= 1e-6 && size < 1e21) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - exact.scale();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String sign = value < 0 ? "-" : "";
        return sign + mantissa + "e" + (exponent < 0 ? '-' : '+') + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /** Writes a moment with as many fractional digits as it needs. */
    public static String rfc3339(ZonedDateTime time) {
        return RFC_3339.format(
                time.getOffset().equals(ZoneOffset.UTC) ? time.withZoneSameInstant(ZoneOffset.UTC) : time);
    }
}
