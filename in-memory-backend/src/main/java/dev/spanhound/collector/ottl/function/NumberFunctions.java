// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Coercions;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Values;
import java.util.Locale;

/** Numbers in text, check digits, logarithms. */
final class NumberFunctions {
    private NumberFunctions() {}

    static void addTo(Family family) {
        family.with("ParseInt", "target, base", a -> {
                    Typed<String> target = a.string(0);
                    Typed<Long> base = a.integer(1);
                    return item -> parse(target.of(item), base.of(item));
                })
                .with("Log", "target", NumberFunctions::log)
                .with("IsValidLuhn", "target", NumberFunctions::isValidLuhn);
    }

    /** Base 0 takes the base from a prefix such as 0x, and allows underscores after it. */
    private static Long parse(String text, long base) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        int radix = (int) base;
        if (base == 0) {
            String lower = digits.toLowerCase(Locale.ROOT);
            int prefix = lower.length() > 2 && lower.charAt(0) == '0' ? "box".indexOf(lower.charAt(1)) : -1;
            boolean octal = prefix < 0 && lower.length() > 1 && lower.startsWith("0");
            radix = prefix >= 0 ? new int[] {2, 8, 16}[prefix] : octal ? 8 : 10;
            boolean prefixed = prefix >= 0 || octal;
            digits = prefix >= 0 ? digits.substring(2) : octal ? digits.substring(1) : digits;
            boolean grouped = digits.matches((prefixed ? "_?" : "") + "[0-9a-zA-Z]+(_[0-9a-zA-Z]+)*");
            digits = grouped ? digits.replace("_", "") : "_";
        }
        boolean plain = !digits.isEmpty() && digits.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        if (!plain || base < 0 || radix < Character.MIN_RADIX || radix > Character.MAX_RADIX || base > 36) {
            throw new EvaluationException('"' + text + "\" is not a whole number in base " + base);
        }
        try {
            return Long.parseLong(negative ? "-" + digits : digits, radix);
        } catch (NumberFormatException e) {
            throw new EvaluationException('"' + text + "\" is not a whole number of 64 bits in base " + base);
        }
    }

    private static Expression log(Arguments arguments) {
        Like<Double> target = arguments.like(0, Coercions::asDouble);
        return item -> {
            Double value = target.of(item);
            if (value == null || value <= 0) {
                throw new EvaluationException("Log needs a number above 0, but got " + Values.describe(value));
            }
            return Math.log(value);
        };
    }

    private static Expression isValidLuhn(Arguments arguments) {
        Like<String> target = arguments.like(0, Coercions::asString);
        return item -> {
            String text = target.of(item);
            if (text == null) {
                throw new EvaluationException("IsValidLuhn needs a value, but got nil");
            }
            return isValidLuhn(text.replace(" ", ""));
        };
    }

    private static boolean isValidLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(digits.length() - 1 - i);
            if (c < '0' || c > '9') {
                throw new EvaluationException("IsValidLuhn needs digits, but got \"" + digits + '"');
            }
            int digit = (c - '0') * (i % 2 + 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return !digits.isEmpty() && sum % 10 == 0;
    }
}
