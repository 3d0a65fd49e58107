// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import dev.spanhound.backend.otlp.DecodedSpans;
import dev.spanhound.backend.otlp.MalformedOtlpException;
import dev.spanhound.backend.otlp.OtlpJson;
import dev.spanhound.backend.otlp.OtlpProtobuf;
import dev.spanhound.backend.otlp.Signal;

/**
 * What an OTLP request of one signal asks for, whatever brought it: decode, hand over, count.
 *
 * @param signal what the requests carry
 * @param consumer what takes it
 */
record OtlpExport(Signal signal, SpanConsumer consumer) {

    /** The part of a request that was not taken. */
    record Rejection(long count, String reason) {
        static final Rejection NONE = new Rejection(0, "");
    }

    Rejection accept(Protocol protocol, byte[] body) throws RefusedException {
        boolean json = protocol == Protocol.OTLP_HTTP_JSON;
        try {
            switch (signal) {
                case TRACES -> {
                    return accept(protocol, json ? OtlpJson.decodeTraces(body) : OtlpProtobuf.decodeTraces(body));
                }
                case LOGS ->
                    consumer.acceptLogRecords(protocol, json ? OtlpJson.countLogs(body) : OtlpProtobuf.countLogs(body));
                case METRICS ->
                    consumer.acceptDataPoints(
                            protocol, json ? OtlpJson.countMetrics(body) : OtlpProtobuf.countMetrics(body));
            }
            return Rejection.NONE;
        } catch (MalformedOtlpException e) {
            throw new RefusedException(Refusal.malformed(String.valueOf(e.getMessage())));
        }
    }

    private Rejection accept(Protocol protocol, DecodedSpans decoded) {
        consumer.accept(protocol, decoded.spans());
        return decoded.rejected() == 0 ? Rejection.NONE : reject(decoded.rejected(), decoded.rejectionReason());
    }

    /** Tells the consumer of a part that is not taken, and returns it. */
    Rejection reject(long count, String reason) {
        consumer.refused(count + " rejected: " + reason);
        return new Rejection(count, reason);
    }
}
