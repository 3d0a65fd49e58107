// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.Token.Kind;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tokens of a condition, a place in them, and how far any attempt has come. */
final class TokenStream {
    /** What a rule gave at a place before, so that alternatives that start alike do not multiply the work. */
    private record Memory(@Nullable Object result, int end) {}

    private final String condition;
    private final List<Token> tokens;
    private final Map<String, Memory> memories = new HashMap<>();
    private final Set<String> expected = new LinkedHashSet<>();
    private int at;
    private int furthest;

    TokenStream(String condition, List<Token> tokens) {
        this.condition = condition;
        this.tokens = tokens;
    }

    int mark() {
        return at;
    }

    void reset(int mark) {
        at = mark;
    }

    Token next() {
        return tokens.get(at);
    }

    /** Returns whether the next token is of that kind; if not, it is remembered as what was expected. */
    boolean at(Kind kind) {
        if (next().kind() == kind) {
            return true;
        }
        if (at > furthest) {
            furthest = at;
            expected.clear();
        }
        if (at == furthest) {
            expected.add(kind.words());
        }
        return false;
    }

    /** Returns the next token and goes on if it is of that kind. */
    @Nullable
    Token take(Kind kind) {
        return at(kind) ? tokens.get(at++) : null;
    }

    /** Returns where the token before this place ends. */
    int endOfLast() {
        return tokens.get(at - 1).end();
    }

    /** Does what {@code rule} does, or what it did when it was tried here before. */
    <T> @Nullable T remembered(String name, Supplier<@Nullable T> rule) {
        String key = name + at;
        Memory memory = memories.get(key);
        if (memory == null) {
            T result = rule.get();
            memories.put(key, new Memory(result, at));
            return result;
        }
        at = memory.end;
        @SuppressWarnings("unchecked") // what the same rule has put there
        T result = (T) memory.result;
        return result;
    }

    OttlException error(int position, String problem) {
        return new OttlException(condition, position, problem);
    }

    /** Returns what is wrong at the furthest place that was reached. */
    OttlException failure() {
        Token token = tokens.get(furthest);
        String found = token.kind() == Kind.END
                ? "the condition ends too early"
                : "unexpected " + condition.substring(token.position(), token.end());
        String hint = switch (token.kind()) {
            case ARROW -> "; lambda expressions need a feature gate that is off by default";
            case EQUAL -> "; did you mean ==?";
            default -> "";
        };
        return error(token.position(), found + " (expected: " + String.join(", ", expected) + ")" + hint);
    }
}
