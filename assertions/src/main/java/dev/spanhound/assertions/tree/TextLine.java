// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.assertions.tree.AttributeValues.Source;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads one line of the text form that {@link ExpectedTree} describes. */
final class TextLine {
    private static final String DRAWN = " │├└─";
    private static final String KINDS = "(?:[A-Z_]+|(?i:internal|server|client|producer|consumer))";
    private static final Pattern KIND = Pattern.compile("\\[" + KINDS + "](?= |$)");
    private static final Pattern STATUS = Pattern.compile("!([A-Z_]+)(?= |$)");
    private static final Pattern SERVICE_END = Pattern.compile(": +");
    private static final Pattern BARE_END =
            Pattern.compile("(?=  )|(?= \\{)|(?= \\[" + KINDS + "](?: |$))|(?= ![A-Z])|$");
    private static final Pattern DURATION =
            Pattern.compile("\\d[\\d.]* (?:ns|µs|ms|s|min|h)(?: \\d+ (?:s|min))?(?= |$)");
    private static final Pattern EXCEPTION = Pattern.compile("\\([\\w.$]+\\)(?= |$)");
    private static final Pattern REST = Pattern.compile("(?s)[✗+?#].*");
    private static final Pattern KEY = Pattern.compile("[^\\s=,{}\"]+");
    private static final Pattern WORD = Pattern.compile("[^\\s,}\"]+");
    private static final Pattern SKIPPED = Pattern.compile("(?s)(?:$|#|\\(missing\\) |[✗+?] ).*");
    private static final Pattern SPACES = Pattern.compile(" +");

    private final LineScanner scanner;
    private final int indent;
    private final List<Condition> conditions = new ArrayList<>();

    TextLine(String line, int number) {
        scanner = new LineScanner(line, number);
        int begin = 0;
        while (begin < line.length() && DRAWN.indexOf(line.charAt(begin)) >= 0) {
            begin++;
        }
        indent = begin;
        scanner.at = begin;
        if (begin < line.length() && line.charAt(begin) == '\t') {
            throw error("a tab", "expected: spaces");
        }
    }

    static boolean isKeyCharacter(char c) {
        return c > ' ' && "=,{}\"".indexOf(c) < 0;
    }

    /** Returns whether the line says nothing of a span. */
    boolean isSkipped() {
        return SKIPPED.matcher(body()).matches();
    }

    /** Returns the column at which the line's text begins, from 0. */
    int indent() {
        return indent;
    }

    String body() {
        return scanner.line.substring(indent);
    }

    /** Reads the line as a span. */
    List<Condition> span() {
        readHead();
        while (!scanner.isAtEnd()) {
            readColumn();
        }
        return conditions;
    }

    private void readHead() {
        String service = readTerm(true);
        if (scanner.take(SERVICE_END) != null) {
            if (!service.equals("*")) {
                conditions.add(new FieldCondition.Service(scanner.unquoted(service)));
            }
            readName(readTerm(false));
        } else {
            scanner.at = indent;
            readName(readTerm(false));
        }
    }

    private void readName(String term) {
        if (term.startsWith("~")) {
            String regex = scanner.unquoted(term.substring(1));
            try {
                conditions.add(0, new NameCondition.Matching(Pattern.compile(regex)));
            } catch (PatternSyntaxException e) {
                throw error("no regular expression: " + e.getDescription(), "quote the name if ~ is part of it");
            }
        } else if (!term.equals("*")) {
            conditions.add(0, new NameCondition.Exact(scanner.unquoted(term)));
        }
    }

    /** Reads a name or service as it is written. */
    private String readTerm(boolean mayBeService) {
        int begin = scanner.at;
        if (scanner.isAt("~\"")) {
            scanner.at++;
        }
        if (scanner.isAt("\"")) {
            scanner.readQuoted();
            if (!scanner.isAtEnd() && !scanner.isAt(" ") && !(mayBeService && scanner.isAt(": "))) {
                throw error("text right after a quote", "expected: a space; a quote within quotes is written \\\"");
            }
            return scanner.line.substring(begin, scanner.at);
        }
        Matcher end = BARE_END.matcher(scanner.line)
                .region(scanner.at, scanner.line.length())
                .useTransparentBounds(true);
        int to = end.find() ? end.start() : scanner.line.length();
        Matcher service = SERVICE_END.matcher(scanner.line).region(scanner.at, scanner.line.length());
        if (mayBeService && service.find() && service.start() <= to) {
            to = service.start();
        }
        if (begin == to) {
            throw error("no name", "expected: a name, or * for any");
        }
        String term = scanner.line.substring(begin, to);
        if (term.indexOf('\t') >= 0) {
            scanner.at += term.indexOf('\t');
            throw error("a tab", "expected: spaces; in quotes a tab is written \\t");
        }
        scanner.at = to;
        return term;
    }

    private void readColumn() {
        scanner.take(SPACES);
        String kind = scanner.take(KIND);
        if (kind != null) {
            if (conditions.stream().anyMatch(FieldCondition.Kind.class::isInstance)) {
                scanner.at -= kind.length();
                throw error("a second kind", "expected: one; quote the name if the first is part of it");
            }
            conditions.add(new FieldCondition.Kind(oneOf(SpanKind.values(), kind)));
        } else if (scanner.isAt("{")) {
            readAttributes();
        } else if (scanner.take(REST) != null) {
            scanner.at = scanner.line.length();
        } else if (scanner.isAt("!")) {
            readStatus();
        } else if (scanner.take(DURATION) == null && scanner.take(EXCEPTION) == null) {
            throw error(
                    "unexpected " + Quoted.of(scanner.line.substring(scanner.at)),
                    "expected: [KIND], {key=value}, !STATUS or a # comment; quote a name with two spaces in a row");
        }
    }

    private void readStatus() {
        String status = scanner.take(STATUS);
        if (status == null) {
            throw error("no status", "expected: one of !UNSET, !OK, !ERROR");
        }
        StatusCode code = oneOf(StatusCode.values(), status);
        int end = scanner.at;
        scanner.take(SPACES);
        if (scanner.isAt("\"")) {
            conditions.add(new FieldCondition.Status(code, scanner.readQuoted()));
        } else {
            scanner.at = end;
            conditions.add(new FieldCondition.Status(code, null));
        }
    }

    private <E extends Enum<E>> E oneOf(E[] values, String word) {
        String name = word.replaceAll("[^A-Za-z_]", "").toUpperCase(Locale.ROOT);
        for (E value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        scanner.at -= word.length();
        String names = Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "));
        throw error("unknown " + word, "expected: one of " + names + "; quote the name if this is part of it");
    }

    private void readAttributes() {
        scanner.at++;
        scanner.take(SPACES);
        while (!scanner.isAt("}")) {
            String key = scanner.isAt("\"") ? scanner.readQuoted() : scanner.take(KEY);
            scanner.take(SPACES);
            if (key == null || !scanner.isAt("=")) {
                throw error("no key=value", "expected: {key=value, ...}; quote the name if the brace is part of it");
            }
            scanner.at++;
            scanner.take(SPACES);
            readValue(key);
            scanner.take(SPACES);
            if (scanner.isAt(",")) {
                scanner.at++;
                scanner.take(SPACES);
            } else if (!scanner.isAt("}")) {
                throw error("attributes do not end", "expected: , or }");
            }
        }
        scanner.at++;
    }

    private void readValue(String key) {
        if (scanner.isAt("\"")) {
            conditions.add(AttributeCondition.Equal.of(Source.SPAN, key, scanner.readQuoted()));
            return;
        }
        int begin = scanner.at;
        String word = scanner.take(WORD);
        if ("*".equals(word)) {
            conditions.add(new AttributeCondition.Present(Source.SPAN, key));
        } else if ("true".equals(word) || "false".equals(word)) {
            conditions.add(AttributeCondition.Equal.of(Source.SPAN, key, Boolean.valueOf(word)));
        } else {
            conditions.add(AttributeCondition.Equal.of(Source.SPAN, key, number(word == null ? "" : word, begin)));
        }
    }

    private Object number(String word, int begin) {
        try {
            return word.matches("-?\\d+") ? (Object) Long.valueOf(word) : Double.valueOf(word);
        } catch (NumberFormatException e) {
            scanner.at = begin;
            throw error("no value: " + word, "expected: a \"string\", a number, true, false, or * for any");
        }
    }

    IllegalArgumentException error(String what, String cure) {
        return scanner.error(what, cure);
    }
}
