// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.Token.Kind;
import dev.spanhound.collector.ottl.value.Operator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads conditions by the grammar of the Collector's v0.162: alternatives in order, the first that fits is taken. A
 * method returns null and takes nothing if what it reads is not there.
 */
final class OttlParser {
    private final TokenStream tokens;
    private final ValueParser values;

    private OttlParser(String condition) {
        this.tokens = new TokenStream(condition, OttlLexer.tokens(condition));
        this.values = new ValueParser(tokens);
    }

    /**
     * Returns the condition's parts.
     *
     * @throws OttlException if it is none
     */
    static Syntax.Condition parse(String condition) {
        OttlParser parser = new OttlParser(condition);
        Syntax.Condition parsed = parser.or();
        if (parsed == null || !parser.tokens.at(Kind.END)) {
            throw parser.tokens.failure();
        }
        return parsed;
    }

    private Syntax.@Nullable Condition or() {
        return tokens.remembered("or", this::orTerms);
    }

    private Syntax.@Nullable Condition orTerms() {
        List<Syntax.Condition> terms = new ArrayList<>();
        Syntax.Condition term = and();
        int mark = tokens.mark();
        while (term != null) {
            terms.add(term);
            mark = tokens.mark();
            term = tokens.take(Kind.OR) == null ? null : and();
        }
        tokens.reset(mark);
        return terms.isEmpty() ? null : terms.size() == 1 ? terms.get(0) : new Syntax.Or(terms);
    }

    private Syntax.@Nullable Condition and() {
        List<Syntax.Condition> parts = new ArrayList<>();
        Syntax.Condition part = booleanValue();
        int mark = tokens.mark();
        while (part != null) {
            parts.add(part);
            mark = tokens.mark();
            part = tokens.take(Kind.AND) == null ? null : booleanValue();
        }
        tokens.reset(mark);
        return parts.isEmpty() ? null : parts.size() == 1 ? parts.get(0) : new Syntax.And(parts);
    }

    private Syntax.@Nullable Condition booleanValue() {
        int mark = tokens.mark();
        boolean negated = tokens.take(Kind.NOT) != null;
        Syntax.Condition value = comparison();
        if (value == null) {
            value = constant();
        }
        if (value == null) {
            value = inParentheses();
        }
        if (value == null) {
            tokens.reset(mark);
            return null;
        }
        return negated ? new Syntax.Not(value) : value;
    }

    private Syntax.@Nullable Condition comparison() {
        int mark = tokens.mark();
        Syntax.Value left = values.value();
        if (left != null) {
            Token operator = tokens.take(Kind.COMPARISON);
            Syntax.Value right = operator == null ? null : values.value();
            if (operator != null && right != null) {
                return new Syntax.Compared(left, Operator.of(operator.text()), right, operator.position());
            }
        }
        tokens.reset(mark);
        return null;
    }

    private Syntax.@Nullable Condition constant() {
        Token truth = tokens.take(Kind.BOOLEAN);
        if (truth != null) {
            return new Syntax.Truth(truth.text().equals("true"));
        }
        Syntax.Call call = values.converter();
        return call == null ? null : new Syntax.Called(call);
    }

    private Syntax.@Nullable Condition inParentheses() {
        int mark = tokens.mark();
        if (tokens.take(Kind.OPEN) != null) {
            Syntax.Condition inner = or();
            if (inner != null && tokens.take(Kind.CLOSE) != null) {
                return inner;
            }
        }
        tokens.reset(mark);
        return null;
    }
}
