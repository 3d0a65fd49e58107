// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.recorded;

import dev.spanhound.backend.otlp.DecodedSpans;
import dev.spanhound.backend.otlp.MalformedOtlpException;
import dev.spanhound.backend.otlp.OtlpJson;
import dev.spanhound.backend.query.JaegerSpans;
import dev.spanhound.backend.query.MalformedJaegerException;
import dev.spanhound.backend.zipkin.MalformedZipkinException;
import dev.spanhound.backend.zipkin.ZipkinFormat;
import dev.spanhound.backend.zipkin.ZipkinSpans;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the formats of documents by what is in them, and decodes them. */
final class RecordingFormat {
    private static final Set<String> OTLP = Set.of("resourceSpans", "result", "trace");
    private static final Set<String> OTHER_SIGNALS = Set.of("resourceLogs", "resourceMetrics", "resourceProfiles");
    private static final Pattern LINE = Pattern.compile(" at line (\\d+) column (\\d+) path ");

    private RecordingFormat() {}

    /** Returns the requests of a document, none for one of another signal. */
    static List<List<SpanData>> requests(JsonDocument document) throws IOException, MalformedRecordingException {
        if (document.isListOfLists()) {
            return zipkinTraces(document);
        }
        if (document.isList()) {
            return List.of(zipkin(document));
        }
        List<String> keys = document.keys();
        if (!Collections.disjoint(keys, OTLP)) {
            return List.of(otlp(document));
        }
        if (keys.contains("data") || keys.contains("spans")) {
            return jaeger(document);
        }
        if (keys.isEmpty() || !Collections.disjoint(keys, OTHER_SIGNALS)) {
            return List.of();
        }
        throw new MalformedRecordingException(
                document.line(),
                "expected OTLP ({\"resourceSpans\": ...}), Jaeger ({\"data\": ...}) or Zipkin ([...]), but its keys are "
                        + String.join(", ", keys));
    }

    private static List<SpanData> otlp(JsonDocument document) throws MalformedRecordingException {
        try {
            DecodedSpans decoded = OtlpJson.decodeAnswer(document.bytes());
            if (decoded.rejected() > 0) {
                throw new MalformedRecordingException(
                        document.line(),
                        "OTLP with " + decoded.rejected() + " spans that are not valid: " + decoded.rejectionReason());
            }
            return decoded.spans();
        } catch (MalformedOtlpException e) {
            String message = String.valueOf(e.getMessage());
            Matcher place = LINE.matcher(message);
            int line = place.find() ? Integer.parseInt(place.group(1)) - 1 : 0;
            throw new MalformedRecordingException(
                    document.line() + line, "not OTLP: " + place.reset().replaceAll(" at column $2, "));
        }
    }

    private static List<List<SpanData>> jaeger(JsonDocument document) throws MalformedRecordingException {
        try {
            return JaegerSpans.decode(document.bytes());
        } catch (MalformedJaegerException e) {
            throw new MalformedRecordingException(document.line(), "not Jaeger's JSON: " + e.getMessage());
        }
    }

    private static List<SpanData> zipkin(JsonDocument document) throws MalformedRecordingException {
        try {
            return ZipkinSpans.decode(document.bytes(), ZipkinFormat.JSON_V2);
        } catch (MalformedZipkinException e) {
            throw new MalformedRecordingException(document.line(), "not Zipkin's v2 JSON: " + e.getMessage());
        }
    }

    private static List<List<SpanData>> zipkinTraces(JsonDocument document)
            throws IOException, MalformedRecordingException {
        List<List<SpanData>> traces = new ArrayList<>();
        JsonDocuments elements = JsonDocuments.elementsOf(document);
        for (Optional<JsonDocument> trace = elements.next(); trace.isPresent(); trace = elements.next()) {
            traces.add(zipkin(trace.get()));
        }
        return traces;
    }
}
