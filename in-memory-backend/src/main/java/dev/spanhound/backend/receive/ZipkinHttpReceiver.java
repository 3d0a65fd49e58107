// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;
import dev.spanhound.backend.zipkin.MalformedZipkinException;
import dev.spanhound.backend.zipkin.ZipkinFormat;
import dev.spanhound.backend.zipkin.ZipkinSpans;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Zipkin over HTTP, one version of it. The answer is 202 before anything is looked at but the spans' form. */
public final class ZipkinHttpReceiver implements Receiver {
    private final ZipkinFormat json;
    private final String binaryType;
    private final ZipkinFormat binary;
    private final SpanConsumer consumer;
    private final int maxBytes;

    private ZipkinHttpReceiver(
            ZipkinFormat json, String binaryType, ZipkinFormat binary, SpanConsumer consumer, int maxBytes) {
        this.json = json;
        this.binaryType = binaryType;
        this.binary = binary;
        this.consumer = consumer;
        this.maxBytes = maxBytes;
    }

    /**
     * Returns the receiver of {@code /api/v1/spans}: JSON and thrift.
     *
     * @param consumer what takes the spans
     * @param maxBytes bound on a body's size after decompression
     */
    public static ZipkinHttpReceiver v1(SpanConsumer consumer, int maxBytes) {
        return new ZipkinHttpReceiver(
                ZipkinFormat.JSON_V1, "application/x-thrift", ZipkinFormat.THRIFT_V1, consumer, maxBytes);
    }

    /**
     * Returns the receiver of {@code /api/v2/spans}: JSON and protobuf.
     *
     * @param consumer what takes the spans
     * @param maxBytes bound on a body's size after decompression
     */
    public static ZipkinHttpReceiver v2(SpanConsumer consumer, int maxBytes) {
        return new ZipkinHttpReceiver(
                ZipkinFormat.JSON_V2, "application/x-protobuf", ZipkinFormat.PROTO3, consumer, maxBytes);
    }

    @Override
    public Response answer(Request request) {
        try {
            byte[] body = HttpBody.read(request, maxBytes);
            String type = HttpBody.type(request);
            if (type.equals("application/protobuf")) {
                // As Zipkin's server does, which takes it for JSON; OTLP's type is an easy mistake.
                throw new RefusedException(Refusal.malformed(
                        "content-type: application/protobuf (expected: " + binaryType + ", or application/json)"));
            }
            ZipkinFormat format = type.equals(binaryType) ? binary : json;
            consumer.accept(Protocol.ZIPKIN_HTTP, body.length == 0 ? List.of() : ZipkinSpans.decode(body, format));
            return Response.empty(202);
        } catch (MalformedZipkinException e) {
            return refuse(request, Refusal.malformed(String.valueOf(e.getMessage())));
        } catch (RefusedException e) {
            return refuse(request, e.refusal());
        }
    }

    @Override
    public Response answerPartially(Request request, long rejected, String message) {
        return answer(request);
    }

    @Override
    public Response refuse(Request request, Refusal refusal) {
        consumer.refused("POST " + request.path() + ": " + refusal.message());
        Map<String, String> headers = new HashMap<>();
        if (refusal.retryAfter().isPresent()) {
            headers.put(
                    "retry-after", OtlpHttpReceiver.seconds(refusal.retryAfter().get()));
        }
        headers.put("content-type", "text/plain");
        return new Response(
                refusal.httpStatus(),
                headers,
                refusal.message().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of());
    }
}
