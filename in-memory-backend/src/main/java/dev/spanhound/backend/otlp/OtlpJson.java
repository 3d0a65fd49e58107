// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import com.google.gson.stream.JsonWriter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * OTLP as JSON: protobuf's JSON mapping, with hex IDs and numbers for enums.
 *
 * <p>Decoding is lenient. IDs may be of either case, integers numbers or strings, enums numbers or names, bytes Base64 of
 * either alphabet; null is a field's default. Fields may come in any order, and unknown ones are skipped; so are those
 * in {@code snake_case}, for OTLP has only {@code lowerCamelCase}. What cannot be read is a
 * {@link MalformedOtlpException} that names line, column and path.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP: JSON protobuf encoding</a>
 */
public final class OtlpJson {
    private static final List<Set<String>> LOG_RECORDS =
            List.of(Set.of("resourceLogs"), Set.of("scopeLogs"), Set.of("logRecords"));
    private static final List<Set<String>> DATA_POINTS = List.of(
            Set.of("resourceMetrics"),
            Set.of("scopeMetrics"),
            Set.of("metrics"),
            Set.of("gauge", "sum", "histogram", "exponentialHistogram", "summary"),
            Set.of("dataPoints"));

    private OtlpJson() {}

    /**
     * Decodes {@code ExportTraceServiceRequest}, or {@code TracesData}, to the same spans as {@link
     * OtlpProtobuf#decodeTraces}.
     *
     * @param body the whole document, in UTF-8
     * @return the spans, without those whose IDs are not valid; these are counted
     * @throws MalformedOtlpException if the body is not such a document
     */
    public static DecodedSpans decodeTraces(byte[] body) throws MalformedOtlpException {
        SpanBatch batch = new SpanBatch();
        JsonSource.read(body, (field, in) -> readTraces(field, in, batch));
        return batch.decoded();
    }

    /**
     * Decodes the same from the answer of a query service: {@code TracesData}, which may be the member {@code result} of
     * another object, as in Jaeger's API v3, or {@code trace}, as in Tempo's API v2.
     *
     * @param body the whole document, in UTF-8
     * @return the spans, without those whose IDs are not valid; these are counted
     * @throws MalformedOtlpException if the body is not such a document
     */
    public static DecodedSpans decodeAnswer(byte[] body) throws MalformedOtlpException {
        SpanBatch batch = new SpanBatch();
        JsonSource.read(body, (field, in) -> {
            switch (field) {
                case "result", "trace" -> in.object((inner, value) -> readTraces(inner, value, batch));
                default -> readTraces(field, in, batch);
            }
        });
        return batch.decoded();
    }

    private static void readTraces(String field, JsonSource in, SpanBatch batch)
            throws IOException, MalformedOtlpException {
        switch (field) {
            case "resourceSpans" -> in.array(element -> JsonSpans.decode(element, batch));
            default -> in.skip();
        }
    }

    /**
     * Counts the log records of an {@code ExportLogsServiceRequest}. What is in them is not looked at.
     *
     * @throws MalformedOtlpException if the body is not such a document
     */
    public static int countLogs(byte[] body) throws MalformedOtlpException {
        return JsonCount.count(body, LOG_RECORDS);
    }

    /**
     * Counts the data points, of metrics of all types, of an {@code ExportMetricsServiceRequest}. What is in them is
     * not looked at.
     *
     * @throws MalformedOtlpException if the body is not such a document
     */
    public static int countMetrics(byte[] body) throws MalformedOtlpException {
        return JsonCount.count(body, DATA_POINTS);
    }

    /**
     * Encodes spans as {@code TracesData}, on one line. {@link #decodeTraces} of it gives spans with the same content.
     *
     * <p>They are grouped by resource and scope, in the order in which those first come. A parent's flags and trace
     * state, and the type of an empty array, are lost: OTLP does not carry them.
     */
    public static String encode(Collection<? extends SpanData> spans) {
        return write(json -> new JsonSpanWriter(json).write(spans));
    }

    /**
     * Writes what {@link #encode} returns.
     *
     * @throws IOException if {@code out} throws it
     */
    public static void encode(Collection<? extends SpanData> spans, Writer out) throws IOException {
        new JsonSpanWriter(jsonTo(out)).write(spans);
    }

    private static JsonWriter jsonTo(Writer out) {
        JsonWriter json = new JsonWriter(out);
        json.setHtmlSafe(false);
        return json;
    }

    /**
     * Returns the answer to an export that was taken, at least in part: {@code Export*ServiceResponse}.
     *
     * @param signal what was exported
     * @param rejected number of spans, log records or data points not taken
     * @param message why they were not, or a warning, or an empty string
     */
    public static byte[] exportResponse(Signal signal, long rejected, String message) {
        return utf8(json -> {
            json.beginObject();
            if (rejected != 0 || !message.isEmpty()) {
                json.name("partialSuccess").beginObject();
                if (rejected != 0) {
                    json.name(signal.rejectedField()).value(Long.toString(rejected));
                }
                if (!message.isEmpty()) {
                    json.name("errorMessage").value(message);
                }
                json.endObject();
            }
            json.endObject();
        });
    }

    /**
     * Returns {@code google.rpc.Status}, the body of an answer that is an error.
     *
     * @param grpcCode gRPC's status code
     * @param message what is wrong, for the developer of the sender
     */
    public static byte[] status(int grpcCode, String message) {
        return utf8(json -> json.beginObject()
                .name("code")
                .value(grpcCode)
                .name("message")
                .value(message)
                .endObject());
    }

    private static byte[] utf8(Content content) {
        return write(content).getBytes(StandardCharsets.UTF_8);
    }

    private static String write(Content content) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = jsonTo(text)) {
            content.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** What a JSON text is made of. */
    @FunctionalInterface
    private interface Content {
        void writeTo(JsonWriter json) throws IOException;
    }
}
