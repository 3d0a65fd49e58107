// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import com.google.gson.JsonArray;
import dev.spanhound.backend.query.Parameters.MalformedParameterException;
import dev.spanhound.backend.server.Response;
import dev.spanhound.backend.zipkin.ZipkinSpans;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.TraceSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Zipkin's API v2. */
final class ZipkinV2 {
    private static final Set<String> PARAMETERS = Set.of("serviceName", "spanName", "endTs", "lookback", "limit");
    private static final long DEFAULT_LOOKBACK = Duration.ofDays(1).toMillis();

    private final TraceSource source;

    ZipkinV2(TraceSource source) {
        this.source = source;
    }

    Response trace(String id) {
        Optional<TraceId> traceId = TraceId.ofHex(id);
        if (traceId.isEmpty()) {
            return text(400, "traceId: " + id + " (expected: " + TraceId.HEX + ")");
        }
        return traceId.get()
                .in(source)
                .map(trace -> json(spans(trace)))
                .orElseGet(() -> text(404, traceId.get().padded() + " not found"));
    }

    Response services() {
        JsonArray names = new JsonArray();
        TraceSearch.services(source).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .forEach(names::add);
        return json(names.toString());
    }

    Response search(Parameters parameters) {
        try {
            parameters.allow(PARAMETERS);
            Instant latest =
                    parameters.number("endTs").map(Instant::ofEpochMilli).orElse(Instant.MAX);
            Instant earliest = latest.equals(Instant.MAX)
                    ? Instant.MIN
                    : latest.minusMillis(parameters.number("lookback").orElse(DEFAULT_LOOKBACK));
            TraceSearch search = new TraceSearch(
                    parameters.text("serviceName"),
                    parameters.text("spanName"),
                    earliest,
                    latest,
                    parameters.limit("limit"),
                    true);
            List<Trace> found = search.in(source);
            return json(found.stream().map(ZipkinV2::spans).collect(Collectors.joining(",", "[", "]")));
        } catch (MalformedParameterException e) {
            return text(400, String.valueOf(e.getMessage()));
        }
    }

    private static String spans(Trace trace) {
        byte[] list =
                ZipkinSpans.encode(trace.spans().stream().map(SpanNode::span).toList());
        return new String(list, StandardCharsets.UTF_8);
    }

    private static Response json(String body) {
        return Response.of(200, "application/json", body);
    }

    private static Response text(int status, String body) {
        return Response.of(status, "text/plain", body);
    }
}
