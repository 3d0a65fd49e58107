// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Bytes;
import dev.spanhound.collector.ottl.value.Coercions;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Opaque;
import dev.spanhound.collector.ottl.value.Values;
import io.opentelemetry.api.trace.SpanId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What type a value has, and values of one type made of another. */
final class TypeFunctions {
    private TypeFunctions() {}

    static void addTo(Family family) {
        family.with("IsString", "target", a -> is(a, String.class, Coercions::string))
                .with("IsInt", "target", a -> is(a, Long.class, Coercions::integer))
                .with("IsDouble", "target", a -> is(a, Double.class, Coercions::floating))
                .with("IsBool", "target", a -> is(a, Boolean.class, Coercions::bool))
                .with("IsMap", "target", a -> is(a, Map.class, Coercions::map))
                .with("IsList", "target", TypeFunctions::isList)
                .with("IsEmpty", "target", TypeFunctions::isEmpty)
                .with("Len", "target", TypeFunctions::length)
                .with("String", "target", a -> converted(a.like(0, Coercions::asString)))
                .with("Int", "target", a -> converted(a.like(0, Coercions::asLong)))
                .with("Double", "target", a -> converted(a.like(0, Coercions::asDouble)))
                .with("Bool", "target", a -> converted(a.like(0, Coercions::asBool)))
                .with("Coalesce", "values", TypeFunctions::coalesce)
                .with(
                        Converters.IS_ROOT_SPAN,
                        "",
                        a -> item -> !SpanId.isValid(item.span().getParentSpanId()));
    }

    private static Expression converted(Like<?> target) {
        return target::of;
    }

    /** A literal of another type is refused when the condition is read; anything else is just of another type. */
    private static Expression is(Arguments arguments, Class<?> type, Function<@Nullable Object, ?> check) {
        arguments.typed(0, check);
        Expression target = arguments.any(0);
        return item ->
                type.isInstance(target.of(item)) || (type == List.class && target.of(item) instanceof Opaque.TypedList);
    }

    private static Expression isList(Arguments arguments) {
        Expression target = arguments.any(0);
        return item -> {
            Object value = target.of(item);
            return value instanceof List || value instanceof Opaque.TypedList || value instanceof Opaque.Parts;
        };
    }

    private static Expression isEmpty(Arguments arguments) {
        Expression target = arguments.any(0);
        return item -> isEmpty(target.of(item));
    }

    /** Empty is what Go calls the zero value: no text, no elements, 0, false. */
    private static boolean isEmpty(@Nullable Object value) {
        if (value == null) {
            return true;
        } else if (value instanceof String text) {
            return text.isEmpty();
        } else if (value instanceof List<?> list) {
            return list.isEmpty();
        } else if (value instanceof Map<?, ?> map) {
            return map.isEmpty();
        } else if (value instanceof Long number) {
            return number == 0;
        } else if (value instanceof Double number) {
            return Double.doubleToRawLongBits(number) == 0;
        } else if (value instanceof Boolean truth) {
            return !truth;
        } else if (value instanceof Bytes bytes) {
            return bytes.content().length == 0;
        } else if (value instanceof Duration duration) {
            return duration.isZero();
        } else if (value instanceof Opaque.TypedList list) {
            return list.elements().isEmpty();
        } else if (value instanceof Opaque.MachineInt number) {
            return number.value() == 0;
        }
        return value instanceof Opaque.Id id && id.hex().chars().allMatch(digit -> digit == '0');
    }

    private static Expression length(Arguments arguments) {
        Expression target = arguments.any(0);
        return item -> length(target.of(item));
    }

    private static Long length(@Nullable Object value) {
        if (value instanceof String text) {
            return (long) text.getBytes(StandardCharsets.UTF_8).length;
        } else if (value instanceof List<?> list) {
            return (long) list.size();
        } else if (value instanceof Map<?, ?> map) {
            return (long) map.size();
        } else if (value instanceof Bytes bytes) {
            return (long) bytes.content().length;
        } else if (value instanceof Opaque.TypedList list) {
            return (long) list.elements().size();
        } else if (value instanceof Opaque.Parts parts) {
            return (long) parts.elements().size();
        }
        throw new EvaluationException("Len needs a string, a list or a map, but got " + Values.describe(value));
    }

    private static Expression coalesce(Arguments arguments) {
        List<Expression> values = arguments.elements(0);
        if (values.isEmpty()) {
            throw new ArgumentException(0, "expected at least one value");
        }
        return item -> {
            for (Expression value : values) {
                Object result = value.of(item);
                if (result != null) {
                    return result;
                }
            }
            return null;
        };
    }
}
