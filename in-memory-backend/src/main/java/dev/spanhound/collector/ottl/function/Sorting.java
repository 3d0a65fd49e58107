// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Bytes;
import dev.spanhound.collector.ottl.value.Coercions;
import dev.spanhound.collector.ottl.value.Comparison;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Opaque;
import dev.spanhound.collector.ottl.value.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sorts a list: numbers as numbers, anything mixed with text as text; what cannot be sorted stays as it is. */
final class Sorting {
    private Sorting() {}

    static Expression sort(Arguments arguments) {
        Expression target = arguments.any(0);
        String order = arguments.text(1, "asc");
        if (!order.equals("asc") && !order.equals("desc")) {
            throw new ArgumentException(1, "expected \"asc\" or \"desc\"");
        }
        return item -> {
            Object value = target.of(item);
            if (!(value instanceof Opaque.TypedList typed)) {
                return sorted(Coercions.list(value), order);
            }
            return new Opaque.TypedList(sorted(Coercions.list(typed), order));
        };
    }

    private static List<@Nullable Object> sorted(List<@Nullable Object> list, String order) {
        if (list.stream()
                .anyMatch(element -> element instanceof List || element instanceof Map || element instanceof Bytes)) {
            return list;
        }
        boolean numbers = list.stream().allMatch(element -> element instanceof Long || element instanceof Double);
        Comparator<@Nullable Object> comparator = numbers ? Sorting::byNumber : Sorting::byText;
        List<@Nullable Object> copy = new ArrayList<>(list);
        copy.sort(order.equals("asc") ? comparator : comparator.reversed());
        return copy;
    }

    private static int byNumber(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return Double.compare(a.doubleValue(), b.doubleValue());
        }
        throw new EvaluationException("only numbers have an order here");
    }

    private static int byText(@Nullable Object left, @Nullable Object right) {
        String a = Coercions.elementAsString(left);
        String b = Coercions.elementAsString(right);
        if (a.equals(b)) {
            return 0;
        }
        return Comparison.holds(Operator.LESS, a, b) ? -1 : 1;
    }
}
