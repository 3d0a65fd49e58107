// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line of text that is read from left to right. */
final class LineScanner {
    final String line;
    private final int number;

    /** The column read next, from 0. */
    int at;

    LineScanner(String line, int number) {
        this.line = line;
        this.number = number;
    }

    boolean isAtEnd() {
        return at == line.length();
    }

    boolean isAt(String text) {
        return line.startsWith(text, at);
    }

    /** Reads what matches here, or nothing and returns null. */
    @Nullable
    String take(Pattern pattern) {
        Matcher matcher = pattern.matcher(line).region(at, line.length()).useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher.group();
    }

    /** Reads a string in quotes, which begins here, and returns what is in it. */
    String readQuoted() {
        int begin = at;
        at++;
        while (at < line.length() && line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= line.length()) {
            at = begin;
            throw error("the quote does not end", "expected: \"");
        }
        at++;
        return unquoted(line.substring(begin, at));
    }

    /** Returns what is in the quotes; a term that is not in quotes as it is. */
    String unquoted(String term) {
        if (!term.startsWith("\"")) {
            return term;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < term.length() - 1; i++) {
            char c = term.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = term.charAt(++i);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case '"', '\\' -> text.append(escaped);
                case 'u' -> {
                    text.append(unicode(term, i + 1));
                    i += 4;
                }
                default -> throw error("unknown escape \\" + escaped, "expected: one of \\\" \\\\ \\n \\r \\t \\uXXXX");
            }
        }
        return text.toString();
    }

    private char unicode(String term, int begin) {
        String hex = term.substring(begin, Math.min(begin + 4, term.length() - 1));
        if (!hex.matches("[0-9a-fA-F]{4}")) {
            throw error("unknown escape \\u" + hex, "expected: \\u and four hex digits");
        }
        return (char) Integer.parseInt(hex, 16);
    }

    /** Returns an error at this column. */
    IllegalArgumentException error(String what, String cure) {
        return new IllegalArgumentException("line " + number + ", column " + (at + 1) + ": " + what + " (" + cure
                + ")\n  " + line + "\n  " + " ".repeat(at) + "^");
    }
}
