// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

/** What a string in quotes stands for, with Go's escapes. */
final class Quoted {
    private final String condition;
    private final int end;
    private int at;

    private Quoted(String condition, int start, int end) {
        this.condition = condition;
        this.at = start;
        this.end = end;
    }

    /**
     * Returns the content of the string from the quote at {@code start} to the one before {@code end}.
     *
     * @throws OttlException at an escape that there is not
     */
    static String unquote(String condition, int start, int end) {
        Quoted quoted = new Quoted(condition, start + 1, end - 1);
        StringBuilder out = new StringBuilder();
        while (quoted.at < quoted.end) {
            char c = condition.charAt(quoted.at++);
            if (c == '\\') {
                out.appendCodePoint(quoted.escape());
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Returns where the string that starts at {@code start} ends, or -1 if it does not. */
    static int end(String condition, int start) {
        for (int i = start + 1; i < condition.length(); i++) {
            char c = condition.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\' && (++i == condition.length() || condition.charAt(i) == '\n')) {
                return -1;
            }
        }
        return -1;
    }

    private int escape() {
        int start = at - 1;
        char c = condition.charAt(at++);
        int value = switch (c) {
            case 'a' -> 0x07;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            case '\\', '"' -> c;
            case 'x' -> digits(2, 16);
            case 'u' -> digits(4, 16);
            case 'U' -> digits(8, 16);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                yield digits(3, 8);
            }
            default -> -1;
        };
        boolean valid = value >= 0 && (c < '0' || c > '7' || value <= 0xff) && Character.isValidCodePoint(value);
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        if (!valid || surrogate) {
            throw new OttlException(
                    condition,
                    start,
                    "\\" + c + " is no escape"
                            + (Character.isLetter(c)
                                    ? "; a backslash of a regular expression is written twice: \\\\" + c
                                    : ""));
        }
        return value;
    }

    private int digits(int count, int radix) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            int digit = at < end ? asciiDigit(condition.charAt(at), radix) : -1;
            if (digit < 0 || value > (Integer.MAX_VALUE >> 4)) {
                return -1;
            }
            value = value * radix + digit;
            at++;
        }
        return value;
    }

    private static int asciiDigit(char c, int radix) {
        return c < 128 ? Character.digit(c, radix) : -1;
    }
}
