// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import com.google.gson.stream.JsonWriter;
import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jaeger's JSON form of a trace, as its query service and user interface exchange it, and its errors. */
final class JaegerJson {
    private JaegerJson() {}

    /** Writes a part of a document. */
    @FunctionalInterface
    private interface Writing {
        void to(JsonWriter json) throws IOException;
    }

    static String trace(Trace trace, boolean indented) {
        return traces(List.of(trace), indented);
    }

    static String traces(List<Trace> traces, boolean indented) {
        return write(indented, json -> {
            json.beginObject().name("data").beginArray();
            for (Trace trace : traces) {
                writeTrace(trace, json);
            }
            json.endArray();
            writePage(json, traces.size());
            json.name("errors").nullValue().endObject();
        });
    }

    static String names(List<String> names) {
        return write(false, json -> {
            json.beginObject().name("data");
            writeNames(names, json);
            writePage(json, names.size());
            json.name("errors").nullValue().endObject();
        });
    }

    static String v3Services(List<String> names) {
        return write(false, json -> {
            json.beginObject().name("services");
            writeNames(names, json);
            json.endObject();
        });
    }

    private static void writeNames(List<String> names, JsonWriter json) throws IOException {
        json.beginArray();
        for (String name : names) {
            json.value(name);
        }
        json.endArray();
    }

    static String error(int code, String message, String traceId) {
        return write(false, json -> {
            json.beginObject().name("data").beginArray().endArray();
            writePage(json, 0);
            json.name("errors").beginArray().beginObject();
            json.name("code")
                    .value(code)
                    .name("msg")
                    .value(message)
                    .name("traceID")
                    .value(traceId);
            json.endObject().endArray().endObject();
        });
    }

    static String v3Error(int code, String message) {
        return write(false, json -> {
            json.beginObject().name("error").beginObject();
            json.name("httpCode").value(code).name("message").value(message);
            json.endObject().endObject();
        });
    }

    private static String write(boolean indented, Writing writing) {
        StringWriter text = new StringWriter();
        try {
            JsonWriter json = new JsonWriter(text);
            json.setHtmlSafe(false);
            json.setIndent(indented ? "  " : "");
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writePage(JsonWriter json, int total) throws IOException {
        json.name("total").value(total).name("limit").value(0).name("offset").value(0);
    }

    private static void writeTrace(Trace trace, JsonWriter json) throws IOException {
        Map<Resource, String> processes = new LinkedHashMap<>();
        json.beginObject().name("traceID").value(trace.traceId()).name("spans").beginArray();
        JaegerSpanWriter spans = new JaegerSpanWriter(json);
        for (var node : trace.spans()) {
            Resource resource = node.span().getResource();
            spans.write(node, processes.computeIfAbsent(resource, unseen -> "p" + (processes.size() + 1)));
        }
        json.endArray().name("processes").beginObject();
        JaegerTagWriter tags = new JaegerTagWriter(json);
        for (var process : processes.entrySet()) {
            json.name(process.getValue()).beginObject();
            tags.writeProcess(process.getKey());
            json.endObject();
        }
        json.endObject().name("warnings").nullValue().endObject();
    }
}
