// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list that is written in the condition. */
public final class ListExpression implements Expression {
    private final List<Expression> elements;
    private final @Nullable Literal literal;

    /** Makes the list; it is a literal if all of its elements are. */
    public ListExpression(List<Expression> elements) {
        this.elements = List.copyOf(elements);
        List<@Nullable Object> values = new ArrayList<>();
        for (Expression element : elements) {
            Literal constant = element.literal();
            if (constant != null) {
                values.add(listed(element, constant.value()));
            }
        }
        this.literal = values.size() == elements.size() ? new Literal(Collections.unmodifiableList(values)) : null;
    }

    /** Returns the elements, in the order written. */
    public List<Expression> elements() {
        return elements;
    }

    @Override
    public @Nullable Object of(Item item) {
        if (literal != null) {
            return literal.value();
        }
        List<@Nullable Object> values = new ArrayList<>(elements.size());
        for (Expression element : elements) {
            values.add(listed(element, element.of(item)));
        }
        return values;
    }

    @SuppressWarnings("unchecked") // maps of OTTL have strings as keys
    private static @Nullable Object listed(Expression source, @Nullable Object value) {
        if (value instanceof Map) {
            return new Opaque.ListedMap((Map<String, ?>) value);
        }
        if (value instanceof List<?> list && !(source instanceof ListExpression)) {
            return new Opaque.ListedList(list);
        }
        return value;
    }

    @Override
    public @Nullable Literal literal() {
        return literal;
    }
}
