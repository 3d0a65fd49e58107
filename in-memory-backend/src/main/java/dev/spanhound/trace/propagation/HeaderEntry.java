// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A name and a value, found in whatever a library has for them. */
record HeaderEntry(@Nullable String name, @Nullable Object value) {
    private static final List<String> NAME =
            List.of("key", "name", "getKey", "getName", "getFirst", "first", "component1");
    private static final List<String> VALUE = List.of("value", "getValue", "getSecond", "second", "component2");

    static HeaderEntry of(@Nullable Object entry, int index) {
        if (entry instanceof Map.Entry<?, ?> pair) {
            return new HeaderEntry(text(pair.getKey()), pair.getValue());
        }
        if (entry instanceof List<?> pair && pair.size() == 2) {
            return new HeaderEntry(text(pair.get(0)), pair.get(1));
        }
        if (entry instanceof Object[] pair && pair.length == 2) {
            return new HeaderEntry(text(pair[0]), pair[1]);
        }
        if (entry != null) {
            Optional<Method> name = accessor(entry, NAME);
            Optional<Method> value = accessor(entry, VALUE);
            if (name.isPresent() && value.isPresent()) {
                return new HeaderEntry(text(call(name.get(), entry, index)), call(value.get(), entry, index));
            }
        }
        throw new IllegalArgumentException("entries[" + index + "]: "
                + (entry == null ? "null" : entry.getClass().getName())
                + " (expected: a Map.Entry, a list or an array of a name and a value, or an object with key() or name() and"
                + " value())");
    }

    /** Returns the values in one value: several if it is an iterable or an array. */
    static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof Iterable<?> several) {
            several.forEach(each -> addText(texts, each));
        } else if (value.getClass().isArray() && !(value instanceof byte[])) {
            for (int i = 0; i < Array.getLength(value); i++) {
                addText(texts, Array.get(value, i));
            }
        } else {
            addText(texts, value);
        }
        return texts;
    }

    private static void addText(List<String> texts, @Nullable Object value) {
        String text = text(value);
        if (text != null) {
            texts.add(text);
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return new String(bytes, UTF_8);
        }
        if (value instanceof ByteBuffer bytes) {
            return UTF_8.decode(bytes.duplicate()).toString();
        }
        return value == null ? null : value.toString();
    }

    /** Looks in the public types of an object only: a private class may have public methods that nobody may call. */
    private static Optional<Method> accessor(Object entry, List<String> names) {
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> type = entry.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            types.add(type);
            addInterfaces(type, types);
        }
        return names.stream()
                .flatMap(name -> types.stream()
                        .filter(type -> Modifier.isPublic(type.getModifiers()))
                        .flatMap(type -> List.of(type.getDeclaredMethods()).stream())
                        .filter(method -> method.getName().equals(name)
                                && method.getParameterCount() == 0
                                && method.getReturnType() != void.class
                                && Modifier.isPublic(method.getModifiers())
                                && !Modifier.isStatic(method.getModifiers())
                                && method.canAccess(entry)))
                .findFirst();
    }

    private static void addInterfaces(Class<?> type, List<Class<?>> types) {
        for (Class<?> each : type.getInterfaces()) {
            types.add(each);
            addInterfaces(each, types);
        }
    }

    private static @Nullable Object call(Method accessor, Object entry, int index) {
        try {
            return accessor.invoke(entry);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "entries[" + index + "]: " + accessor + " failed (expected: a name or a value)", e);
        }
    }
}
