// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import com.google.gson.JsonElement;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jaeger's typed tags by key. Those that stand for something else than an attribute are taken out one by one. */
final class JaegerTags {
    private final Map<String, Object> values = new LinkedHashMap<>();

    static JaegerTags of(List<JaegerField> tags) throws MalformedJaegerException {
        JaegerTags read = new JaegerTags();
        for (JaegerField tag : tags) {
            if (tag.has("value")) {
                read.values.put(tag.string("key"), value(tag));
            }
        }
        return read;
    }

    /** A type that is missing is that of the value; binary stays the Base64 that it is. */
    private static Object value(JaegerField tag) throws MalformedJaegerException {
        JsonElement value = tag.object().get("value");
        if (!value.isJsonPrimitive()) {
            return value.toString();
        }
        try {
            return switch (tag.string("type")) {
                case "bool" -> value.getAsBoolean();
                case "int64" -> value.getAsBigDecimal().longValueExact();
                case "float64" -> value.getAsDouble();
                case "" -> untyped(value);
                default -> value.getAsString();
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw JaegerField.unexpected(tag.at("value"), "a value of type " + tag.string("type"), value);
        }
    }

    private static Object untyped(JsonElement value) {
        if (value.getAsJsonPrimitive().isBoolean()) {
            return value.getAsBoolean();
        }
        String text = value.getAsString();
        if (!value.getAsJsonPrimitive().isNumber()) {
            return text;
        }
        return text.matches("-?[0-9]{1,18}") ? (Object) value.getAsLong() : value.getAsDouble();
    }

    @Nullable
    Object get(String key) {
        return values.get(key);
    }

    /** Removes a tag and returns its value as a string, or null if there is none of this name. */
    @Nullable
    String take(String key) {
        Object value = values.remove(key);
        return value == null ? null : value.toString();
    }

    /** Removes the tags of both names and returns the value of the first that is there, or an empty string. */
    String takeFirst(String key, String otherKey) {
        String value = take(key);
        String other = take(otherKey);
        if (value != null) {
            return value;
        }
        return other == null ? "" : other;
    }

    Attributes attributes() {
        AttributesBuilder attributes = Attributes.builder();
        values.forEach((key, value) -> {
            if (value instanceof Boolean flag) {
                attributes.put(key, (boolean) flag);
            } else if (value instanceof Long number) {
                attributes.put(key, (long) number);
            } else if (value instanceof Double number) {
                attributes.put(key, (double) number);
            } else {
                attributes.put(key, value.toString());
            }
        });
        return attributes.build();
    }
}
