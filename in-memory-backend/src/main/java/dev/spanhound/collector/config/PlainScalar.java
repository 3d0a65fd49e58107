// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type of a value that is written without quotes, as Go's {@code yaml.v3} sees it, which the Collector uses. */
final class PlainScalar {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Map<String, Object> WORDS = Map.ofEntries(
            Map.entry("true", true),
            Map.entry("True", true),
            Map.entry("TRUE", true),
            Map.entry("false", false),
            Map.entry("False", false),
            Map.entry("FALSE", false),
            Map.entry(".nan", Double.NaN),
            Map.entry(".NaN", Double.NaN),
            Map.entry(".NAN", Double.NaN),
            Map.entry(".inf", Double.POSITIVE_INFINITY),
            Map.entry(".Inf", Double.POSITIVE_INFINITY),
            Map.entry(".INF", Double.POSITIVE_INFINITY),
            Map.entry("+.inf", Double.POSITIVE_INFINITY),
            Map.entry("+.Inf", Double.POSITIVE_INFINITY),
            Map.entry("+.INF", Double.POSITIVE_INFINITY),
            Map.entry("-.inf", Double.NEGATIVE_INFINITY),
            Map.entry("-.Inf", Double.NEGATIVE_INFINITY),
            Map.entry("-.INF", Double.NEGATIVE_INFINITY));

    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
    private static final int[] RADIX = {0, 0, 16, 2, 8, 10};
    private static final BigInteger MAX_UINT64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern TIME = Pattern.compile(
            DATE
                    + "(?:[Tt](\\d{1,2}:\\d{1,2}:\\d{1,2})(\\.\\d+)?(Z|[-+]\\d{2}:\\d{2})| (\\d{1,2}:\\d{1,2}:\\d{1,2})(\\.\\d+)?)");

    private PlainScalar() {}

    /** Returns what the text stands for; the text itself if it is a string. */
    static @Nullable Object typed(String text) {
        if (NULLS.contains(text)) {
            return null;
        }
        Object word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        Object number = number(text);
        return number == null ? text : number;
    }

    private static @Nullable Object number(String text) {
        char first = text.charAt(0);
        if (first == '.') {
            return floating(text);
        }
        if (first != '-' && first != '+' && (first < '0' || first > '9')) {
            return null;
        }
        Object time = timestamp(text);
        if (time != null) {
            return time;
        }
        String plain = text.replace("_", "");
        Object integer = integer(plain);
        return integer == null ? floating(plain) : integer;
    }

    private static @Nullable Object integer(String text) {
        Matcher matcher = INTEGER.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        for (int group = 2; group < RADIX.length; group++) {
            String digits = matcher.group(group);
            if (digits != null) {
                BigInteger value = new BigInteger(digits, RADIX[group]);
                return sized("-".equals(matcher.group(1)) ? value.negate() : value, matcher.group(1));
            }
        }
        return null;
    }

    private static @Nullable Object sized(BigInteger value, String sign) {
        if (value.bitLength() < Long.SIZE) {
            return value.longValue();
        }
        return sign.isEmpty() && value.compareTo(MAX_UINT64) <= 0 ? value : null;
    }

    private static @Nullable Object floating(String text) {
        if (!FLOAT.matcher(text).matches()) {
            return null;
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? null : (Object) value;
    }

    private static @Nullable Object timestamp(String text) {
        Matcher date = DATE.matcher(text);
        Matcher time = TIME.matcher(text);
        try {
            if (date.matches()) {
                return day(date).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return time.matches() ? moment(time) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDate day(Matcher date) {
        return LocalDate.of(
                Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)));
    }

    private static Instant moment(Matcher matcher) {
        boolean zoned = matcher.group(6) != null;
        String[] parts = matcher.group(zoned ? 4 : 7).split(":", -1);
        LocalTime time =
                LocalTime.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        ZoneOffset offset = zoned ? ZoneOffset.of(matcher.group(6)) : ZoneOffset.UTC;
        return day(matcher).atTime(time).toInstant(offset);
    }
}
