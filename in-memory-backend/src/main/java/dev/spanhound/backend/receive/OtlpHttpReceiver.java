// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import dev.spanhound.backend.otlp.OtlpJson;
import dev.spanhound.backend.otlp.OtlpProtobuf;
import dev.spanhound.backend.otlp.Signal;
import dev.spanhound.backend.receive.OtlpExport.Rejection;
import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** OTLP over HTTP, one signal, as protobuf and as JSON; answers in the request's encoding. */
public final class OtlpHttpReceiver implements Receiver {
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-protobuf";

    private final OtlpExport export;
    private final int maxBytes;

    /**
     * Creates the receiver of one signal.
     *
     * @param signal what is exported
     * @param consumer what takes it
     * @param maxBytes bound on a body's size after decompression
     */
    public OtlpHttpReceiver(Signal signal, SpanConsumer consumer, int maxBytes) {
        this.export = new OtlpExport(signal, consumer);
        this.maxBytes = maxBytes;
    }

    @Override
    public Response answer(Request request) {
        try {
            return answer(request, accept(request));
        } catch (RefusedException e) {
            return refuse(request, e.refusal());
        }
    }

    @Override
    public Response answerPartially(Request request, long rejected, String message) {
        try {
            accept(request);
            return answer(request, export.reject(rejected, message));
        } catch (RefusedException e) {
            return refuse(request, e.refusal());
        }
    }

    @Override
    public Response refuse(Request request, Refusal refusal) {
        export.consumer().refused("POST " + request.path() + ": " + refusal.message());
        Map<String, String> headers = new HashMap<>();
        if (refusal.retryAfter().isPresent()) {
            headers.put("retry-after", seconds(refusal.retryAfter().get()));
        }
        boolean json = isJson(request);
        headers.put("content-type", json ? JSON : PROTOBUF);
        byte[] body = json
                ? OtlpJson.status(refusal.grpcStatus(), refusal.message())
                : OtlpProtobuf.status(refusal.grpcStatus(), refusal.message());
        return new Response(refusal.httpStatus(), headers, body, Map.of());
    }

    private Rejection accept(Request request) throws RefusedException {
        Protocol protocol = protocol(request);
        return export.accept(protocol, HttpBody.read(request, maxBytes));
    }

    private Response answer(Request request, Rejection rejection) {
        return isJson(request)
                ? Response.of(
                        200, JSON, OtlpJson.exportResponse(export.signal(), rejection.count(), rejection.reason()))
                : Response.of(
                        200,
                        PROTOBUF,
                        OtlpProtobuf.exportResponse(export.signal(), rejection.count(), rejection.reason()));
    }

    private static Protocol protocol(Request request) throws RefusedException {
        return switch (HttpBody.type(request)) {
            case PROTOBUF, "application/protobuf" -> Protocol.OTLP_HTTP_PROTOBUF;
            case JSON -> Protocol.OTLP_HTTP_JSON;
            default ->
                throw new RefusedException(Refusal.unsupported("content-type: "
                        + request.headers().getOrDefault("content-type", "none")
                        + " (expected: " + PROTOBUF + " or " + JSON + ")"));
        };
    }

    private static boolean isJson(Request request) {
        return HttpBody.type(request).equals(JSON);
    }

    /** Returns whole seconds, as the header wants them, and not less than asked for. */
    static String seconds(Duration duration) {
        return Long.toString(duration.plusNanos(999_999_999).toSeconds());
    }
}
