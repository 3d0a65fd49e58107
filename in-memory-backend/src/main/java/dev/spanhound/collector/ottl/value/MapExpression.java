// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that is written in the condition. Of a key that is written twice, the last value counts. */
public final class MapExpression implements Expression {
    private final Map<String, Expression> entries;
    private final @Nullable Literal literal;

    /**
     * Makes the map; it is a literal if all of its values are.
     *
     * @throws EvaluationException if a map cannot hold one of the literals
     */
    public MapExpression(Map<String, Expression> entries) {
        this.entries = new LinkedHashMap<>(entries);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            Literal constant = value.literal();
            if (constant != null) {
                values.put(key, storable(value, constant.value()));
            }
        });
        this.literal = values.size() == entries.size() ? new Literal(values) : null;
    }

    @Override
    public @Nullable Object of(Item item) {
        if (literal != null) {
            return literal.value();
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        entries.forEach((key, value) -> values.put(key, storable(value, value.of(item))));
        return values;
    }

    @Override
    public @Nullable Literal literal() {
        return literal;
    }

    /** Returns the value as an entry, if the Collector's maps can hold it: lists that are written here, no others. */
    private static @Nullable Object storable(Expression source, @Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return checked(value);
        }
        if (!(source instanceof ListExpression)) {
            throw refused(value);
        }
        List<@Nullable Object> elements = new ArrayList<>();
        list.forEach(
                element -> elements.add(element instanceof Opaque.ListedMap listed ? listed.map() : checked(element)));
        return elements;
    }

    private static @Nullable Object checked(@Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(MapExpression::checked);
        } else if (Values.isForeign(value)) {
            throw refused(value);
        }
        return value;
    }

    private static EvaluationException refused(@Nullable Object value) {
        return new EvaluationException("a map cannot hold " + Values.describe(value));
    }
}
