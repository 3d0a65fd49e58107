// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.Token.Kind;
import dev.spanhound.collector.ottl.value.Bytes;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.GoNumbers;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads values: constants, paths, calls, calculations, lists and maps. Returns null where there is none. */
final class ValueParser {
    private final TokenStream tokens;
    private final ContainerParser containers;

    ValueParser(TokenStream tokens) {
        this.tokens = tokens;
        this.containers = new ContainerParser(tokens, this::value);
    }

    Syntax.@Nullable Value value() {
        return tokens.remembered("value", this::firstValue);
    }

    private Syntax.@Nullable Value firstValue() {
        Token nil = tokens.take(Kind.NIL);
        if (nil != null) {
            return new Syntax.Constant(null, nil.position());
        }
        Syntax.Value calculated = sum();
        if (calculated != null) {
            return calculated;
        }
        Token token = tokens.take(Kind.BYTES);
        if (token != null) {
            return new Syntax.Constant(bytes(token), token.position());
        }
        token = tokens.take(Kind.STRING);
        if (token != null) {
            return new Syntax.Constant(token.text(), token.position());
        }
        token = tokens.take(Kind.BOOLEAN);
        if (token != null) {
            return new Syntax.Constant(token.text().equals("true"), token.position());
        }
        Syntax.Value symbol = enumSymbol();
        if (symbol == null) {
            symbol = containers.map();
        }
        return symbol == null ? containers.list() : symbol;
    }

    private Bytes bytes(Token token) {
        String digits = token.text().substring(2);
        if (digits.length() % 2 != 0) {
            throw tokens.error(token.position(), "expected an even number of hexadecimal digits");
        }
        return Bytes.of(HexFormat.of().parseHex(digits));
    }

    private Syntax.@Nullable Value sum() {
        return tokens.remembered("sum", () -> calculation(Kind.ADD_SUB, this::product));
    }

    private Syntax.@Nullable Value product() {
        return calculation(Kind.MULT_DIV, this::factor);
    }

    private Syntax.@Nullable Value calculation(Kind operators, Supplier<Syntax.@Nullable Value> operands) {
        Syntax.Value first = operands.get();
        if (first == null) {
            return null;
        }
        List<Syntax.Step> steps = new ArrayList<>();
        while (true) {
            int mark = tokens.mark();
            Token operator = tokens.take(operators);
            Syntax.Value operand = operator == null ? null : operands.get();
            if (operator == null || operand == null) {
                tokens.reset(mark);
                return steps.isEmpty() ? first : new Syntax.Calculation(first, steps);
            }
            steps.add(new Syntax.Step(operator.text().charAt(0), operand));
        }
    }

    private Syntax.@Nullable Value factor() {
        int mark = tokens.mark();
        Token sign = tokens.take(Kind.ADD_SUB);
        Syntax.Value operand = literal();
        if (operand == null && tokens.take(Kind.OPEN) != null) {
            Syntax.Value inner = sum();
            operand = inner != null && tokens.take(Kind.CLOSE) != null ? inner : null;
        }
        if (operand == null) {
            tokens.reset(mark);
            return null;
        }
        return sign != null && sign.text().equals("-") ? new Syntax.Negated(operand, sign.position()) : operand;
    }

    private Syntax.@Nullable Value literal() {
        rejectEditor();
        Syntax.Value call = converter();
        if (call != null) {
            return call;
        }
        Token token = tokens.take(Kind.FLOAT);
        if (token != null) {
            return new Syntax.Constant(number(token, () -> GoNumbers.parseDouble(token.text())), token.position());
        }
        Token integer = tokens.take(Kind.INT);
        if (integer != null) {
            return new Syntax.Constant(number(integer, () -> integer(integer.text())), integer.position());
        }
        return path();
    }

    /** A leading zero makes a number octal, as in Go. */
    private static Long integer(String digits) {
        if (digits.length() > 1 && digits.startsWith("0")) {
            return Long.parseLong(digits, 8);
        }
        return GoNumbers.parseLong(digits);
    }

    private Object number(Token token, Supplier<Object> value) {
        try {
            return value.get();
        } catch (NumberFormatException e) {
            throw tokens.error(token.position(), "expected octal digits after a leading 0, or no leading 0");
        } catch (EvaluationException e) {
            throw tokens.error(token.position(), String.valueOf(e.getMessage()));
        }
    }

    /** A call with a small first letter changes things; conditions can only look. */
    private void rejectEditor() {
        int mark = tokens.mark();
        Token first = tokens.take(Kind.LOWERCASE);
        if (first != null) {
            String name = first.text() + restOfName();
            if (tokens.next().kind() == Kind.OPEN) {
                throw tokens.error(
                        first.position(),
                        "a function of a condition starts with a capital letter, " + name + " does not"
                                + Nearest.hint(name, Binder.functionNames()));
            }
        }
        tokens.reset(mark);
    }

    private String restOfName() {
        StringBuilder name = new StringBuilder();
        Kind kind = tokens.next().kind();
        while (kind == Kind.UPPERCASE || kind == Kind.LOWERCASE) {
            Token part = tokens.take(kind);
            name.append(part == null ? "" : part.text());
            kind = tokens.next().kind();
        }
        return name.toString();
    }

    Syntax.@Nullable Call converter() {
        int mark = tokens.mark();
        Token first = tokens.take(Kind.UPPERCASE);
        if (first != null) {
            String name = first.text() + restOfName();
            List<Syntax.Argument> arguments = tokens.take(Kind.OPEN) == null ? null : arguments();
            if (arguments != null && tokens.take(Kind.CLOSE) != null) {
                return new Syntax.Call(name, arguments, keys(), first.position());
            }
        }
        tokens.reset(mark);
        return null;
    }

    private List<Syntax.Argument> arguments() {
        List<Syntax.Argument> arguments = new ArrayList<>();
        int mark = tokens.mark();
        Syntax.Argument argument = argument();
        while (argument != null) {
            arguments.add(argument);
            mark = tokens.mark();
            argument = tokens.take(Kind.COMMA) == null ? null : argument();
        }
        tokens.reset(mark);
        return arguments;
    }

    private Syntax.@Nullable Argument argument() {
        int mark = tokens.mark();
        String name = "";
        Token first = tokens.take(Kind.LOWERCASE);
        if (first != null) {
            name = first.text() + restOfName();
            if (tokens.take(Kind.EQUAL) == null) {
                name = "";
                tokens.reset(mark);
            }
        }
        Syntax.Value value = value();
        if (value == null) {
            value = functionName();
        }
        if (value == null) {
            tokens.reset(mark);
            return null;
        }
        return new Syntax.Argument(name, value);
    }

    private Syntax.@Nullable Value functionName() {
        Token first = tokens.take(Kind.UPPERCASE);
        return first == null ? null : new Syntax.FunctionName(first.text() + restOfName(), first.position());
    }

    private Syntax.@Nullable Value enumSymbol() {
        int mark = tokens.mark();
        Token symbol = tokens.take(Kind.UPPERCASE);
        if (symbol == null || tokens.next().kind() == Kind.LOWERCASE) {
            tokens.reset(mark);
            return null;
        }
        return new Syntax.Symbol(symbol.text(), symbol.position());
    }

    private Syntax.@Nullable Value path() {
        int mark = tokens.mark();
        List<Syntax.Segment> segments = new ArrayList<>();
        Token name = tokens.take(Kind.LOWERCASE);
        int start = name == null ? 0 : name.position();
        while (name != null) {
            segments.add(new Syntax.Segment(name.text(), keys(), name.position()));
            mark = tokens.mark();
            name = tokens.take(Kind.DOT) == null ? null : tokens.take(Kind.LOWERCASE);
        }
        tokens.reset(mark);
        return segments.isEmpty() ? null : new Syntax.Path(segments, start, tokens.endOfLast());
    }

    private List<Syntax.Value> keys() {
        List<Syntax.Value> keys = new ArrayList<>();
        while (true) {
            int mark = tokens.mark();
            Syntax.Value key = tokens.take(Kind.OPEN_BRACKET) == null ? null : key();
            if (key == null || tokens.take(Kind.CLOSE_BRACKET) == null) {
                tokens.reset(mark);
                return keys;
            }
            keys.add(key);
        }
    }

    private Syntax.@Nullable Value key() {
        Token text = tokens.take(Kind.STRING);
        if (text != null) {
            return new Syntax.Constant(text.text(), text.position());
        }
        return tokens.next().kind() == Kind.INT ? literal() : sum();
    }
}
