// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static dev.spanhound.backend.otlp.ProtobufReader.LENGTH_DELIMITED;

/**
 * OTLP as protobuf.
 *
 * <p>Decoding goes from bytes to spans in one pass. What it cannot read is a {@link MalformedOtlpException} that names
 * the byte, whatever the bytes are; time and memory are bounded by a multiple of their number. As protobuf demands,
 * unknown fields are skipped, fields may come in any order, a singular field that is repeated is merged, messages may
 * nest 100 deep, and text must be valid UTF-8.
 *
 * @see <a href="https://github.com/open-telemetry/opentelemetry-proto">OTLP's messages</a>
 */
public final class OtlpProtobuf {
    private static final int RESOURCE_SPANS = 1 << 3 | LENGTH_DELIMITED;

    private static final int RESOURCES = 1 << 1;
    private static final int SCOPES = 1 << 2;
    private static final int ITEMS = 1 << 2;
    private static final int GAUGE_SUM_HISTOGRAMS_AND_SUMMARY = 1 << 5 | 1 << 7 | 1 << 9 | 1 << 10 | 1 << 11;
    private static final int DATA_POINTS = 1 << 1;

    private OtlpProtobuf() {}

    /**
     * Decodes {@code ExportTraceServiceRequest}, or {@code TracesData}, which is the same on the wire.
     *
     * <p>A kind that is unspecified or unknown is internal, an unknown status code is unset, an invalid trace state is
     * empty, and a count of dropped things above what an {@code int} can hold is cut. A parent has the flags of its
     * child, for OTLP does not carry its own. A link whose IDs are not valid has an invalid context.
     *
     * <p>Of attribute values, arrays whose elements are all strings, all booleans, all integers or all doubles are array
     * attributes, an empty array one of strings. Other arrays, key-value lists, bytes and the empty value, which
     * attributes cannot hold, are <a
     * href="https://opentelemetry.io/docs/specs/otel/common/#anyvalue-representation-for-non-otlp-protocols">the strings
     * that OpenTelemetry specifies for them</a>: JSON, Base64 and an empty string. Of a key that comes twice the last
     * value counts; an attribute with an empty key, or of a resource with one that {@link
     * io.opentelemetry.sdk.resources.Resource} refuses, is left out.
     *
     * @param body the whole message; an empty one has no spans
     * @return the spans, without those whose IDs are not valid; these are counted
     * @throws MalformedOtlpException if the body is not such a message
     */
    public static DecodedSpans decodeTraces(byte[] body) throws MalformedOtlpException {
        ProtobufReader in = new ProtobufReader(body);
        SpanBatch batch = new SpanBatch();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case RESOURCE_SPANS -> ResourceSpansDecoder.decode(in, batch);
                default -> in.skip(tag);
            }
        }
        return batch.decoded();
    }

    /**
     * Counts the log records of an {@code ExportLogsServiceRequest}. What is in them is not looked at.
     *
     * @throws MalformedOtlpException if the body is not such a message
     */
    public static int countLogs(byte[] body) throws MalformedOtlpException {
        return FieldCount.count(body, RESOURCES, SCOPES, ITEMS);
    }

    /**
     * Counts the data points, of metrics of all types, of an {@code ExportMetricsServiceRequest}. What is in them is
     * not looked at.
     *
     * @throws MalformedOtlpException if the body is not such a message
     */
    public static int countMetrics(byte[] body) throws MalformedOtlpException {
        return FieldCount.count(body, RESOURCES, SCOPES, ITEMS, GAUGE_SUM_HISTOGRAMS_AND_SUMMARY, DATA_POINTS);
    }

    /**
     * Returns the answer to an export that was taken, at least in part: {@code Export*ServiceResponse}, which has the
     * same form for all signals.
     *
     * @param signal what was exported
     * @param rejected number of spans, log records or data points not taken
     * @param message why they were not, or a warning, or an empty string
     */
    public static byte[] exportResponse(Signal signal, long rejected, String message) {
        ProtobufWriter partialSuccess = new ProtobufWriter().int64(1, rejected).string(2, message);
        return new ProtobufWriter().message(1, partialSuccess).toByteArray();
    }

    /**
     * Returns {@code google.rpc.Status}, the body of an answer that is an error.
     *
     * @param grpcCode gRPC's status code
     * @param message what is wrong, for the developer of the sender
     */
    public static byte[] status(int grpcCode, String message) {
        return new ProtobufWriter().int64(1, grpcCode).string(2, message).toByteArray();
    }
}
