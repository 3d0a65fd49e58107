// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The string that stands for a value which an attribute cannot hold: JSON for arrays and maps, Base64 for bytes, an
 * empty string for no value. Inside arrays and maps bytes, NaN and the infinities are JSON strings, and no value is
 * {@code null}.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/common/#anyvalue-representation-for-non-otlp-protocols">OpenTelemetry
 *     specification: AnyValue representation for non-OTLP protocols</a>
 */
final class AnyValueText {
    private AnyValueText() {}

    /** Returns the string for a value, which is one of those that {@link AttributesDraft} describes. */
    static String of(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setHtmlSafe(false);
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonWriter json, @Nullable Object value) throws IOException {
        if (value instanceof List<?> array) {
            json.beginArray();
            for (Object element : array) {
                write(json, element);
            }
            json.endArray();
        } else if (value instanceof Map<?, ?> map) {
            json.beginObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                json.name(String.valueOf(member.getKey()));
                write(json, member.getValue());
            }
            json.endObject();
        } else if (value instanceof byte[] bytes) {
            json.value(Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Boolean flag) {
            json.value(flag);
        } else if (value instanceof Long number) {
            json.value(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.value(number);
        } else if (value == null) {
            json.nullValue();
        } else {
            json.value(value.toString());
        }
    }
}
