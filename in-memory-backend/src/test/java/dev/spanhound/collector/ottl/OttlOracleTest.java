// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Every condition that was given to the real pkg/ottl has to be answered alike. */
class OttlOracleTest {
    @Test
    void answersAsTheCollectorDoes() throws IOException {
        List<String> differences = new ArrayList<>();
        int judged = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(OttlOracleTest.class.getResourceAsStream("/oracle/ottl.ndjson.gz"))),
                StandardCharsets.UTF_8))) {
            List<SpanData> spans = new ArrayList<>();
            JsonParser.parseString(lines.readLine())
                    .getAsJsonObject()
                    .getAsJsonArray("spans")
                    .forEach(span -> spans.add(OracleSpans.of(span.getAsJsonObject())));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonObject recorded = JsonParser.parseString(line).getAsJsonObject();
                if (OracleExceptions.excludes(recorded.get("condition").getAsString())) {
                    continue;
                }
                judged++;
                String difference = difference(recorded, spans);
                if (!difference.isEmpty()) {
                    differences.add(difference);
                }
            }
        }
        assertThat(String.join("\n", differences)).isEmpty();
        assertThat(judged).isGreaterThan(20_000);
    }

    private static String difference(JsonObject recorded, List<SpanData> spans) {
        String text = recorded.get("condition").getAsString();
        String context = recorded.get("context").getAsString();
        OttlCondition condition;
        try {
            condition = OttlCondition.parse(text, context.equals("span") ? OttlContext.SPAN : OttlContext.SPAN_EVENT);
        } catch (OttlException e) {
            return recorded.has("parseError") ? "" : text + "\n  is read by the Collector, but here: " + e.getMessage();
        }
        if (recorded.has("parseError")) {
            return text + "\n  is read here, but the Collector says: "
                    + recorded.get("parseError").getAsString();
        }
        JsonArray expected = recorded.getAsJsonArray("results");
        int at = 0;
        for (SpanData span : spans) {
            if (context.equals("span")) {
                String difference = difference(expected.get(at++), answer(() -> condition.matches(span)));
                if (!difference.isEmpty() && !OracleExceptions.excludes(text, span.getName())) {
                    return text + "\n  " + difference + " " + condition.values(span);
                }
                continue;
            }
            for (int i = 0; i < span.getEvents().size(); i++) {
                EventData event = span.getEvents().get(i);
                int index = i;
                String difference = difference(expected.get(at++), answer(() -> condition.matches(span, event, index)));
                if (!difference.isEmpty() && !OracleExceptions.excludes(text, span.getName())) {
                    return text + "\n  " + difference;
                }
            }
        }
        assertThat(at).isEqualTo(expected.size());
        return "";
    }

    private static String answer(java.util.function.BooleanSupplier condition) {
        try {
            return String.valueOf(condition.getAsBoolean());
        } catch (OttlEvaluationException e) {
            return "error: " + e.getMessage();
        }
    }

    private static String difference(JsonElement expected, String actual) {
        String recorded = expected.getAsString();
        boolean alike = recorded.startsWith("error") ? actual.startsWith("error") : recorded.equals(actual);
        return alike ? "" : "the Collector: " + recorded + "; here: " + actual;
    }
}
