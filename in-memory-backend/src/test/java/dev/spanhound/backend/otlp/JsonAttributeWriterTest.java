// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonWriter;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of the API's type that holds any value: newer versions of OpenTelemetry allow it for attributes. */
class JsonAttributeWriterTest {

    @Test
    void writesScalars() throws Exception {
        assertThat(write(Value.of("s"))).isEqualTo("{\"stringValue\":\"s\"}");
        assertThat(write(Value.of(1))).isEqualTo("{\"intValue\":\"1\"}");
        assertThat(write(Value.of(true))).isEqualTo("{\"boolValue\":true}");
        assertThat(write(Value.of(0.5))).isEqualTo("{\"doubleValue\":0.5}");
        assertThat(write(Value.of(new byte[] {1, 2, 3}))).isEqualTo("{\"bytesValue\":\"AQID\"}");
    }

    @Test
    void writesArraysAndKeyValueLists() throws Exception {
        assertThat(write(Value.of(List.of()))).isEqualTo("{\"arrayValue\":{\"values\":[]}}");
        assertThat(write(Value.of(new KeyValue[0]))).isEqualTo("{\"kvlistValue\":{\"values\":[]}}");
        assertThat(write(Value.of(Value.of("s"), Value.of(KeyValue.of("k", Value.of(1))))))
                .isEqualTo("{\"arrayValue\":{\"values\":[{\"stringValue\":\"s\"},"
                        + "{\"kvlistValue\":{\"values\":[{\"key\":\"k\",\"value\":{\"intValue\":\"1\"}}]}}]}}");
    }

    @Test
    void writesWhatIsNotFiniteAsText() throws Exception {
        assertThat(write(Double.NaN)).isEqualTo("{\"doubleValue\":\"NaN\"}");
        assertThat(write(Double.NEGATIVE_INFINITY)).isEqualTo("{\"doubleValue\":\"-Infinity\"}");
    }

    private static String write(Object value) throws Exception {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            new JsonAttributeWriter(json).writeAnyValue(value);
        }
        return text.toString();
    }
}
