// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.EvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A format of times in the way of {@code strftime}, with the directives that the Collector has. */
final class Strptime {
    /** A directive, or with {@code directive} false a character that stands for itself. */
    record Part(boolean directive, char c) {}

    /** A year of four or two digits; the last part of {@code %D}. */
    static final char ANY_YEAR = 'E';

    private static final String SIMPLE = "YymoqbhBdegaAHlIpPMSLfsZzwijk";
    private static final Map<Character, String> COMPOSED = Map.of(
            'D', "%m/%d/%E",
            'x', "%m/%d/%E",
            'F', "%Y-%m-%d",
            'T', "%H:%M:%S",
            'X', "%H:%M:%S",
            'r', "%I:%M:%S %P",
            'R', "%H:%M",
            'c', "%a %b %d %H:%M:%S %Y");
    private static final Pattern BARE_FRACTION = Pattern.compile("[^.,]%[Lfs]");

    private Strptime() {}

    /**
     * Returns the parts of a format.
     *
     * @throws EvaluationException if it is none
     */
    static List<Part> parts(String format) {
        if (format.isEmpty()) {
            throw new EvaluationException("expected a format, such as %Y-%m-%d");
        }
        if (format.chars().anyMatch(c -> c >= '0' && c <= '9')) {
            throw new EvaluationException("expected no digits in a format");
        }
        if (BARE_FRACTION.matcher(format).find()) {
            throw new EvaluationException("expected '.' or ',' before %L, %f and %s");
        }
        List<Part> parts = new ArrayList<>();
        add(format, parts, false);
        return parts;
    }

    private static void add(String format, List<Part> parts, boolean composed) {
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            boolean directive = c == '%' && i + 1 < format.length() && format.charAt(i + 1) != '\n';
            if (!directive) {
                parts.add(new Part(false, c));
                continue;
            }
            char name = format.charAt(++i);
            String composition = COMPOSED.get(name);
            if (composition != null) {
                add(composition, parts, true);
            } else if (name == '%' || name == 'n' || name == 't') {
                parts.add(new Part(false, name == 'n' ? '\n' : name == 't' ? '\t' : '%'));
            } else if (SIMPLE.indexOf(name) >= 0 || (composed && name == ANY_YEAR)) {
                addSimple(name, parts);
            } else {
                throw new EvaluationException("there is no directive %" + name);
            }
        }
    }

    /** The separator belongs to the fraction; a fraction that starts a format is nothing but nines. */
    private static void addSimple(char name, List<Part> parts) {
        int digits = fractionDigits(name);
        if (digits > 0 && parts.isEmpty()) {
            for (int i = 0; i < digits; i++) {
                parts.add(new Part(false, '9'));
            }
            return;
        }
        if (digits > 0) {
            parts.remove(parts.size() - 1);
        }
        parts.add(new Part(true, name));
    }

    /** Returns how many digits a directive for fractions has, 0 for others. */
    static int fractionDigits(char directive) {
        return directive == 'L' ? 3 : directive == 'f' ? 6 : directive == 's' ? 9 : 0;
    }
}
