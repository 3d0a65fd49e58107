// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import java.util.List;
import java.util.function.Consumer;

/** Visits all values in a condition, outer ones first. */
final class SyntaxWalk {
    private final Consumer<Syntax.Value> visitor;

    private SyntaxWalk(Consumer<Syntax.Value> visitor) {
        this.visitor = visitor;
    }

    static void over(Syntax.Condition condition, Consumer<Syntax.Value> visitor) {
        new SyntaxWalk(visitor).condition(condition);
    }

    private void condition(Syntax.Condition condition) {
        if (condition instanceof Syntax.Or or) {
            or.terms().forEach(this::condition);
        } else if (condition instanceof Syntax.And and) {
            and.values().forEach(this::condition);
        } else if (condition instanceof Syntax.Not not) {
            condition(not.value());
        } else if (condition instanceof Syntax.Compared compared) {
            value(compared.left());
            value(compared.right());
        } else if (condition instanceof Syntax.Called called) {
            value(called.call());
        }
    }

    private void values(List<Syntax.Value> values) {
        values.forEach(this::value);
    }

    private void value(Syntax.Value value) {
        visitor.accept(value);
        if (value instanceof Syntax.Call call) {
            call.arguments().forEach(argument -> value(argument.value()));
            values(call.keys());
        } else if (value instanceof Syntax.Path path) {
            path.segments().forEach(segment -> values(segment.keys()));
        } else if (value instanceof Syntax.ListOf list) {
            values(list.elements());
        } else if (value instanceof Syntax.MapOf map) {
            map.entries().forEach(entry -> value(entry.value()));
        } else if (value instanceof Syntax.Negated negated) {
            value(negated.value());
        } else if (value instanceof Syntax.Calculation calculation) {
            value(calculation.first());
            calculation.steps().forEach(step -> value(step.operand()));
        }
    }
}
