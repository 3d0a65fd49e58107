// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Attributes written as a JSON object. When read, whole numbers become longs, arrays of one type array attributes. What no
 * attribute can hold, such as an object, becomes its JSON text; {@code null} is left out.
 */
final class AttributeJson {
    private AttributeJson() {}

    /** Returns a value of an attribute, or attributes as an object, as JSON on one line. */
    static String write(Object value) {
        return tree(value).toString();
    }

    private static JsonElement tree(Object value) {
        if (value instanceof Attributes attributes) {
            JsonObject object = new JsonObject();
            attributes.forEach((key, one) -> object.add(key.getKey(), tree(one)));
            return object;
        }
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(element -> array.add(tree(element)));
            return array;
        }
        if (value instanceof Boolean flag) {
            return new JsonPrimitive(flag);
        }
        boolean isFinite = value instanceof Number number && Double.isFinite(number.doubleValue());
        return isFinite ? new JsonPrimitive((Number) value) : new JsonPrimitive(value.toString());
    }

    /** An object's only member. */
    record Named(String name, Attributes attributes) {}

    /** Returns the attributes, or {@code null} if the text is not one JSON object and nothing else. */
    static @Nullable Attributes parse(String text) {
        return read(text, AttributeJson::readAttributes);
    }

    /** Returns the name and value of the text's only member, or {@code null} if that is not what the text is. */
    static @Nullable Named parseNamed(String text) {
        return read(text, reader -> {
            reader.beginObject();
            Named named = new Named(reader.nextName(), readAttributes(reader));
            reader.endObject();
            return named;
        });
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(JsonReader reader) throws IOException;
    }

    private static <T> @Nullable T read(String text, Reading<T> reading) {
        try {
            JsonReader reader = new JsonReader(new StringReader(text));
            reader.setStrictness(Strictness.STRICT);
            T result = reading.from(reader);
            return reader.peek() == JsonToken.END_DOCUMENT ? result : null;
        } catch (IOException | IllegalStateException | JsonParseException e) {
            return null;
        }
    }

    private static Attributes readAttributes(JsonReader reader) throws IOException {
        AttributesBuilder attributes = Attributes.builder();
        reader.beginObject();
        while (reader.hasNext()) {
            put(reader.nextName(), JsonParser.parseReader(reader), attributes);
        }
        reader.endObject();
        return attributes.build();
    }

    private static void put(String key, JsonElement value, AttributesBuilder attributes) {
        if (value instanceof JsonPrimitive one) {
            if (one.isBoolean()) {
                attributes.put(key, one.getAsBoolean());
            } else if (isLong(one)) {
                attributes.put(key, one.getAsLong());
            } else if (one.isNumber()) {
                attributes.put(key, one.getAsDouble());
            } else {
                attributes.put(key, one.getAsString());
            }
        } else if (value instanceof JsonArray array) {
            putArray(key, array, attributes);
        } else if (!value.isJsonNull()) {
            attributes.put(key, value.toString());
        }
    }

    private static void putArray(String key, JsonArray array, AttributesBuilder attributes) {
        if (all(array, one -> !one.isBoolean() && !one.isNumber())) {
            attributes.put(AttributeKey.stringArrayKey(key), list(array, JsonElement::getAsString));
        } else if (all(array, JsonPrimitive::isBoolean)) {
            attributes.put(AttributeKey.booleanArrayKey(key), list(array, JsonElement::getAsBoolean));
        } else if (all(array, AttributeJson::isLong)) {
            attributes.put(AttributeKey.longArrayKey(key), list(array, JsonElement::getAsLong));
        } else if (all(array, JsonPrimitive::isNumber)) {
            attributes.put(AttributeKey.doubleArrayKey(key), list(array, JsonElement::getAsDouble));
        } else {
            attributes.put(key, array.toString());
        }
    }

    private static boolean all(JsonArray array, Predicate<JsonPrimitive> type) {
        return StreamSupport.stream(array.spliterator(), false)
                .allMatch(element -> element instanceof JsonPrimitive one && type.test(one));
    }

    private static <T> List<T> list(JsonArray array, Function<JsonElement, T> as) {
        return StreamSupport.stream(array.spliterator(), false).map(as).toList();
    }

    private static boolean isLong(JsonPrimitive value) {
        try {
            Long.parseLong(value.getAsString());
            return value.isNumber();
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
