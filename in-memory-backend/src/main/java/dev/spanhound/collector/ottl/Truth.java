// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.value.Comparison;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Item;
import dev.spanhound.collector.ottl.value.Literal;
import dev.spanhound.collector.ottl.value.Operator;
import dev.spanhound.collector.ottl.value.Values;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that is true or false for each item. What is known beforehand is taken out, as the Collector does: with
 * {@code and false}, nothing before it is evaluated, so nothing can fail.
 */
@FunctionalInterface
interface Truth {
    boolean of(Item item);

    /** True or false for every item. */
    enum Known implements Truth {
        TRUE,
        FALSE;

        @Override
        public boolean of(Item item) {
            return this == TRUE;
        }

        static Known of(boolean value) {
            return value ? TRUE : FALSE;
        }
    }

    static Truth not(Truth value) {
        return value instanceof Known known ? Known.of(known == Known.FALSE) : item -> !value.of(item);
    }

    static Truth and(List<Truth> values) {
        return chain(values, Known.FALSE);
    }

    static Truth or(List<Truth> values) {
        return chain(values, Known.TRUE);
    }

    /** Goes on until a value is {@code decisive}. */
    private static Truth chain(List<Truth> values, Known decisive) {
        if (values.contains(decisive)) {
            return decisive;
        }
        List<Truth> open = new ArrayList<>(values);
        open.removeIf(value -> value instanceof Known);
        if (open.size() <= 1) {
            return open.isEmpty() ? Known.of(decisive == Known.FALSE) : open.get(0);
        }
        Truth[] steps = open.toArray(new Truth[0]);
        boolean end = decisive == Known.TRUE;
        return item -> {
            for (Truth step : steps) {
                if (step.of(item) == end) {
                    return end;
                }
            }
            return !end;
        };
    }

    static Truth compared(Expression left, Operator operator, Expression right) {
        Literal a = left.literal();
        Literal b = right.literal();
        return a != null && b != null
                ? Known.of(Comparison.holds(operator, a.value(), b.value()))
                : item -> Comparison.holds(operator, left.of(item), right.of(item));
    }

    static Truth called(String function, Expression call) {
        return item -> {
            Object value = call.of(item);
            if (value instanceof Boolean truth) {
                return truth;
            }
            throw new EvaluationException(
                    function + " must give true or false here, but gave " + Values.describe(value));
        };
    }
}
