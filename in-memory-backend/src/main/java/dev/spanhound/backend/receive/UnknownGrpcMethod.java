// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import dev.spanhound.backend.server.Endpoint;
import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;

/** Answers calls of gRPC methods that no receiver has: UNIMPLEMENTED. */
public final class UnknownGrpcMethod implements Endpoint {
    private final SpanConsumer consumer;

    /** Creates it. */
    public UnknownGrpcMethod(SpanConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Response answer(Request request) {
        String message = "unknown method " + request.path()
                + " (expected: Export of OTLP's TraceService, LogsService or MetricsService v1,"
                + " or zipkin.proto3.SpanService/Report)";
        consumer.refused("gRPC: " + message);
        return GrpcCall.refuse(Refusal.unsupported(message));
    }

    /** Returns whether a request is a gRPC call. */
    public static boolean isCall(Request request) {
        return HttpBody.type(request).startsWith("application/grpc");
    }
}
