// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An object of a Jaeger document. A member that is missing or null is empty or zero.
 *
 * @param path where it stands, such as {@code data[0].spans[3]}
 */
record JaegerField(JsonObject object, String path) {
    static JaegerField of(JsonElement element, String path) throws MalformedJaegerException {
        if (!element.isJsonObject()) {
            throw unexpected(path, "an object", element);
        }
        return new JaegerField(element.getAsJsonObject(), path);
    }

    boolean has(String name) {
        return object.has(name) && !object.get(name).isJsonNull();
    }

    String string(String name) throws MalformedJaegerException {
        if (!has(name)) {
            return "";
        }
        if (object.get(name) instanceof JsonPrimitive value && value.isString()) {
            return value.getAsString();
        }
        throw unexpected(at(name), "a string", object.get(name));
    }

    /** Returns an ID with leading zeros, which Jaeger may leave out; all of it zeros if there is none. */
    String id(String name, int digits) throws MalformedJaegerException {
        String id = string(name);
        if (!id.matches("[0-9a-fA-F]{0," + digits + "}")) {
            throw new MalformedJaegerException(
                    at(name) + ": expected up to " + digits + " hex digits, but was \"" + id + '"');
        }
        return "0".repeat(digits - id.length()) + id.toLowerCase(Locale.ROOT);
    }

    long int64(String name) throws MalformedJaegerException {
        try {
            return has(name) ? object.get(name).getAsBigDecimal().longValueExact() : 0;
        } catch (ArithmeticException
                | NumberFormatException
                | UnsupportedOperationException
                | IllegalStateException e) {
            throw unexpected(at(name), "an integer", object.get(name));
        }
    }

    List<JaegerField> objects(String name) throws MalformedJaegerException {
        List<JaegerField> objects = new ArrayList<>();
        if (has(name)) {
            if (!object.get(name).isJsonArray()) {
                throw unexpected(at(name), "a list", object.get(name));
            }
            for (JsonElement element : object.getAsJsonArray(name)) {
                objects.add(of(element, at(name) + "[" + objects.size() + "]"));
            }
        }
        return objects;
    }

    JaegerField object(String name) throws MalformedJaegerException {
        return has(name) ? of(object.get(name), at(name)) : new JaegerField(new JsonObject(), at(name));
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static MalformedJaegerException unexpected(String path, String expected, JsonElement actual) {
        String text = actual.toString();
        return new MalformedJaegerException((path.isEmpty() ? "" : path + ": ") + "expected " + expected + ", but was "
                + (text.length() > 40 ? text.substring(0, 40) + "..." : text));
    }
}
