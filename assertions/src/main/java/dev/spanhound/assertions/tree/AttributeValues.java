// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of attributes: compared by value, and shown with their type where that is what differs. */
final class AttributeValues {

    /** Where a condition looks for an attribute. */
    enum Source {
        SPAN("") {
            @Override
            Attributes of(SpanNode node) {
                return node.attributes();
            }
        },
        RESOURCE("resource ") {
            @Override
            Attributes of(SpanNode node) {
                return node.span().getResource().getAttributes();
            }
        };

        final String prefix;

        Source(String prefix) {
            this.prefix = prefix;
        }

        abstract Attributes of(SpanNode node);
    }

    private AttributeValues() {}

    /**
     * Returns {@code value} as an attribute can hold it: String, Boolean, Long, Double, or a list of these.
     *
     * @throws IllegalArgumentException if no attribute can hold it
     */
    static Object normalized(Object value) {
        if (value instanceof List<?> list) {
            List<Object> values = new ArrayList<>(list.size());
            for (Object element : list) {
                values.add(normalized(Objects.requireNonNull(element, "value: a list with null")));
            }
            return List.copyOf(values);
        }
        if (value instanceof Float number) {
            return Double.valueOf(number.toString());
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Boolean || value instanceof Long || value instanceof Double) {
            return value;
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            return value.toString();
        }
        throw new IllegalArgumentException("value: a " + value.getClass().getName()
                + " (expected: a String, boolean, int, long, float, double, or a List of one of these)");
    }

    /** Returns whether two normalized values are the same. Numbers are compared by value, whatever their type. */
    static boolean same(Object expected, @Nullable Object actual) {
        if (expected instanceof Number a && actual instanceof Number b) {
            if ((a instanceof Long && b instanceof Long) || isSpecial(a) || isSpecial(b)) {
                return a.equals(b);
            }
            return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
        }
        if (expected instanceof List<?> a && actual instanceof List<?> b) {
            boolean same = a.size() == b.size();
            for (int i = 0; same && i < a.size(); i++) {
                same = same(Objects.requireNonNull(a.get(i)), b.get(i));
            }
            return same;
        }
        return expected.equals(actual);
    }

    private static boolean isSpecial(Number number) {
        return number instanceof Double value && (value.isNaN() || value.isInfinite());
    }

    /** Returns the keys under which a normalized value may be found. */
    static List<AttributeKey<?>> keysFor(String key, Object value) {
        if (value instanceof String) {
            return List.of(AttributeKey.stringKey(key));
        }
        if (value instanceof Boolean) {
            return List.of(AttributeKey.booleanKey(key));
        }
        return value instanceof List<?>
                ? List.of(
                        AttributeKey.stringArrayKey(key),
                        AttributeKey.longArrayKey(key),
                        AttributeKey.doubleArrayKey(key),
                        AttributeKey.booleanArrayKey(key))
                : List.of(AttributeKey.longKey(key), AttributeKey.doubleKey(key));
    }

    /** Returns the attribute with this key, whatever its type. */
    static Optional<Map.Entry<AttributeKey<?>, Object>> find(Attributes attributes, String key) {
        return attributes.asMap().entrySet().stream()
                .filter(entry -> entry.getKey().getKey().equals(key))
                .findFirst();
    }

    /** Returns how the type of a normalized value is called. */
    static String typeOf(Object value) {
        if (value instanceof List<?> list) {
            return list.isEmpty() ? "array" : typeOf(Objects.requireNonNull(list.get(0))) + " array";
        }
        return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Returns how the type is called. */
    static String typeOf(AttributeType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns the value as text; strings in quotes. */
    static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> text(Objects.requireNonNull(element)))
                    .toList()
                    .toString();
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : Quoted.of(value.toString());
    }

    /** Says that the attribute is not there, and which one may be meant. */
    static String notSet(Attributes attributes, String key) {
        return attributes.asMap().keySet().stream()
                .map(AttributeKey::getKey)
                .filter(other -> Similarity.of(key, other) >= Similarity.NEAR)
                .max((a, b) -> {
                    int bySimilarity = Double.compare(Similarity.of(key, a), Similarity.of(key, b));
                    return bySimilarity != 0 ? bySimilarity : b.compareTo(a);
                })
                .map(near -> "not set (nearest: " + near + ")")
                .orElse("not set");
    }
}
