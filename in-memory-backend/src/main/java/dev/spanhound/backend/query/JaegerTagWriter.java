// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import com.google.gson.stream.JsonWriter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/**
 * Writes attributes as Jaeger's typed tags, {@code {"key", "type", "value"}}. Jaeger has no arrays: one is a string that
 * holds its JSON. Longs that JavaScript's numbers cannot hold, and doubles that JSON cannot, are strings as well.
 */
final class JaegerTagWriter {
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final long GREATEST_SAFE = 1L << 53;

    private final JsonWriter json;

    JaegerTagWriter(JsonWriter json) {
        this.json = json;
    }

    void writeProcess(Resource resource) throws IOException {
        String service = resource.getAttribute(SERVICE_NAME);
        json.name("serviceName").value(service == null ? "" : service);
        json.name("tags").beginArray();
        writeAll(resource.getAttributes().toBuilder().remove(SERVICE_NAME).build());
        json.endArray();
    }

    void writeAll(Attributes attributes) throws IOException {
        for (Map.Entry<AttributeKey<?>, Object> attribute : attributes.asMap().entrySet()) {
            write(attribute.getKey().getKey(), attribute.getKey().getType(), attribute.getValue());
        }
    }

    void write(String key, String value) throws IOException {
        write(key, AttributeType.STRING, value);
    }

    void write(String key, boolean value) throws IOException {
        write(key, AttributeType.BOOLEAN, value);
    }

    private void write(String key, AttributeType type, Object value) throws IOException {
        json.beginObject().name("key").value(key).name("type");
        switch (type) {
            case BOOLEAN -> json.value("bool");
            case LONG -> json.value("int64");
            case DOUBLE -> json.value("float64");
            default -> json.value("string");
        }
        json.name("value");
        if (value instanceof List<?> array) {
            json.value(text(array));
        } else {
            writeValue(json, value);
        }
        json.endObject();
    }

    private static void writeValue(JsonWriter json, Object value) throws IOException {
        if (value instanceof Boolean flag) {
            json.value(flag);
        } else if (value instanceof Long number && Math.abs(number) <= GREATEST_SAFE && number != Long.MIN_VALUE) {
            json.value(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.value(number);
        } else {
            json.value(value.toString());
        }
    }

    private static String text(List<?> array) throws IOException {
        StringWriter text = new StringWriter();
        JsonWriter elements = new JsonWriter(text);
        elements.setHtmlSafe(false);
        elements.beginArray();
        for (Object element : array) {
            writeValue(elements, element);
        }
        elements.endArray();
        return text.toString();
    }
}
