// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Coercions;
import dev.spanhound.collector.ottl.value.Comparison;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Operator;
import dev.spanhound.collector.ottl.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and maps. */
final class CollectionFunctions {
    private CollectionFunctions() {}

    static void addTo(Family family) {
        family.with("ContainsValue", "target, item", CollectionFunctions::containsValue)
                .with("Index", "target, value", CollectionFunctions::index)
                .with("Keys", "target", a -> {
                    Typed<Map<String, @Nullable Object>> target = a.map(0);
                    return item -> new ArrayList<>(target.of(item).keySet());
                })
                .with("Values", "target", a -> {
                    Typed<Map<String, @Nullable Object>> target = a.map(0);
                    return item -> new ArrayList<>(target.of(item).values());
                })
                .with("Sort", "target, order?", Sorting::sort)
                .with("SliceToMap", "target, key_path?, value_path?", CollectionFunctions::sliceToMap);
    }

    private static Expression containsValue(Arguments arguments) {
        Typed<List<@Nullable Object>> target = arguments.list(0);
        Expression value = arguments.any(1);
        return item -> {
            List<@Nullable Object> list = target.of(item);
            return indexOf(list, value.of(item)) >= 0;
        };
    }

    private static Expression index(Arguments arguments) {
        Expression target = arguments.any(0);
        Expression value = arguments.any(1);
        return item -> {
            Object list = target.of(item);
            Object wanted = value.of(item);
            if (!(list instanceof String text)) {
                return (long) indexOf(Coercions.list(list), wanted);
            }
            if (!(wanted instanceof String part)) {
                throw new EvaluationException("Index in a string needs a string, but got " + Values.describe(wanted));
            }
            int at = text.indexOf(part);
            return at < 0 ? -1L : (long) text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
        };
    }

    private static int indexOf(List<@Nullable Object> list, @Nullable Object wanted) {
        for (int i = 0; i < list.size(); i++) {
            if (Comparison.holds(Operator.EQUAL, list.get(i), wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static Expression sliceToMap(Arguments arguments) {
        Typed<List<@Nullable Object>> target = arguments.list(0);
        List<String> keyPath = arguments.has(1) ? arguments.texts(1) : null;
        List<String> valuePath = arguments.has(2) ? arguments.texts(2) : null;
        return item -> {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            List<@Nullable Object> list = target.of(item);
            for (int i = 0; i < list.size(); i++) {
                Object element = list.get(i);
                String key = keyPath == null ? String.valueOf(i) : Coercions.string(at(element, keyPath));
                map.put(key, valuePath == null ? element : at(element, valuePath));
            }
            return map;
        };
    }

    private static @Nullable Object at(@Nullable Object element, List<String> path) {
        if (path.isEmpty()) {
            throw new EvaluationException("SliceToMap needs a path with at least one name");
        }
        Object value = element;
        for (String name : path) {
            Map<String, @Nullable Object> map = Coercions.map(value);
            if (!map.containsKey(name)) {
                throw new EvaluationException("there is no " + path + " in " + Values.describe(element));
            }
            value = map.get(name);
        }
        return value;
    }
}
