// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** OpenTelemetry's data as values of OTTL, and values as text for people. */
public final class Values {
    private static final int LONGEST_DESCRIPTION = 200;

    private Values() {}

    /** Returns the attribute called {@code name} of whatever type, or null. */
    public static @Nullable Object attribute(Attributes attributes, String name) {
        Finder finder = new Finder(name);
        attributes.forEach(finder);
        return finder.found == null ? null : of(finder.found);
    }

    /** Returns all attributes as a map. */
    public static Map<String, @Nullable Object> map(Attributes attributes) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        attributes.forEach((key, value) -> map.put(key.getKey(), of(value)));
        return map;
    }

    /** Returns a moment, in UTC. */
    public static ZonedDateTime time(long epochNanos) {
        return Instant.EPOCH.plusNanos(epochNanos).atZone(ZoneOffset.UTC);
    }

    private static @Nullable Object of(Object attribute) {
        if (!(attribute instanceof Value<?> value)) {
            return attribute;
        }
        return switch (value.getType()) {
            case KEY_VALUE_LIST -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                ((List<?>) value.getValue())
                        .forEach(entry -> map.put(((KeyValue) entry).getKey(), of(((KeyValue) entry).getValue())));
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                ((List<?>) value.getValue()).forEach(element -> list.add(of(element)));
                yield list;
            }
            case BYTES -> {
                ByteBuffer buffer = ((ByteBuffer) value.getValue()).duplicate();
                byte[] content = new byte[buffer.remaining()];
                buffer.get(content);
                yield Bytes.of(content);
            }
            default -> value.getValue();
        };
    }

    /** Returns whether the value is none that an attribute can have. */
    static boolean isForeign(@Nullable Object value) {
        return value instanceof ZonedDateTime || value instanceof Duration || value instanceof Opaque;
    }

    /** Returns the name of the value's type. */
    public static String type(@Nullable Object value) {
        if (value == null) {
            return "nil";
        } else if (value instanceof String) {
            return "string";
        } else if (value instanceof Long) {
            return "int";
        } else if (value instanceof Double) {
            return "double";
        } else if (value instanceof Boolean) {
            return "bool";
        } else if (value instanceof Bytes) {
            return "bytes";
        } else if (value instanceof List || value instanceof Opaque.TypedList || value instanceof Opaque.Parts) {
            return "list";
        } else if (value instanceof Map) {
            return "map";
        } else if (value instanceof ZonedDateTime) {
            return "time";
        } else if (value instanceof Duration) {
            return "duration";
        } else if (value instanceof Opaque.Id id) {
            return id.kind() == Opaque.Id.Kind.TRACE_ID ? "trace ID" : "span ID";
        } else if (value instanceof Opaque.MachineInt) {
            return "machine int";
        } else if (value instanceof Opaque.ListedMap) {
            return "map";
        } else if (value instanceof Opaque.ListedList) {
            return "list";
        }
        return "status";
    }

    /** Returns the value and its type, such as {@code "500" (string)}; long ones are cut. */
    public static String describe(@Nullable Object value) {
        if (value == null) {
            return "nil";
        }
        String text;
        if (value instanceof String string) {
            text = '"' + string + '"';
        } else if (value instanceof Opaque.Id id) {
            text = id.hex();
        } else if (value instanceof Opaque.TypedList list) {
            text = Json.write(list.elements());
        } else if (value instanceof Opaque.Parts parts) {
            text = parts.elements().size() + " elements";
        } else if (value instanceof Opaque.MachineInt number) {
            text = String.valueOf(number.value());
        } else if (value instanceof Opaque.ListedMap listed) {
            text = Json.write(listed.map());
        } else if (value instanceof Opaque.ListedList listed) {
            text = Json.write(listed.list());
        } else if (value instanceof List || value instanceof Map) {
            text = Json.write(value);
        } else {
            text = String.valueOf(value);
        }
        if (text.length() > LONGEST_DESCRIPTION) {
            text = text.substring(0, LONGEST_DESCRIPTION) + "...";
        }
        return text + " (" + type(value) + ")";
    }

    private static final class Finder implements BiConsumer<AttributeKey<?>, Object> {
        private final String name;
        private @Nullable Object found;

        private Finder(String name) {
            this.name = name;
        }

        @Override
        public void accept(AttributeKey<?> key, Object value) {
            if (found == null && key.getKey().equals(name)) {
                found = value;
            }
        }
    }
}
