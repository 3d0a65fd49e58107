// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ParseCSV: one record, with names from a header. A line end within it continues the field before. */
final class CsvFunction {
    private final String row;
    private final char delimiter;
    private final boolean lazy;
    private final List<String> fields = new ArrayList<>();
    private int at;

    private CsvFunction(String row, char delimiter, boolean lazy) {
        this.row = row;
        this.delimiter = delimiter;
        this.lazy = lazy;
    }

    static Expression make(Arguments arguments) {
        Typed<String> target = arguments.string(0);
        Typed<String> header = arguments.string(1);
        String delimiter = single(arguments, 2, ",");
        String headerDelimiter = single(arguments, 3, delimiter);
        String mode = arguments.text(4, "strict");
        if (!List.of("strict", "lazyQuotes", "ignoreQuotes").contains(mode)) {
            throw new ArgumentException(4, "expected \"strict\", \"lazyQuotes\" or \"ignoreQuotes\"");
        }
        return item -> {
            String row = target.of(item);
            String names = header.of(item);
            if (names.isEmpty()) {
                throw new EvaluationException("ParseCSV needs a header, but got \"\"");
            }
            List<String> fields = mode.equals("ignoreQuotes")
                    ? TextFunctions.split(row, delimiter)
                    : new CsvFunction(row, delimiter.charAt(0), mode.equals("lazyQuotes")).read();
            return map(TextFunctions.split(names, headerDelimiter), fields);
        };
    }

    private static String single(Arguments arguments, int index, String absent) {
        String text = arguments.text(index, absent);
        if (text.codePointCount(0, text.length()) != 1) {
            throw new ArgumentException(index, "expected a single character");
        }
        return text;
    }

    private static Map<String, Object> map(List<String> names, List<String> fields) {
        if (names.size() != fields.size()) {
            throw new EvaluationException(
                    "a record of " + fields.size() + " fields does not fit a header of " + names.size());
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), fields.get(i));
        }
        return map;
    }

    private List<String> read() {
        boolean continues = false;
        while (at < row.length()) {
            if (lineEnd() > 0) {
                at += lineEnd();
                continue;
            }
            line(continues);
            continues = true;
        }
        if (fields.isEmpty()) {
            throw new EvaluationException("ParseCSV needs a record, but got none");
        }
        return fields;
    }

    private void line(boolean continues) {
        boolean first = continues;
        do {
            String field = at < row.length() && row.charAt(at) == '"' ? quoted() : bare();
            if (first) {
                fields.set(fields.size() - 1, fields.get(fields.size() - 1) + "\n" + field);
            } else {
                fields.add(field);
            }
            first = false;
        } while (take(delimiter));
        at += lineEnd();
    }

    private int lineEnd() {
        return row.startsWith("\n", at) ? 1 : row.startsWith("\r\n", at) ? 2 : 0;
    }

    private boolean take(char c) {
        boolean there = at < row.length() && row.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private boolean atEnd() {
        return at >= row.length() || row.charAt(at) == delimiter || lineEnd() > 0;
    }

    private String bare() {
        int start = at;
        while (!atEnd()) {
            if (row.charAt(at) == '"' && !lazy) {
                throw new EvaluationException("a quote within the field without quotes at character " + at);
            }
            at++;
        }
        String field = row.substring(start, at);
        return at >= row.length() && field.endsWith("\r") ? field.substring(0, field.length() - 1) : field;
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        at++;
        while (at < row.length()) {
            char c = row.charAt(at++);
            if (c == '\r' && row.startsWith("\n", at)) {
                continue;
            }
            if (c != '"') {
                field.append(c);
            } else if (take('"')) {
                field.append('"');
            } else if (atEnd()) {
                return field.toString();
            } else if (lazy) {
                field.append('"');
            } else {
                throw new EvaluationException("expected a delimiter after the quote at character " + (at - 1));
            }
        }
        if (lazy) {
            return field.toString();
        }
        throw new EvaluationException("the quoted field has no closing quote");
    }
}
