// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;
import dev.spanhound.backend.zipkin.MalformedZipkinException;
import dev.spanhound.backend.zipkin.ZipkinFormat;
import dev.spanhound.backend.zipkin.ZipkinSpans;
import java.util.List;

/** Zipkin over gRPC: {@code zipkin.proto3.SpanService/Report}. */
public final class ZipkinGrpcReceiver implements Receiver {
    private static final byte[] REPORT_RESPONSE = new byte[0];

    private final SpanConsumer consumer;
    private final int maxBytes;

    /**
     * Creates the receiver.
     *
     * @param consumer what takes the spans
     * @param maxBytes bound on a message's size after decompression
     */
    public ZipkinGrpcReceiver(SpanConsumer consumer, int maxBytes) {
        this.consumer = consumer;
        this.maxBytes = maxBytes;
    }

    @Override
    public Response answer(Request request) {
        try {
            byte[] message = GrpcCall.read(request, maxBytes);
            consumer.accept(
                    Protocol.ZIPKIN_GRPC,
                    message.length == 0 ? List.of() : ZipkinSpans.decode(message, ZipkinFormat.PROTO3));
            return GrpcCall.answer(REPORT_RESPONSE);
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
        consumer.refused("gRPC " + request.path() + ": " + refusal.message());
        return GrpcCall.refuse(refusal);
    }
}
