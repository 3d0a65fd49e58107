// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import dev.spanhound.backend.query.Parameters.MalformedParameterException;
import dev.spanhound.backend.server.Response;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.TraceSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Jaeger's API with JSON of its own, the one that scripts and the older user interface use. */
final class JaegerV2 {
    private static final Set<String> PARAMETERS =
            Set.of("service", "operation", "start", "end", "limit", "lookback", "raw", "prettyPrint");

    private final TraceSource source;

    JaegerV2(TraceSource source) {
        this.source = source;
    }

    Response trace(String id, boolean indented) {
        Optional<TraceId> traceId = TraceId.ofHex(id);
        if (traceId.isEmpty()) {
            return json(400, JaegerJson.error(400, "traceId: " + id + " (expected: " + TraceId.HEX + ")", id));
        }
        return traceId.get()
                .in(source)
                .map(trace -> json(200, JaegerJson.trace(trace, indented)))
                .orElseGet(() -> json(404, JaegerJson.error(404, "trace not found", id)));
    }

    Response services() {
        return json(200, JaegerJson.names(TraceSearch.services(source)));
    }

    Response search(Parameters parameters) {
        try {
            parameters.allow(PARAMETERS);
            if (parameters.text("service").isEmpty()) {
                throw new MalformedParameterException("service: none (expected: one)");
            }
            TraceSearch search = new TraceSearch(
                    parameters.text("service"),
                    parameters.text("operation"),
                    micros(parameters.number("start")).orElse(Instant.MIN),
                    micros(parameters.number("end")).orElse(Instant.MAX),
                    parameters.limit("limit"),
                    false);
            List<Trace> found = search.in(source);
            return json(
                    200, JaegerJson.traces(found, parameters.text("prettyPrint").isPresent()));
        } catch (MalformedParameterException e) {
            return json(400, JaegerJson.error(400, String.valueOf(e.getMessage()), ""));
        }
    }

    private static Optional<Instant> micros(Optional<Long> sinceEpoch) {
        return sinceEpoch.map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private static Response json(int status, String body) {
        return Response.of(status, "application/json", body);
    }
}
