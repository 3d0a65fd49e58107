// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.oracle;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** What a {@code tail_sampling} processor of the real Collector did; {@code src/test/oracle/README.md} has the format. */
record Recording(JsonObject json) {

    static List<Recording> of(String file) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(Recording.class.getResourceAsStream("/oracle/" + file), file)),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> new Recording(JsonParser.parseString(line).getAsJsonObject()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return json.get("name").getAsString();
    }

    String config() {
        return json.get("config").getAsString();
    }

    Stream<JsonObject> steps() {
        return elements("steps").map(JsonElement::getAsJsonObject);
    }

    /** Returns why the configuration was refused. */
    Optional<String> error() {
        return Optional.ofNullable(json.get("error")).map(JsonElement::getAsString);
    }

    List<JsonElement> released() {
        return elements("released").toList();
    }

    private Stream<JsonElement> elements(String key) {
        return json.has(key) ? StreamSupport.stream(json.getAsJsonArray(key).spliterator(), false) : Stream.empty();
    }

    /** Returns the metrics that are not zero, those with attributes one by one. */
    Map<String, Long> metrics() {
        Map<String, Long> metrics = new TreeMap<>();
        if (json.has("metrics")) {
            json.getAsJsonObject("metrics")
                    .entrySet()
                    .forEach(metric -> add(metrics, metric.getKey(), metric.getValue()));
        }
        metrics.values().removeIf(value -> value == 0);
        return metrics;
    }

    private static void add(Map<String, Long> metrics, String name, JsonElement value) {
        if (value.isJsonPrimitive()) {
            metrics.put(name, value.getAsLong());
            return;
        }
        value.getAsJsonObject()
                .entrySet()
                .forEach(point -> metrics.put(
                        name + " " + point.getKey(), point.getValue().getAsLong()));
    }
}
