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
import org.jspecify.annotations.Nullable;

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

    private final String line;
    private final int number;
    private final int indent;
    private final List<Condition> conditions = new ArrayList<>();
    private int at;

    TextLine(String line, int number) {
        this.line = line;
        this.number = number;
        int begin = 0;
        while (begin < line.length() && DRAWN.indexOf(line.charAt(begin)) >= 0) {
            begin++;
        }
        this.indent = begin;
        this.at = begin;
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
        return line.substring(indent);
    }

    /** Reads the line as a span. */
    List<Condition> span() {
        readHead();
        while (at < line.length()) {
            readColumn();
        }
        return conditions;
    }

    private void readHead() {
        String service = readTerm(true);
        if (take(SERVICE_END) != null) {
            if (!service.equals("*")) {
                conditions.add(new FieldCondition.Service(unquoted(service)));
            }
            readName(readTerm(false));
        } else {
            at = indent;
            readName(readTerm(false));
        }
    }

    private void readName(String term) {
        if (term.startsWith("~")) {
            String regex = unquoted(term.substring(1));
            try {
                conditions.add(0, new NameCondition.Matching(Pattern.compile(regex)));
            } catch (PatternSyntaxException e) {
                throw error("no regular expression: " + e.getDescription(), "quote the name if ~ is part of it");
            }
        } else if (!term.equals("*")) {
            conditions.add(0, new NameCondition.Exact(unquoted(term)));
        }
    }

    /** Reads a name or service as it is written. */
    private String readTerm(boolean mayBeService) {
        int begin = at;
        if (line.startsWith("~\"", at)) {
            at++;
        }
        if (line.startsWith("\"", at)) {
            readQuoted();
            boolean ends = at == line.length() || line.charAt(at) == ' ' || (mayBeService && line.startsWith(": ", at));
            if (!ends) {
                throw error("text right after a quote", "expected: a space; a quote within quotes is written \\\"");
            }
            return line.substring(begin, at);
        }
        Matcher end = BARE_END.matcher(line).region(at, line.length()).useTransparentBounds(true);
        int to = end.find() ? end.start() : line.length();
        Matcher service = SERVICE_END.matcher(line).region(at, line.length());
        if (mayBeService && service.find() && service.start() <= to) {
            to = service.start();
        }
        at = to;
        if (begin == at) {
            throw error("no name", "expected: a name, or * for any");
        }
        return line.substring(begin, at);
    }

    private void readColumn() {
        take(SPACES);
        String kind = take(KIND);
        if (kind != null) {
            if (conditions.stream().anyMatch(FieldCondition.Kind.class::isInstance)) {
                at -= kind.length();
                throw error("a second kind", "expected: one; quote the name if the first is part of it");
            }
            conditions.add(new FieldCondition.Kind(oneOf(SpanKind.values(), kind)));
        } else if (line.startsWith("{", at)) {
            readAttributes();
        } else if (take(REST) != null) {
            at = line.length();
        } else if (line.startsWith("!", at)) {
            readStatus();
        } else if (take(DURATION) == null && take(EXCEPTION) == null) {
            throw error(
                    "unexpected " + Quoted.of(line.substring(at)),
                    "expected: [KIND], {key=value}, !STATUS or a # comment; quote a name with two spaces in a row");
        }
    }

    private void readStatus() {
        String status = take(STATUS);
        if (status == null) {
            throw error("no status", "expected: one of !UNSET, !OK, !ERROR");
        }
        StatusCode code = oneOf(StatusCode.values(), status);
        int end = at;
        take(SPACES);
        if (line.startsWith("\"", at)) {
            conditions.add(new FieldCondition.Status(code, readQuoted()));
        } else {
            at = end;
            conditions.add(new FieldCondition.Status(code, null));
        }
    }

    private <E extends Enum<E>> E oneOf(E[] values, String word) {
        String name = word.replaceAll("[^A-Za-z_]", "").toUpperCase(Locale.ROOT);
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    at -= word.length();
                    return error(
                            "unknown " + word,
                            "expected: one of "
                                    + String.join(
                                            ", ",
                                            Arrays.stream(values)
                                                    .map(Enum::name)
                                                    .toList()) + "; quote the name if this is part of it");
                });
    }

    private void readAttributes() {
        at++;
        take(SPACES);
        while (!line.startsWith("}", at)) {
            String key = line.startsWith("\"", at) ? readQuoted() : take(KEY);
            take(SPACES);
            if (key == null || !line.startsWith("=", at)) {
                throw error("no key=value", "expected: {key=value, ...}; quote the name if the brace is part of it");
            }
            at++;
            take(SPACES);
            readValue(key);
            take(SPACES);
            if (line.startsWith(",", at)) {
                at++;
                take(SPACES);
            } else if (!line.startsWith("}", at)) {
                throw error("attributes do not end", "expected: , or }");
            }
        }
        at++;
    }

    private void readValue(String key) {
        if (line.startsWith("\"", at)) {
            conditions.add(AttributeCondition.Equal.of(Source.SPAN, key, readQuoted()));
            return;
        }
        int begin = at;
        String word = take(WORD);
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
            at = begin;
            throw error("no value: " + word, "expected: a \"string\", a number, true, false, or * for any");
        }
    }

    private String readQuoted() {
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

    private String unquoted(String term) {
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

    /** Reads what matches here, or nothing and returns null. */
    private @Nullable String take(Pattern pattern) {
        Matcher matcher = pattern.matcher(line).region(at, line.length()).useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher.group();
    }

    IllegalArgumentException error(String what, String cure) {
        return new IllegalArgumentException("line " + number + ", column " + (at + 1) + ": " + what + " (" + cure
                + ")\n  " + line + "\n  " + " ".repeat(at) + "^");
    }
}
