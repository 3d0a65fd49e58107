// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spanhound.backend.otlp.MalformedOtlpException;
import dev.spanhound.backend.otlp.OtlpJson;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** A case that the real Collector's processors were recorded with. */
record RecordedCase(
        String name,
        String config,
        String error,
        String errorIn,
        List<List<SpanData>> received,
        List<List<SpanData>> given) {

    /** Returns those of a file, such as {@code filter}. */
    static List<RecordedCase> of(String file) throws IOException {
        String path = "/oracle/" + file + ".ndjson.gz";
        List<RecordedCase> cases = new ArrayList<>();
        try (var in = new GZIPInputStream(Objects.requireNonNull(RecordedCase.class.getResourceAsStream(path)));
                var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonObject json = JsonParser.parseString(line).getAsJsonObject();
                cases.add(new RecordedCase(
                        json.get("name").getAsString(),
                        json.get("config").getAsString(),
                        text(json, "error"),
                        text(json, "errorIn"),
                        spans(json, "steps", "receive"),
                        spans(json, "output", "traces")));
            }
        }
        return cases;
    }

    private static String text(JsonObject json, String key) {
        return json.has(key) ? json.get(key).getAsString() : "";
    }

    /** Spans with a zero trace ID are no spans here, and are not in a request. */
    private static List<List<SpanData>> spans(JsonObject json, String key, String member) {
        List<List<SpanData>> requests = new ArrayList<>();
        if (json.has(key)) {
            for (JsonElement step : json.getAsJsonArray(key)) {
                if (step.getAsJsonObject().has(member)) {
                    requests.add(spans(step.getAsJsonObject().get(member)));
                }
            }
        }
        requests.removeIf(List::isEmpty);
        return requests;
    }

    private static List<SpanData> spans(JsonElement otlp) {
        try {
            return OtlpJson.decodeTraces(otlp.toString().getBytes(UTF_8)).spans();
        } catch (MalformedOtlpException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
