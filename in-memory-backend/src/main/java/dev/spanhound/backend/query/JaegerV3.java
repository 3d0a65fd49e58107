// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import dev.spanhound.backend.otlp.OtlpJson;
import dev.spanhound.backend.query.Parameters.MalformedParameterException;
import dev.spanhound.backend.server.Response;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.TraceSource;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Jaeger's API v3, which has traces as OTLP JSON. Parameters have a newer name and an older one. */
final class JaegerV3 {
    private static final Set<String> PARAMETERS = Set.of(
            "query.serviceName",
            "query.service_name",
            "query.operationName",
            "query.operation_name",
            "query.startTimeMin",
            "query.start_time_min",
            "query.startTimeMax",
            "query.start_time_max",
            "query.searchDepth",
            "query.search_depth",
            "query.num_traces",
            "query.rawTraces",
            "query.raw_traces");

    private final TraceSource source;

    JaegerV3(TraceSource source) {
        this.source = source;
    }

    Response trace(String id) {
        Optional<TraceId> traceId = TraceId.ofHex(id).or(() -> TraceId.ofBase64(id));
        if (traceId.isEmpty()) {
            return json(
                    400,
                    JaegerJson.v3Error(
                            400, "traceId: " + id + " (expected: " + TraceId.HEX + ", or 16 bytes in base64)"));
        }
        return result(traceId.get().in(source).stream().toList());
    }

    Response services() {
        return json(200, JaegerJson.v3Services(TraceSearch.services(source)));
    }

    Response search(Parameters parameters) {
        try {
            parameters.allow(PARAMETERS);
            TraceSearch search = new TraceSearch(
                    parameters.text("query.serviceName", "query.service_name"),
                    parameters.text("query.operationName", "query.operation_name"),
                    required(parameters, "query.startTimeMin", "query.start_time_min"),
                    required(parameters, "query.startTimeMax", "query.start_time_max"),
                    parameters.limit("query.searchDepth", "query.search_depth", "query.num_traces"),
                    false);
            return result(search.in(source));
        } catch (MalformedParameterException e) {
            return json(400, JaegerJson.v3Error(400, String.valueOf(e.getMessage())));
        }
    }

    private static Instant required(Parameters parameters, String name, String olderName)
            throws MalformedParameterException {
        return parameters
                .time(name, olderName)
                .orElseThrow(() -> new MalformedParameterException(name + ": none (expected: a time)"));
    }

    private static Response result(List<Trace> traces) {
        if (traces.isEmpty()) {
            return json(404, JaegerJson.v3Error(404, "No traces found"));
        }
        String spans = OtlpJson.encode(traces.stream()
                .map(Trace::spans)
                .flatMap(Collection::stream)
                .map(SpanNode::span)
                .toList());
        return json(200, "{\"result\":" + spans + "}");
    }

    private static Response json(int status, String body) {
        return Response.of(status, "application/json", body);
    }
}
