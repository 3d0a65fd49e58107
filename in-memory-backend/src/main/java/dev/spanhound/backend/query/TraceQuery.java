// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import dev.spanhound.backend.server.Endpoint;
import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;
import dev.spanhound.trace.TraceSource;

/**
 * Gives traces back as the query services of Jaeger and Zipkin do.
 *
 * <ul>
 *   <li>{@code GET /api/traces/{traceId}}: Jaeger's own JSON, indented with {@code ?prettyPrint=true};
 *   <li>{@code GET /api/services}, and {@code GET /api/traces?service=}, with {@code operation}, {@code start} and {@code end}
 *       in microseconds, and {@code limit};
 *   <li>{@code GET /api/v3/traces/{traceId}}: OTLP JSON, as {@code {"result":{"resourceSpans":[...]}}};
 *   <li>{@code GET /api/v3/services}, and {@code GET /api/v3/traces?query.startTimeMin=&query.startTimeMax=}, with
 *       {@code query.serviceName}, {@code query.operationName} and {@code query.searchDepth};
 *   <li>{@code GET /api/v2/trace/{traceId}}, {@code GET /api/v2/services}, and {@code GET /api/v2/traces}, with {@code serviceName},
 *       {@code spanName}, {@code endTs}, {@code lookback} and {@code limit}: Zipkin's JSON.
 * </ul>
 *
 * <p>A trace ID has up to 32 hex digits, of either case, and is padded on the left; one with zeros in its
 * left half also finds the trace whose ID ends with it, if there is only one. {@code v3} takes an ID's 16 bytes in base64 as well. Span IDs
 * that a client and a server share, as in Zipkin's model, are split. An unknown trace is answered 404, what is no trace
 * ID 400.
 *
 * <p>A search finds the latest 100 traces, unless told otherwise, that have a span of this service and name, started within
 * these times. Other conditions are answered 400.
 */
public final class TraceQuery implements Endpoint {
    private static final String V2 = "/api/traces";
    private static final String V3 = "/api/v3/traces";
    private static final String ZIPKIN = "/api/v2/trace/";
    private static final String ZIPKIN_SEARCH = "/api/v2/traces";
    private static final String ZIPKIN_SERVICES = "/api/v2/services";
    private static final String V2_SERVICES = "/api/services";
    private static final String V3_SERVICES = "/api/v3/services";

    private final JaegerV2 v2;
    private final JaegerV3 v3;
    private final ZipkinV2 zipkin;

    /** Creates it over the traces of {@code source}. */
    public TraceQuery(TraceSource source) {
        this.v2 = new JaegerV2(source);
        this.v3 = new JaegerV3(source);
        this.zipkin = new ZipkinV2(source);
    }

    /** Returns whether a path is one of those that are answered here. */
    public static boolean answers(String path) {
        return switch (path) {
            case V2, V3, V2_SERVICES, V3_SERVICES, ZIPKIN_SEARCH, ZIPKIN_SERVICES -> true;
            default -> path.startsWith(V2 + "/") || path.startsWith(V3 + "/") || path.startsWith(ZIPKIN);
        };
    }

    @Override
    public Response answer(Request request) {
        String path = request.path();
        return switch (path) {
            case V2 -> v2.search(new Parameters(request.query()));
            case V3 -> v3.search(new Parameters(request.query()));
            case V2_SERVICES -> v2.services();
            case V3_SERVICES -> v3.services();
            case ZIPKIN_SEARCH -> zipkin.search(new Parameters(request.query()));
            case ZIPKIN_SERVICES -> zipkin.services();
            default -> trace(path, request);
        };
    }

    private Response trace(String path, Request request) {
        if (path.startsWith(V3 + "/")) {
            return v3.trace(path.substring(V3.length() + 1));
        }
        if (path.startsWith(V2 + "/")) {
            return v2.trace(
                    path.substring(V2.length() + 1),
                    "true".equals(request.query().get("prettyPrint")));
        }
        if (path.startsWith(ZIPKIN)) {
            return zipkin.trace(path.substring(ZIPKIN.length()));
        }
        return Response.of(404, "text/plain", "not found: " + path);
    }
}
