// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zipkin2.Span;
import zipkin2.codec.SpanBytesEncoder;

/**
 * Decodes, and encodes, lists of Zipkin spans.
 *
 * <p>The rules of decoding are those of OpenTelemetry's specification, "OpenTelemetry to Zipkin Transformation", read backwards, and
 * of the OpenTelemetry Collector's Zipkin translator:
 *
 * <ul>
 *   <li>Names of spans and services come out in lower case, as Zipkin's own decoder makes them. IDs are left-padded; a
 *       span that names itself as parent has none. A span that is sent is sampled.
 *   <li>Without a kind, the tag {@code span.kind} gives it, else it is INTERNAL.
 *   <li>The local endpoint becomes the resource's {@code service.name}, {@code network.local.address} and {@code
 *       network.local.port}; the remote one {@code peer.service}, {@code network.peer.address} and {@code
 *       network.peer.port}. A tag of the same name wins.
 *   <li>Tags become string attributes. Those that OpenTelemetry's conventions name for a resource move to it, {@code
 *       otel.scope.*} or the older {@code otel.library.*} to the scope, {@code w3c.tracestate} to the trace state,
 *       {@code otlp.link.0} and up to the links, {@code otel.dropped_*_count} to the counts of what the sender dropped.
 *   <li>The tag {@code error} makes the status ERROR, whatever its value, as in Zipkin's model; a value other than
 *       {@code true} is the description. So does {@code otel.status_code}, which has {@code otel.status_description}.
 *   <li>Annotations become events. The Collector's packed form {@code name|{json}|dropped} and the specification's
 *       {@code "name": {json}} give their attributes back.
 *   <li>A span without a timestamp starts at its first annotation; without any it starts at the epoch, and {@code
 *       otel.zipkin.absentField.startTime} is {@code true}. Without a duration it ends at its last annotation.
 *   <li>{@code zipkin.shared} and {@code zipkin.debug} are {@code true} on spans sent with these flags. Span IDs that a
 *       client and a server share stay as sent; {@link dev.spanhound.trace.Trace} splits them.
 * </ul>
 */
public final class ZipkinSpans {
    private static final Pattern NO_SUCH_KIND = Pattern.compile("No enum constant [\\w.$]*Kind\\.(\\S+)");

    private ZipkinSpans() {}

    /**
     * Returns the spans of a request's body, in the order sent. An empty body has none.
     *
     * @throws MalformedZipkinException if the body is not a list of spans in this format, or if a span has no valid ID;
     *     nothing of it is to be kept then
     */
    public static List<SpanData> decode(byte[] body, ZipkinFormat format) throws MalformedZipkinException {
        List<SpanData> spans = new ArrayList<>();
        for (Span span : read(body, format)) {
            if (!SpanId.isValid(span.id())) {
                throw new MalformedZipkinException("id: " + span.id() + " (expected: not all zeros) in trace "
                        + span.traceId() + ", span " + spans.size() + " of the list");
            }
            spans.add(SpanMapping.toSpanData(span));
        }
        return spans;
    }

    /**
     * Returns spans as Zipkin's v2 JSON, in the order given. {@link #decode} of it gives what Zipkin can hold of them.
     *
     * <p>The rules are those of OpenTelemetry's specification, "OpenTelemetry to Zipkin Transformation": attributes, also those of the
     * resource, are tags; arrays, and the attributes of events, are JSON. Times are whole microseconds, of which a span lasts at
     * least one. Links and the trace state are lost.
     */
    public static byte[] encode(Collection<? extends SpanData> spans) {
        return SpanBytesEncoder.JSON_V2.encodeList(
                spans.stream().map(SpanEncoding::toZipkin).toList());
    }

    private static List<Span> read(byte[] body, ZipkinFormat format) throws MalformedZipkinException {
        if (format == ZipkinFormat.THRIFT_V1) {
            ThriftBounds.check(body);
        }
        JsonVersion.check(body, format);
        try {
            return format.decoder.decodeList(body);
        } catch (IllegalArgumentException e) {
            throw new MalformedZipkinException(problem(String.valueOf(e.getMessage())));
        }
    }

    /** Puts a decoder's words about one of its enums into those of the format. */
    private static String problem(String message) {
        Matcher kind = NO_SUCH_KIND.matcher(message);
        return kind.find() ? "kind: " + kind.group(1) + " (expected: CLIENT, SERVER, PRODUCER or CONSUMER)" : message;
    }
}
