// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a condition into tokens: at each place the first rule that matches, as in the Collector's v0.162. */
final class OttlLexer {
    /** How deep parentheses, brackets and braces may be nested; the Collector has no limit, but takes forever. */
    static final int MAX_DEPTH = 100;

    private record Rule(Kind kind, Pattern pattern) {}

    private static final List<Rule> RULES = List.of(
            rule(Kind.BYTES, "0x[a-fA-F0-9]+"),
            rule(Kind.FLOAT, "([0-9]+\\.[0-9]*+|[0-9]*+\\.[0-9]+)([eE][-+]?[0-9]+)?"),
            rule(Kind.INT, "[0-9]++"),
            word(Kind.NIL, "nil"),
            word(Kind.NOT, "not"),
            word(Kind.OR, "or"),
            word(Kind.AND, "and"),
            rule(Kind.COMPARISON, "==|!=|>=|<=|>|<"),
            rule(Kind.ARROW, "=>"),
            rule(Kind.ADD_SUB, "[+-]"),
            rule(Kind.MULT_DIV, "[/*]"),
            word(Kind.BOOLEAN, "true|false"),
            rule(Kind.EQUAL, "="),
            rule(Kind.OPEN, "\\("),
            rule(Kind.CLOSE, "\\)"),
            rule(Kind.OPEN_BRACE, "\\{"),
            rule(Kind.CLOSE_BRACE, "\\}"),
            rule(Kind.COLON, ":"),
            rule(Kind.COMMA, ","),
            rule(Kind.DOT, "\\."),
            rule(Kind.OPEN_BRACKET, "\\["),
            rule(Kind.CLOSE_BRACKET, "\\]"),
            rule(Kind.UPPERCASE, "[A-Z][A-Z0-9_]*+"),
            rule(Kind.LOWERCASE, "[a-z][a-z0-9_]*+"),
            new Rule(Kind.SPACE, Pattern.compile("[\\t\\n\\f\\r ]++")),
            word(Kind.UNDERSCORE, "_"));

    private OttlLexer() {}

    private static Rule rule(Kind kind, String pattern) {
        return new Rule(kind, Pattern.compile(pattern));
    }

    private static Rule word(Kind kind, String words) {
        return rule(kind, "(?:" + words + ")(?![0-9A-Za-z_])");
    }

    /**
     * Returns the tokens, with one for the end.
     *
     * @throws OttlException for what is no token
     */
    static List<Token> tokens(String condition) {
        List<Token> tokens = new ArrayList<>();
        int depth = 0;
        int position = 0;
        while (position < condition.length()) {
            Token token = next(condition, position);
            if (token.kind() != Kind.SPACE) {
                depth += nesting(token.kind());
                if (depth > MAX_DEPTH) {
                    throw new OttlException(
                            condition, position, "nested too deeply (expected: at most " + MAX_DEPTH + " levels)");
                }
                tokens.add(token);
            }
            position = token.end();
        }
        tokens.add(new Token(Kind.END, "", condition.length(), condition.length()));
        return tokens;
    }

    private static int nesting(Kind kind) {
        return switch (kind) {
            case OPEN, OPEN_BRACE, OPEN_BRACKET -> 1;
            case CLOSE, CLOSE_BRACE, CLOSE_BRACKET -> -1;
            default -> 0;
        };
    }

    private static Token next(String condition, int position) {
        int closing = condition.charAt(position) == '"' ? Quoted.end(condition, position) : -1;
        if (closing > 0) {
            return new Token(Kind.STRING, Quoted.unquote(condition, position, closing), position, closing);
        }
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern.matcher(condition).region(position, condition.length());
            if (matcher.lookingAt()) {
                return new Token(rule.kind, matcher.group(), position, matcher.end());
            }
        }
        throw unknown(condition, position);
    }

    private static OttlException unknown(String condition, int position) {
        char c = condition.charAt(position);
        String cure = switch (c) {
            case '"' -> "this string has no closing quote";
            case '\'' -> "expected double quotes around a string";
            case '&' -> "expected \"and\"";
            case '|' -> "expected \"or\"";
            case '!' -> "expected \"not\"";
            default -> "this character has no meaning here";
        };
        return new OttlException(condition, position, cure);
    }
}
