// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what query APIs list: names of services, IDs of traces. */
public final class Listing {
    private Listing() {}

    /**
     * Returns strings, in the order listed. A list that is missing or null is empty, and so is one in a document that is empty.
     *
     * <pre>{@code
     * Listing.strings(body, "", "");                // ["a", "b"]
     * Listing.strings(body, "services", "");        // {"services": ["a", "b"]}
     * Listing.strings(body, "traces", "traceID");   // {"traces": [{"traceID": "a"}, {"traceID": "b"}]}
     * }</pre>
     *
     * @param document JSON in UTF-8
     * @param list member of the document that is the list; if empty, the document is
     * @param field member of each element that is the string; if empty, the element is
     * @throws IllegalArgumentException if the document is not of this form
     */
    public static List<String> strings(byte[] document, String list, String field) {
        JsonElement elements = member(parse(document), list, "the document");
        if (elements.isJsonNull()) {
            return List.of();
        }
        if (!(elements instanceof JsonArray array)) {
            throw unexpected(list.isEmpty() ? "the document" : list, "a list", elements);
        }
        List<String> strings = new ArrayList<>();
        for (JsonElement element : array) {
            String place = list + "[" + strings.size() + "]";
            JsonElement value = member(element, field, place);
            if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
                throw unexpected(field.isEmpty() ? place : place + "." + field, "a string", value);
            }
            strings.add(value.getAsString());
        }
        return strings;
    }

    private static JsonElement parse(byte[] document) {
        try {
            return JsonParser.parseString(new String(document, StandardCharsets.UTF_8));
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
    }

    private static JsonElement member(JsonElement element, String name, String place) {
        if (name.isEmpty() || element.isJsonNull()) {
            return element;
        }
        if (!(element instanceof JsonObject object)) {
            throw unexpected(place, "an object", element);
        }
        return object.has(name) ? object.get(name) : JsonNull.INSTANCE;
    }

    private static IllegalArgumentException unexpected(String place, String expected, JsonElement actual) {
        return new IllegalArgumentException(
                JaegerField.unexpected(place, expected, actual).getMessage());
    }
}
