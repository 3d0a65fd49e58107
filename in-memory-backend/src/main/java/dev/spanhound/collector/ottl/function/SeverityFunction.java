// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Coercions;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Literal;
import dev.spanhound.collector.ottl.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ParseSeverity: the name of the first level one of whose criteria fits, in the order written; the Collector's order is
 * random. A wrong mapping is an error at each evaluation, as in the Collector.
 */
final class SeverityFunction {
    private static final Map<String, Long> STATUS_CLASSES = Map.of("2xx", 200L, "3xx", 300L, "4xx", 400L, "5xx", 500L);

    /** What a value has to be: one of some texts, or a number from {@code min} to {@code max}. */
    private record Criterion(List<@Nullable Object> texts, long min, long max) {
        boolean fits(@Nullable Object value) {
            if (value instanceof Long number) {
                return number >= min && number <= max;
            } else if (value instanceof String) {
                return texts.contains(value);
            }
            throw new EvaluationException(
                    "a severity is found for strings and ints, not for " + Values.describe(value));
        }
    }

    private SeverityFunction() {}

    static void addTo(Family family) {
        family.with("ParseSeverity", "target, mapping", SeverityFunction::make);
    }

    private static Expression make(Arguments arguments) {
        Expression target = arguments.any(0);
        arguments.map(1);
        Literal mapping = arguments.any(1).literal();
        return item -> {
            if (mapping == null) {
                throw new EvaluationException("the mapping of ParseSeverity must be written as a map of literals");
            }
            Map<String, List<Criterion>> levels = levels(Coercions.map(mapping.value()));
            Object value = target.of(item);
            for (Map.Entry<String, List<Criterion>> level : levels.entrySet()) {
                for (Criterion criterion : level.getValue()) {
                    if (criterion.fits(value)) {
                        return level.getKey();
                    }
                }
            }
            throw new EvaluationException("no severity fits " + Values.describe(value));
        };
    }

    private static Map<String, List<Criterion>> levels(Map<String, @Nullable Object> mapping) {
        Map<String, List<Criterion>> levels = new LinkedHashMap<>();
        mapping.forEach((level, criteria) -> levels.put(
                level,
                Coercions.list(criteria).stream()
                        .map(criterion -> criterion(Coercions.map(criterion)))
                        .toList()));
        return levels;
    }

    private static Criterion criterion(Map<String, @Nullable Object> written) {
        List<@Nullable Object> texts =
                written.containsKey("equals") ? Coercions.list(written.get("equals")) : List.of();
        texts.forEach(Coercions::string);
        Object range = written.get("range");
        if (range instanceof String name) {
            Long first = STATUS_CLASSES.get(name);
            if (first == null) {
                throw new EvaluationException("no range: \"" + name + "\" (expected: 2xx, 3xx, 4xx or 5xx)");
            }
            return new Criterion(texts, first, first + 99);
        }
        if (!written.containsKey("range")) {
            return new Criterion(texts, 0, -1);
        }
        Map<String, @Nullable Object> bounds = Coercions.map(range);
        return new Criterion(texts, Coercions.integer(bounds.get("min")), Coercions.integer(bounds.get("max")));
    }
}
