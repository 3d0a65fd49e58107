// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spanhound.collector.config.ConfigException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What the Collector v0.162 refuses is refused here, and what it accepts is accepted. */
class RefusedConfigsTest {
    private static List<JsonObject> recorded() throws IOException {
        InputStream file = Objects.requireNonNull(
                RefusedConfigsTest.class.getResourceAsStream("/oracle/invalid-configs.ndjson.gz"));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> JsonParser.parseString(line).getAsJsonObject())
                    .toList();
        }
    }

    private static Optional<String> refusal(String yaml) {
        try {
            CollectorConfig.builder().environment(Map.of()).parse(yaml);
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Test
    void agreesWithTheCollector() throws IOException {
        Map<String, String> differences = new TreeMap<>();
        for (JsonObject each : recorded()) {
            String config = each.get("config").getAsString();
            Optional<String> refusal = refusal(config);
            if (refusal.isPresent() != each.has("error")) {
                String theirs = each.has("error") ? each.get("error").getAsString() : "accepted";
                differences.put(
                        each.get("name").getAsString(),
                        config + "\n  Collector: " + theirs + "\n  here: " + refusal.orElse("accepted"));
            }
        }

        assertThat(differences).isEmpty();
    }
}
