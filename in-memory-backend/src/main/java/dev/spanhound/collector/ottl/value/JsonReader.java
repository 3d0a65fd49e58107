// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON strictly. All numbers become doubles; of a name given twice, the last value counts. */
public final class JsonReader {
    private static final int MAX_DEPTH = 500;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Returns the value that is written.
     *
     * @throws EvaluationException if the text is not JSON, or nested more than 500 levels deep
     */
    public static @Nullable Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        if (reader.peek() != 0 || reader.at < text.length()) {
            throw reader.failure("the end");
        }
        return value;
    }

    /** Returns the next character that is no white space, 0 at the end. */
    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char c) {
        boolean there = peek() == c && at < text.length();
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw failure(String.valueOf(c));
        }
    }

    private @Nullable Object value() {
        if (++depth > MAX_DEPTH) {
            throw new EvaluationException("JSON is nested too deeply (expected: at most " + MAX_DEPTH + " levels)");
        }
        Object value = switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        expect('{');
        if (take('}')) {
            return map;
        }
        do {
            if (peek() != '"') {
                throw failure("a name");
            }
            String name = string();
            expect(':');
            map.put(name, value());
        } while (take(','));
        expect('}');
        return map;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> list = new ArrayList<>();
        expect('[');
        if (take(']')) {
            return list;
        }
        do {
            list.add(value());
        } while (take(','));
        expect(']');
        return list;
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw failure(word);
        }
        at += word.length();
        return value;
    }

    private Double number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw failure("a value");
        }
        at = number.end();
        return GoNumbers.parseDouble(number.group());
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            } else if (c == '\\') {
                out.append(escape());
            } else if (c < ' ') {
                throw failure("no control character in a string");
            } else {
                out.append(c);
            }
        }
        throw failure("a closing quote");
    }

    private char escape() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw failure("an escape");
        };
    }

    private char unicode() {
        int value = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw failure("four hexadecimal digits");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private EvaluationException failure(String expected) {
        return new EvaluationException("no JSON at character " + at + " (expected: " + expected + ")");
    }
}
