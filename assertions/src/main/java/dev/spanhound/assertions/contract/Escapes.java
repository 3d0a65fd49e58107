// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What does not stand for itself in a value of a file of cases: {@code \t} is a tab, {@code \s} a space, {@code \\} a
 * backslash, {@code \xe9} a byte, {@code \times{ab,3}} is {@code ababab}, and {@code \list{k##=v,8,10}} is
 * {@code k08=v,k09=v,k10=v}.
 */
final class Escapes {
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\(?:([ts\\\\])(?!imes\\{)|x([0-9a-f]{2})|times\\{([^}]*),(\\d+)}|list\\{([^}]*),(\\d+),(\\d+)})");

    private static final Pattern NUMBER = Pattern.compile("#+");

    private Escapes() {}

    static String read(String text) {
        return ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(meant(found)));
    }

    private static String meant(MatchResult found) {
        if (found.group(1) != null) {
            return switch (found.group(1)) {
                case "t" -> "\t";
                case "s" -> " ";
                default -> "\\";
            };
        }
        if (found.group(2) != null) {
            return String.valueOf((char) Integer.parseInt(found.group(2), 16));
        }
        if (found.group(3) != null) {
            return found.group(3).repeat(Integer.parseInt(found.group(4)));
        }
        String member = found.group(5);
        return IntStream.rangeClosed(Integer.parseInt(found.group(6)), Integer.parseInt(found.group(7)))
                .mapToObj(number -> NUMBER.matcher(member).replaceAll(sharps -> padded(number, sharps.group())))
                .collect(Collectors.joining(","));
    }

    private static String padded(int number, String sharps) {
        return String.format(Locale.ROOT, "%0" + sharps.length() + "d", number);
    }
}
