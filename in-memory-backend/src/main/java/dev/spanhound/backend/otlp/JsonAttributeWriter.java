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

    /** Writes a value of an attribute: also one of the kinds that newer versions of the API allow, {@link Value}. */
    void writeAnyValue(Object value) throws IOException {
        json.beginObject();
        if (value instanceof Value<?> any) {
            writeField(any);
        } else if (value instanceof List<?> array) {
            json.name("arrayValue");
            writeValues(array);
        } else {
            writeScalar(value);
        }
        json.endObject();
    }

    private void writeField(Value<?> any) throws IOException {
        switch (any.getType()) {
            case ARRAY -> {
                json.name("arrayValue");
                writeValues((List<?>) any.getValue());
            }
            case KEY_VALUE_LIST -> {
                json.name("kvlistValue");
                writeValues((List<?>) any.getValue());
            }
            case STRING, BOOLEAN, LONG, DOUBLE, BYTES -> writeScalar(any.getValue());
            default -> {} // no value
        }
    }

    private void writeScalar(Object value) throws IOException {
        if (value instanceof Boolean flag) {
            json.name("boolValue").value(flag);
        } else if (value instanceof Long number) {
            json.name("intValue").value(number.toString());
        } else if (value instanceof Double number) {
            json.name("doubleValue");
            writeDouble(number);
        } else if (value instanceof ByteBuffer bytes) {
            json.name("bytesValue").value(base64(bytes));
        } else {
            json.name("stringValue").value(value.toString());
        }
    }

    private void writeDouble(double number) throws IOException {
        if (Double.isFinite(number)) {
            json.value(number);
        } else {
            json.value(Double.toString(number));
        }
    }

    private static String base64(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void writeValues(List<?> values) throws IOException {
        json.beginObject().name("values").beginArray();
        for (Object element : values) {
            if (element instanceof KeyValue member) {
                writeKeyValue(member.getKey(), member.getValue());
            } else {
                writeAnyValue(element);
            }
        }
        json.endArray().endObject();
    }
}
