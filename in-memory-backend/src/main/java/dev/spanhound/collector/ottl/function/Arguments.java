// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Coercions;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.ListExpression;
import dev.spanhound.collector.ottl.value.Literal;
import dev.spanhound.collector.ottl.value.Values;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, by parameter. A literal of the wrong type is refused at once, as the Collector refuses it
 * when it loads its configuration.
 */
public final class Arguments {
    private final List<@Nullable Expression> values;

    /** Makes the arguments: one for each parameter, null for those left out. */
    public Arguments(List<@Nullable Expression> values) {
        this.values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    boolean has(int index) {
        return values.get(index) != null;
    }

    Expression any(int index) {
        Expression value = values.get(index);
        if (value == null) {
            throw new ArgumentException(index, "this argument is missing");
        }
        return value;
    }

    Typed<String> string(int index) {
        return typed(index, Coercions::string);
    }

    Typed<Long> integer(int index) {
        return typed(index, Coercions::integer);
    }

    Typed<ZonedDateTime> time(int index) {
        return typed(index, Coercions::time);
    }

    Typed<Duration> duration(int index) {
        return typed(index, Coercions::duration);
    }

    Typed<List<@Nullable Object>> list(int index) {
        return typed(index, Coercions::list);
    }

    Typed<Map<String, @Nullable Object>> map(int index) {
        return typed(index, Coercions::map);
    }

    <T> Typed<T> typed(int index, Function<@Nullable Object, T> type) {
        Expression value = any(index);
        Literal literal = value.literal();
        return literal == null
                ? item -> type.apply(value.of(item))
                : new Constant<>(checked(index, () -> type.apply(literal.value())));
    }

    <T> Like<T> like(int index, Function<@Nullable Object, @Nullable T> conversion) {
        Expression value = any(index);
        Literal literal = value.literal();
        if (literal != null) {
            T constant = nullable(index, conversion, literal);
            return item -> constant;
        }
        return item -> conversion.apply(value.of(item));
    }

    private static <T> @Nullable T nullable(
            int index, Function<@Nullable Object, @Nullable T> conversion, Literal literal) {
        try {
            return conversion.apply(literal.value());
        } catch (EvaluationException e) {
            throw new ArgumentException(index, String.valueOf(e.getMessage()));
        }
    }

    private static <T> T checked(int index, java.util.function.Supplier<T> value) {
        try {
            return value.get();
        } catch (EvaluationException e) {
            throw new ArgumentException(index, String.valueOf(e.getMessage()));
        }
    }

    /** Runs what can fail for a literal, and blames the argument. */
    static <T> T blame(int index, java.util.function.Supplier<T> value) {
        return checked(index, value);
    }

    /** Returns the text of an argument that must be written as a string. */
    String text(int index) {
        return written(index, String.class, "a string in quotes");
    }

    String text(int index, String absent) {
        return has(index) ? text(index) : absent;
    }

    boolean flag(int index, boolean absent) {
        return has(index) ? written(index, Boolean.class, "true or false") : absent;
    }

    private <T> T written(int index, Class<T> type, String expected) {
        if (any(index) instanceof Literal literal && type.isInstance(literal.value())) {
            return type.cast(literal.value());
        }
        throw new ArgumentException(index, "expected " + expected);
    }

    /** Returns the elements of an argument that must be written as a list. */
    List<Expression> elements(int index) {
        if (any(index) instanceof ListExpression list) {
            return list.elements();
        }
        throw new ArgumentException(index, "expected a list in brackets");
    }

    List<Typed<String>> strings(int index) {
        List<Typed<String>> strings = new ArrayList<>();
        for (Expression element : elements(index)) {
            Arguments single = new Arguments(List.of(element));
            strings.add(checkedElement(index, single));
        }
        return strings;
    }

    private static Typed<String> checkedElement(int index, Arguments single) {
        try {
            return single.string(0);
        } catch (ArgumentException e) {
            throw new ArgumentException(index, String.valueOf(e.getMessage()));
        }
    }

    List<String> texts(int index) {
        List<String> texts = new ArrayList<>();
        for (Expression element : elements(index)) {
            if (element instanceof Literal literal && literal.value() instanceof String text) {
                texts.add(text);
            } else {
                Literal literal = element.literal();
                throw new ArgumentException(
                        index,
                        "expected a list of strings in quotes"
                                + (literal == null ? "" : ", but got " + Values.describe(literal.value())));
            }
        }
        return texts;
    }
}
