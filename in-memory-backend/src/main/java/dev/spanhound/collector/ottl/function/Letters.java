// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

/** Text with other letters. */
final class Letters {
    private Letters() {}

    /** Each character by itself, as in Go: no rule of a language applies. */
    static String toLowerCase(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().map(Character::toLowerCase).forEach(out::appendCodePoint);
        return out.toString();
    }

    static String toUpperCase(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().map(Character::toUpperCase).forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Puts an underscore between words: before a capital, between letters and digits, and for separators. */
    static String toSnakeCase(String text) {
        String trimmed = text.strip();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (i + 1 < trimmed.length() && isBreak(trimmed, i)) {
                char next = trimmed.charAt(i + 1);
                boolean endsCapitals = isUpper(c) && isLower(next) && i > 0 && isUpper(trimmed.charAt(i - 1));
                if (endsCapitals) {
                    out.append('_');
                }
                out.append(lower(c));
                if (isLower(c) || isDigit(c) || isDigit(next)) {
                    out.append('_');
                }
            } else {
                out.append(c == ' ' || c == '-' || c == '.' || c == '_' ? '_' : lower(c));
            }
        }
        return out.toString();
    }

    private static boolean isBreak(String text, int at) {
        char c = text.charAt(at);
        char next = text.charAt(at + 1);
        boolean changesKind = (isUpper(c) && (isLower(next) || isDigit(next)))
                || (isLower(c) && (isUpper(next) || isDigit(next)))
                || (isDigit(c) && (isUpper(next) || isLower(next)));
        boolean endsCapitals = isUpper(c) && isLower(next) && at > 0 && isUpper(text.charAt(at - 1));
        return changesKind && (endsCapitals || isLower(c) || isDigit(c) || isDigit(next));
    }

    /** Starts every word with a capital letter, and leaves out all but ASCII letters and digits. */
    static String toCamelCase(String text) {
        StringBuilder out = new StringBuilder();
        boolean capital = true;
        boolean afterCapital = false;
        for (char c : text.strip().toCharArray()) {
            if (isUpper(c) || isLower(c)) {
                out.append(capital ? upper(c) : afterCapital ? lower(c) : c);
                capital = false;
            } else if (isDigit(c)) {
                out.append(c);
                capital = true;
            } else {
                capital = c == '_' || c == ' ' || c == '-' || c == '.';
            }
            afterCapital = isUpper(c);
        }
        return out.toString();
    }

    private static char upper(char c) {
        return isLower(c) ? (char) (c - ('a' - 'A')) : c;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static char lower(char c) {
        return isUpper(c) ? (char) (c + ('a' - 'A')) : c;
    }
}
