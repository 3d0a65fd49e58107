// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Attributes by name, to be changed. Values are those that an attribute of OpenTelemetry's SDK can have. */
final class AttributeMap {
    private final Map<String, Object> values = new TreeMap<>();

    static AttributeMap of(Attributes attributes) {
        AttributeMap map = new AttributeMap();
        attributes.forEach((key, value) -> map.values.put(key.getKey(), value));
        return map;
    }

    /** Returns the value of the attribute of this name, whatever its type, or null if there is none. */
    static @Nullable Object find(Attributes attributes, String name) {
        for (Map.Entry<AttributeKey<?>, Object> attribute : attributes.asMap().entrySet()) {
            if (attribute.getKey().getKey().equals(name)) {
                return attribute.getValue();
            }
        }
        return null;
    }

    @Nullable
    Object get(String name) {
        return values.get(name);
    }

    void put(String name, Object value) {
        values.put(name, value);
    }

    void remove(String name) {
        values.remove(name);
    }

    /** Returns the names that match now. */
    List<String> names(Predicate<String> condition) {
        return new ArrayList<>(values.keySet().stream().filter(condition).toList());
    }

    Attributes toAttributes() {
        AttributesBuilder attributes = Attributes.builder();
        values.forEach((name, value) -> put(attributes, name, value));
        return attributes.build();
    }

    private static void put(AttributesBuilder attributes, String name, Object value) {
        if (value instanceof String text) {
            attributes.put(name, text);
        } else if (value instanceof Long number) {
            attributes.put(name, (long) number);
        } else if (value instanceof Boolean flag) {
            attributes.put(name, (boolean) flag);
        } else if (value instanceof Double number) {
            attributes.put(name, (double) number);
        } else if (value instanceof List<?> array) {
            putArray(attributes, name, array);
        } else {
            attributes.put(name, value.toString());
        }
    }

    private static void putArray(AttributesBuilder attributes, String name, List<?> array) {
        Object first = array.isEmpty() ? "" : array.get(0);
        if (first instanceof Long) {
            attributes.put(AttributeKey.longArrayKey(name), cast(Long.class, array));
        } else if (first instanceof Boolean) {
            attributes.put(AttributeKey.booleanArrayKey(name), cast(Boolean.class, array));
        } else if (first instanceof Double) {
            attributes.put(AttributeKey.doubleArrayKey(name), cast(Double.class, array));
        } else {
            attributes.put(AttributeKey.stringArrayKey(name), cast(String.class, array));
        }
    }

    private static <T> List<T> cast(Class<T> type, List<?> array) {
        return array.stream().<T>map(type::cast).toList();
    }
}
