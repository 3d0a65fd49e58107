// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import com.google.gson.stream.JsonWriter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Writes attributes as OTLP/JSON's {@code KeyValue} and {@code AnyValue}. */
final class JsonAttributeWriter {
    private final JsonWriter json;

    JsonAttributeWriter(JsonWriter json) {
        this.json = json;
    }

    /**
     * Writes the members {@code attributes} and {@code droppedAttributesCount} of the current object.
     *
     * @param total how many attributes there were before some were dropped
     */
    void write(Attributes attributes, int total) throws IOException {
        if (!attributes.isEmpty()) {
            json.name("attributes").beginArray();
            for (Map.Entry<AttributeKey<?>, Object> attribute :
                    attributes.asMap().entrySet()) {
                writeKeyValue(attribute.getKey().getKey(), attribute.getValue());
            }
            json.endArray();
        }
        if (total > attributes.size()) {
            json.name("droppedAttributesCount").value(total - attributes.size());
        }
    }

    private void writeKeyValue(String key, Object value) throws IOException {
        json.beginObject().name("key").value(key).name("value");
        writeAnyValue(value);
        json.endObject();
    }

    private void writeAnyValue(Object value) throws IOException {
        json.beginObject();
        if (value instanceof Boolean flag) {
            json.name("boolValue").value(flag);
        } else if (value instanceof Long number) {
            json.name("intValue").value(number.toString());
        } else if (value instanceof Double number) {
            writeDouble(number);
        } else if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            json.name("bytesValue").value(Base64.getEncoder().encodeToString(copy));
        } else if (value instanceof List<?> list) {
            writeList(list);
        } else {
            json.name("stringValue").value(value.toString());
        }
        json.endObject();
    }

    private void writeDouble(double number) throws IOException {
        json.name("doubleValue");
        if (Double.isFinite(number)) {
            json.value(number);
        } else {
            json.value(Double.toString(number));
        }
    }

    private void writeList(List<?> list) throws IOException {
        boolean isMap = !list.isEmpty() && list.get(0) instanceof KeyValue;
        json.name(isMap ? "kvlistValue" : "arrayValue")
                .beginObject()
                .name("values")
                .beginArray();
        for (Object element : list) {
            if (element instanceof KeyValue member) {
                writeKeyValue(member.getKey(), member.getValue().getValue());
            } else {
                writeAnyValue(element instanceof Value<?> value ? value.getValue() : element);
            }
        }
        json.endArray().endObject();
    }
}
