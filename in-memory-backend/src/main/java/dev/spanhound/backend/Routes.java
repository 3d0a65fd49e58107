// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import dev.spanhound.backend.otlp.Signal;
import dev.spanhound.backend.query.TraceQuery;
import dev.spanhound.backend.receive.OtlpGrpcReceiver;
import dev.spanhound.backend.receive.OtlpHttpReceiver;
import dev.spanhound.backend.receive.SpanConsumer;
import dev.spanhound.backend.receive.UnknownGrpcMethod;
import dev.spanhound.backend.receive.ZipkinGrpcReceiver;
import dev.spanhound.backend.receive.ZipkinHttpReceiver;
import dev.spanhound.backend.server.Endpoint;
import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;
import dev.spanhound.trace.TraceSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Which path is answered by what, on each of the ports. */
final class Routes implements Endpoint {
    private static final String KNOWN =
            "(expected: POST /v1/traces, /v1/logs, /v1/metrics, /api/v2/spans, /api/v1/spans"
                    + " or a gRPC call; GET /healthz, /api/traces/{traceId}, /api/v3/traces/{traceId},"
                    + " /api/services, /api/v3/services)";
    private static final String HEALTH = "/healthz";
    private static final String GRPC = "/opentelemetry.proto.collector.";

    private final Map<String, Endpoint> exports = new HashMap<>();
    private final Endpoint query;
    private final Endpoint unknownGrpcMethod;
    private final SpanConsumer consumer;

    private Routes(SpanConsumer consumer, Faults faults, Endpoint query, int maxBytes) {
        this.consumer = consumer;
        this.query = query;
        this.unknownGrpcMethod = new UnknownGrpcMethod(consumer);
        exports.put("/v1/traces", new FaultyEndpoint(new OtlpHttpReceiver(Signal.TRACES, consumer, maxBytes), faults));
        exports.put("/v1/logs", new OtlpHttpReceiver(Signal.LOGS, consumer, maxBytes));
        exports.put("/v1/metrics", new OtlpHttpReceiver(Signal.METRICS, consumer, maxBytes));
        exports.put(
                GRPC + "trace.v1.TraceService/Export",
                new FaultyEndpoint(new OtlpGrpcReceiver(Signal.TRACES, consumer, maxBytes), faults));
        exports.put(GRPC + "logs.v1.LogsService/Export", new OtlpGrpcReceiver(Signal.LOGS, consumer, maxBytes));
        exports.put(
                GRPC + "metrics.v1.MetricsService/Export", new OtlpGrpcReceiver(Signal.METRICS, consumer, maxBytes));
        exports.put("/api/v1/spans", new FaultyEndpoint(ZipkinHttpReceiver.v1(consumer, maxBytes), faults));
        exports.put("/api/v2/spans", new FaultyEndpoint(ZipkinHttpReceiver.v2(consumer, maxBytes), faults));
        exports.put(
                "/zipkin.proto3.SpanService/Report",
                new FaultyEndpoint(new ZipkinGrpcReceiver(consumer, maxBytes), faults));
    }

    /** What the routes are made of, when the first connection is there. */
    record Source(SpanConsumer consumer, Faults faults, TraceSource traces, int maxBytes)
            implements Supplier<Endpoint> {

        @Override
        public Endpoint get() {
            return new Routes(consumer, faults, new TraceQuery(traces), maxBytes);
        }
    }

    @Override
    public Response answer(Request request) {
        String path = request.path();
        Endpoint export = exports.get(path);
        if (request.method().equals("POST")) {
            if (export != null) {
                return export.answer(request);
            }
            if (UnknownGrpcMethod.isCall(request)) {
                return unknownGrpcMethod.answer(request);
            }
            return isReadable(path) ? notAllowed(request, "GET") : unknownExport(request);
        }
        if (request.method().equals("GET") || request.method().equals("HEAD")) {
            if (path.equals(HEALTH)) {
                return Response.of(200, "text/plain", "ok\n");
            }
            if (isQuery(path)) {
                return query.answer(request);
            }
        }
        if (export != null) {
            return notAllowed(request, "POST");
        }
        return isReadable(path) ? notAllowed(request, "GET") : notFound(request);
    }

    @Override
    public Response tooLarge(Request head, int maxBytes) {
        Endpoint export = exports.get(head.path());
        return export == null ? answer(head) : export.tooLarge(head, maxBytes);
    }

    @Override
    public void unreadable(String reason) {
        consumer.refused(reason);
    }

    private Response unknownExport(Request request) {
        Response response = notFound(request);
        consumer.refused(reason(request, "404, no such endpoint"));
        return response;
    }

    private static Response notFound(Request request) {
        return Response.of(404, "text/plain", reason(request, "no such endpoint") + " " + KNOWN + "\n");
    }

    private static boolean isReadable(String path) {
        return path.equals(HEALTH) || isQuery(path);
    }

    private static boolean isQuery(String path) {
        return TraceQuery.answers(path);
    }

    private static Response notAllowed(Request request, String allowed) {
        String text = reason(request, "method not allowed") + " (expected: " + allowed + ")\n";
        return Response.of(405, "text/plain", text).with("allow", allowed);
    }

    private static String reason(Request request, String what) {
        return request.method() + " " + request.path() + ": " + what;
    }
}
