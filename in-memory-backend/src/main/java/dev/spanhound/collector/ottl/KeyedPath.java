// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Item;
import dev.spanhound.collector.ottl.value.Literal;
import dev.spanhound.collector.ottl.value.Values;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.TraceState;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads with keys: a missing key is nil, a key of the wrong type or an index out of bounds is an error. */
final class KeyedPath {
    private KeyedPath() {}

    static Expression of(Function<Item, Attributes> source, List<Expression> keys) {
        Expression first = keys.get(0);
        if (keys.size() == 1 && first instanceof Literal literal && literal.value() instanceof String name) {
            return item -> Values.attribute(source.apply(item), name);
        }
        List<Expression> further = keys.subList(1, keys.size());
        return item -> {
            Object value = Values.attribute(source.apply(item), name(first, item));
            return value == null ? null : descend(value, further, item);
        };
    }

    static Expression ofTraceState(Expression key, Function<Item, TraceState> source) {
        return item -> {
            if (key instanceof Literal literal && literal.value() instanceof String name) {
                String value = source.apply(item).get(name);
                return value == null ? "" : value;
            }
            throw new EvaluationException("the key of a trace_state must be a string in quotes");
        };
    }

    private static @Nullable Object descend(Object start, List<Expression> keys, Item item) {
        Object value = start;
        for (Expression key : keys) {
            if (value instanceof Map<?, ?> map) {
                String name = name(key, item);
                if (!map.containsKey(name)) {
                    return null;
                }
                value = map.get(name);
            } else if (value instanceof List<?> list) {
                value = list.get(index(key, list.size(), item));
            } else {
                throw new EvaluationException(Values.describe(value) + " has no elements to take by a key");
            }
        }
        return value;
    }

    private static String name(Expression key, Item item) {
        Object name = key.of(item);
        if (name instanceof String text) {
            return text;
        }
        throw new EvaluationException("the key of a map must be a string, but is " + Values.describe(name));
    }

    private static int index(Expression key, int size, Item item) {
        Object index = key.of(item);
        if (!(index instanceof Long number)) {
            throw new EvaluationException("the index of a list must be an int, but is " + Values.describe(index));
        }
        if (number < 0 || number >= size) {
            throw new EvaluationException("index " + number + " is out of bounds of a list of " + size);
        }
        return number.intValue();
    }
}
