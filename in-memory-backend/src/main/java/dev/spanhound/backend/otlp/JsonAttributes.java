// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes arrays of {@code KeyValue} in JSON, and the {@code AnyValue}s in them. */
final class JsonAttributes {
    private AttributeName name = AttributeName.EMPTY;
    private @Nullable Object value;

    private JsonAttributes() {}

    static void decode(JsonSource in, AttributeSink sink) throws IOException, MalformedOtlpException {
        in.array(element -> {
            JsonAttributes attribute = new JsonAttributes();
            element.object(attribute::readKeyValue);
            sink.put(attribute.name, attribute.value);
        });
    }

    private void readKeyValue(String field, JsonSource in) throws IOException, MalformedOtlpException {
        switch (field) {
            case "key" -> name = new AttributeName(in.string());
            case "value" -> in.object(this::readAnyValue);
            default -> in.skip();
        }
    }

    private void readAnyValue(String field, JsonSource in) throws IOException, MalformedOtlpException {
        switch (field) {
            case "stringValue" -> value = in.string();
            case "boolValue" -> value = in.bool();
            case "intValue" -> value = in.int64();
            case "doubleValue" -> value = in.float64();
            case "arrayValue" -> value = array(in);
            case "kvlistValue" -> value = map(in);
            case "bytesValue" -> value = in.bytes();
            default -> in.skip();
        }
    }

    private static List<@Nullable Object> array(JsonSource in) throws IOException, MalformedOtlpException {
        List<@Nullable Object> array = new ArrayList<>();
        values(
                in,
                values -> values.array(element -> {
                    JsonAttributes attribute = new JsonAttributes();
                    element.object(attribute::readAnyValue);
                    array.add(attribute.value);
                }));
        return array;
    }

    private static Map<String, @Nullable Object> map(JsonSource in) throws IOException, MalformedOtlpException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        values(in, values -> decode(values, (name, value) -> map.put(name.text(), value)));
        return map;
    }

    private static void values(JsonSource in, JsonSource.Element values) throws IOException, MalformedOtlpException {
        in.object((field, member) -> {
            switch (field) {
                case "values" -> values.read(member);
                default -> member.skip();
            }
        });
    }
}
