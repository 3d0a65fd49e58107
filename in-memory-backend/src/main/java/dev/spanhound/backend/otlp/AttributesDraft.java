// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attributes while they arrive, from OTLP's {@code AnyValue} to the types that an attribute can have.
 *
 * <p>An {@code AnyValue} is, in this package, one of {@link String}, {@link Boolean}, {@link Long}, {@link Double},
 * {@code byte[]}, {@link List} (array), {@link Map} (key-value list) and null (no value). Of these
 *
 * <ul>
 *   <li>strings, booleans, integers and doubles are attributes of that type;
 *   <li>arrays whose elements are all strings, all booleans, all integers or all doubles are array attributes;
 *   <li>an empty array is an empty array of strings, for OTLP does not tell of what it is empty;
 *   <li>all others are strings, in {@linkplain AnyValueText the form that OpenTelemetry specifies}.
 * </ul>
 *
 * <p>Of a key that comes twice the last value counts. An attribute with an empty key is left out.
 */
final class AttributesDraft implements AttributeSink {
    private @Nullable AttributesBuilder builder;

    @Override
    public void put(AttributeName name, @Nullable Object value) {
        AttributesBuilder attributes = builder;
        if (attributes == null) {
            attributes = Attributes.builder();
            builder = attributes;
        }
        if (value instanceof String text) {
            attributes.put(name.stringKey(), text);
        } else if (value instanceof Long number) {
            attributes.put(name.longKey(), number);
        } else if (value instanceof Boolean flag) {
            attributes.put(name.booleanKey(), flag);
        } else if (value instanceof Double number) {
            attributes.put(name.doubleKey(), number);
        } else if (value instanceof List<?> array) {
            putArray(attributes, name, array);
        } else {
            attributes.put(name.stringKey(), AnyValueText.of(value));
        }
    }

    private static void putArray(AttributesBuilder attributes, AttributeName name, List<?> array) {
        String key = name.text();
        if (allAre(String.class, array)) {
            attributes.put(AttributeKey.stringArrayKey(key), cast(String.class, array));
        } else if (allAre(Long.class, array)) {
            attributes.put(AttributeKey.longArrayKey(key), cast(Long.class, array));
        } else if (allAre(Boolean.class, array)) {
            attributes.put(AttributeKey.booleanArrayKey(key), cast(Boolean.class, array));
        } else if (allAre(Double.class, array)) {
            attributes.put(AttributeKey.doubleArrayKey(key), cast(Double.class, array));
        } else {
            attributes.put(name.stringKey(), AnyValueText.of(array));
        }
    }

    private static boolean allAre(Class<?> type, List<?> array) {
        for (Object element : array) {
            if (!type.isInstance(element)) {
                return false;
            }
        }
        return true;
    }

    private static <T> List<T> cast(Class<T> type, List<?> array) {
        List<T> elements = new ArrayList<>(array.size());
        for (Object element : array) {
            elements.add(type.cast(element));
        }
        return List.copyOf(elements);
    }

    /** Returns the attributes put so far. */
    Attributes complete() {
        return builder == null ? Attributes.empty() : builder.build();
    }

    /** Returns how many there were before the sender dropped some: OTLP's count of them is an unsigned number. */
    static int total(int kept, int dropped) {
        return kept + bounded(kept, dropped);
    }

    /** Returns an unsigned count of dropped things as one that, added to those kept, is still an {@code int}. */
    static int bounded(int kept, int dropped) {
        return (int) Math.min(Integer.toUnsignedLong(dropped), Integer.MAX_VALUE - kept);
    }
}
