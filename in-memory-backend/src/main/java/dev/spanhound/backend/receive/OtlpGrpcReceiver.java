// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import dev.spanhound.backend.otlp.OtlpProtobuf;
import dev.spanhound.backend.otlp.Signal;
import dev.spanhound.backend.receive.OtlpExport.Rejection;
import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;

/** OTLP over gRPC, one signal's {@code Export}. */
public final class OtlpGrpcReceiver implements Receiver {
    private final OtlpExport export;
    private final int maxBytes;

    /**
     * Creates the receiver of one signal.
     *
     * @param signal what is exported
     * @param consumer what takes it
     * @param maxBytes bound on a message's size after decompression
     */
    public OtlpGrpcReceiver(Signal signal, SpanConsumer consumer, int maxBytes) {
        this.export = new OtlpExport(signal, consumer);
        this.maxBytes = maxBytes;
    }

    @Override
    public Response answer(Request request) {
        try {
            return answer(accept(request));
        } catch (RefusedException e) {
            return refuse(request, e.refusal());
        }
    }

    @Override
    public Response answerPartially(Request request, long rejected, String message) {
        try {
            accept(request);
            return answer(export.reject(rejected, message));
        } catch (RefusedException e) {
            return refuse(request, e.refusal());
        }
    }

    @Override
    public Response refuse(Request request, Refusal refusal) {
        export.consumer().refused("gRPC " + request.path() + ": " + refusal.message());
        return GrpcCall.refuse(refusal);
    }

    private Rejection accept(Request request) throws RefusedException {
        return export.accept(Protocol.OTLP_GRPC, GrpcCall.read(request, maxBytes));
    }

    private Response answer(Rejection rejection) {
        return GrpcCall.answer(OtlpProtobuf.exportResponse(export.signal(), rejection.count(), rejection.reason()));
    }
}
