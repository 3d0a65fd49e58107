// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import dev.spanhound.backend.otlp.OtlpJson;
import dev.spanhound.backend.server.Endpoint;
import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.TraceSource;
import java.util.List;
import java.util.Optional;

/**
 * Gives one trace back as Jaeger's query service does.
 *
 * <ul>
 *   <li>{@code GET /api/traces/{traceId}}: Jaeger's own JSON, indented with {@code ?prettyPrint=true};
 *   <li>{@code GET /api/v3/traces/{traceId}}: OTLP JSON, as {@code {"result":{"resourceSpans":[...]}}}.
 * </ul>
 *
 * <p>A trace ID has up to 32 hex digits, of either case, and is padded on the left; one of up to 16 digits also finds
 * the trace whose ID ends with it, if there is only one. {@code v3} takes an ID's 16 bytes in base64 as well. Span IDs
 * that a client and a server share, as in Zipkin's model, are split. An unknown trace is answered 404, what is no trace
 * ID 400.
 */
public final class TraceQuery implements Endpoint {
    private static final String JSON = "application/json";
    private static final String HEX = "up to 32 hex digits";
    private static final String V2 = "/api/traces/";
    private static final String V3 = "/api/v3/traces/";

    private final TraceSource source;

    /** Creates it over the traces of {@code source}. */
    public TraceQuery(TraceSource source) {
        this.source = source;
    }

    @Override
    public Response answer(Request request) {
        String path = request.path();
        if (path.startsWith(V3)) {
            return v3(path.substring(V3.length()));
        }
        if (path.startsWith(V2)) {
            boolean indented = "true".equals(request.query().get("prettyPrint"));
            return v2(path.substring(V2.length()), indented);
        }
        return Response.of(404, "text/plain", "not found: " + path);
    }

    private Response v2(String id, boolean indented) {
        Optional<TraceId> traceId = TraceId.ofHex(id);
        if (traceId.isEmpty()) {
            return Response.of(400, JSON, JaegerJson.error(400, "traceId: " + id + " (expected: " + HEX + ")", id));
        }
        return find(traceId.get())
                .map(trace -> Response.of(200, JSON, JaegerJson.trace(trace, indented)))
                .orElseGet(() -> Response.of(404, JSON, JaegerJson.error(404, "trace not found", id)));
    }

    private Response v3(String id) {
        Optional<TraceId> traceId = TraceId.ofHex(id).or(() -> TraceId.ofBase64(id));
        if (traceId.isEmpty()) {
            return Response.of(
                    400,
                    JSON,
                    JaegerJson.v3Error(400, "traceId: " + id + " (expected: " + HEX + ", or 16 bytes in base64)"));
        }
        return find(traceId.get())
                .map(trace -> Response.of(200, JSON, v3Result(trace)))
                .orElseGet(() -> Response.of(404, JSON, JaegerJson.v3Error(404, "No traces found")));
    }

    private static String v3Result(Trace trace) {
        return "{\"result\":"
                + OtlpJson.encode(trace.spans().stream().map(SpanNode::span).toList()) + "}";
    }

    private Optional<Trace> find(TraceId id) {
        return source.find(id.padded()).or(() -> id.isHalf() ? findByRightHalf(id) : Optional.empty());
    }

    private Optional<Trace> findByRightHalf(TraceId id) {
        List<Trace> found = source.find(trace -> trace.traceId().endsWith(id.rightHalf()));
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
