// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.function.Converters;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.ListExpression;
import dev.spanhound.collector.ottl.value.Literal;
import dev.spanhound.collector.ottl.value.MapExpression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks up once what a condition names, so that evaluating it looks up nothing. */
final class Binder {
    private final String condition;
    private final OttlContext context;
    private final Paths paths;
    private final Calls calls;
    private final Map<String, Expression> reads = new LinkedHashMap<>();

    Binder(String condition, OttlContext context) {
        this.condition = condition;
        this.context = context;
        this.paths = new Paths(condition, context);
        this.calls = new Calls(condition, context, this::value);
    }

    /** Returns the names of all functions. */
    static Collection<String> functionNames() {
        return Converters.names();
    }

    /** Returns whether a context has a function of that name. */
    static boolean hasFunction(String name, OttlContext context) {
        return Converters.isKnown(name) && (!name.equals(Converters.IS_ROOT_SPAN) || context == OttlContext.SPAN);
    }

    /** Returns what the condition's paths read, by their text, in the order met. */
    Map<String, Expression> reads() {
        return reads;
    }

    Truth truth(Syntax.Condition syntax) {
        if (syntax instanceof Syntax.Or or) {
            return Truth.or(or.terms().stream().map(this::truth).toList());
        } else if (syntax instanceof Syntax.And and) {
            return Truth.and(and.values().stream().map(this::truth).toList());
        } else if (syntax instanceof Syntax.Not not) {
            return Truth.not(truth(not.value()));
        } else if (syntax instanceof Syntax.Truth truth) {
            return Truth.Known.of(truth.value());
        } else if (syntax instanceof Syntax.Called called) {
            return Truth.called(called.call().function(), value(called.call()));
        }
        Syntax.Compared compared = (Syntax.Compared) syntax;
        Expression left = value(compared.left());
        return Truth.compared(left, compared.operator(), value(compared.right()));
    }

    private Expression value(Syntax.Value syntax) {
        if (syntax instanceof Syntax.Constant constant) {
            return new Literal(constant.value());
        } else if (syntax instanceof Syntax.Path path) {
            return path(path);
        } else if (syntax instanceof Syntax.Call call) {
            return calls.call(call);
        } else if (syntax instanceof Syntax.Symbol symbol) {
            return symbol(symbol);
        } else if (syntax instanceof Syntax.ListOf list) {
            return new ListExpression(values(list.elements()));
        } else if (syntax instanceof Syntax.MapOf map) {
            return map(map);
        } else if (syntax instanceof Syntax.Negated negated) {
            return Arithmetic.negated(value(negated.value()));
        } else if (syntax instanceof Syntax.Calculation calculation) {
            List<Arithmetic.Step> steps = new ArrayList<>();
            Expression first = value(calculation.first());
            calculation.steps().forEach(step -> steps.add(new Arithmetic.Step(step.operator(), value(step.operand()))));
            return Arithmetic.of(first, steps);
        }
        throw new OttlException(condition, syntax.position(), "expected a value, not the name of a function");
    }

    private List<Expression> values(List<Syntax.Value> syntax) {
        return syntax.stream().map(this::value).toList();
    }

    private Expression path(Syntax.Path path) {
        List<Syntax.Segment> segments = path.segments();
        List<Expression> keys = values(segments.get(segments.size() - 1).keys());
        Expression read = paths.read(path, keys);
        reads.putIfAbsent(condition.substring(path.position(), path.end()), read);
        return read;
    }

    private Expression symbol(Syntax.Symbol symbol) {
        Map<String, Long> symbols = Symbols.in(context);
        Long number = symbols.get(symbol.name());
        if (number == null) {
            String problem = symbols.isEmpty()
                    ? "a condition on a " + context.prefix() + " has no enums"
                    : "there is no enum " + symbol.name() + Nearest.hint(symbol.name(), symbols.keySet());
            throw new OttlException(condition, symbol.position(), problem);
        }
        return new Literal(number);
    }

    private Expression map(Syntax.MapOf map) {
        Map<String, Expression> entries = new LinkedHashMap<>();
        map.entries().forEach(entry -> entries.put(entry.key(), value(entry.value())));
        try {
            return new MapExpression(entries);
        } catch (EvaluationException e) {
            throw new OttlException(condition, map.position(), String.valueOf(e.getMessage()));
        }
    }
}
