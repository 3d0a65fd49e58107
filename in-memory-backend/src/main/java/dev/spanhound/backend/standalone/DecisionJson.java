// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.standalone;

import com.google.gson.stream.JsonWriter;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.LateSpans;
import dev.spanhound.collector.tailsampling.Vote;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * A decision as a line of JSON:
 *
 * <pre>{@code {"traceId": "…", "decision": "sampled", "policy": "errors", "spans": 4, "reason": "…", "votes": […]}}</pre>
 *
 * with {@code decision} one of {@code sampled}, {@code not_sampled}, {@code dropped}, {@code evicted} and {@code pending}.
 */
final class DecisionJson {
    private DecisionJson() {}

    static String line(Decision decision) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setHtmlSafe(false);
            json.beginObject();
            json.name("traceId").value(decision.traceId());
            json.name("decision").value(name(decision.outcome()));
            if (decision.policy().isPresent()) {
                json.name("policy").value(decision.policy().get());
            }
            json.name("spans").value(decision.spanCount());
            json.name("waitedMillis").value(decision.waited().toMillis());
            json.name("reason").value(decision.reason());
            writeVotes(json, decision.votes());
            if (!decision.lateSpans().isEmpty()) {
                writeLateSpans(json, decision.lateSpans());
            }
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void writeVotes(JsonWriter json, List<Vote> votes) throws IOException {
        json.name("votes").beginArray();
        for (Vote vote : votes) {
            json.beginObject();
            json.name("policy").value(vote.policy());
            json.name("type").value(vote.type());
            json.name("vote").value(name(vote.verdict()));
            json.name("reason").value(vote.reason());
            if (!vote.parts().isEmpty()) {
                writeVotes(json, vote.parts());
            }
            json.endObject();
        }
        json.endArray();
    }

    private static void writeLateSpans(JsonWriter json, List<LateSpans> late) throws IOException {
        json.name("lateSpans").beginArray();
        for (LateSpans spans : late) {
            json.beginObject();
            json.name("spans").value(spans.spans());
            json.name("fate").value(name(spans.fate()));
            json.endObject();
        }
        json.endArray();
    }
}
