// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The formats in which a trace context travels in headers. Each reads what it finds and writes what it is given; none ever
 * throws on what was received. W3C Baggage is beside them: {@link BaggageEntries}.
 */
@SuppressWarnings("ImmutableEnumChecker") // the formats have no state, and the lists are unmodifiable
public enum PropagationFormat {
    /** {@code traceparent} and {@code tracestate}: W3C Trace Context, level 2. */
    W3C("W3C Trace Context", "", new W3cFormat(), "traceparent", "tracestate"),

    /** {@code b3}: Zipkin's format in one header. */
    B3_SINGLE("B3 single", "", new B3SingleFormat(), "b3"),

    /** {@code X-B3-TraceId}, {@code X-B3-SpanId} and their kind: Zipkin's format in several headers. */
    B3_MULTI("B3 multi", "", new B3MultiFormat(), B3MultiFormat.HEADERS),

    /** {@code uber-trace-id}, with baggage in {@code uberctx-…} and {@code jaeger-baggage}. */
    JAEGER("Jaeger", JaegerFormat.BAGGAGE_PREFIX, new JaegerFormat(), JaegerFormat.HEADER),

    /** {@code X-Amzn-Trace-Id}, in SQS the attribute {@code AWSTraceHeader}: AWS X-Ray. */
    XRAY("AWS X-Ray", "", new XRayFormat(), XRayFormat.HEADERS),

    /** {@code x-datadog-trace-id} and its kind. */
    DATADOG("Datadog", "", new DatadogFormat(), DatadogFormat.HEADERS),

    /** {@code ot-tracer-traceid} and its kind: OpenTracing's. */
    OT_TRACE("OT trace", OtTraceFormat.BAGGAGE_PREFIX, new OtTraceFormat(), OtTraceFormat.HEADERS),

    /** {@code grpc-trace-bin}, in Base64 as HTTP/2 carries it: gRPC's before W3C Trace Context, and OpenCensus'. */
    GRPC_BINARY("gRPC binary", "", new GrpcBinaryFormat(), GrpcBinaryFormat.HEADER);

    private final String title;
    private final String baggagePrefix;
    private final HeaderFormat format;
    private final List<String> headers;

    PropagationFormat(String title, String baggagePrefix, HeaderFormat format, String... headers) {
        this.title = title;
        this.baggagePrefix = baggagePrefix;
        this.format = format;
        this.headers = List.of(headers);
    }

    /** Returns the headers that make up a context, the one that has the trace ID first. */
    public List<String> headers() {
        return headers;
    }

    /** Returns whether a header is part of this format, baggage of its own included. Case does not count. */
    public boolean owns(String header) {
        boolean isBaggage =
                (!baggagePrefix.isEmpty() && header.toLowerCase(Locale.ROOT).startsWith(baggagePrefix))
                        || (this == JAEGER && header.equalsIgnoreCase(JaegerFormat.BAGGAGE_HEADER));
        return isBaggage || headers.stream().anyMatch(header::equalsIgnoreCase);
    }

    /** Returns whether the lines have one of the headers that make up a context, valid or not. */
    public boolean isIn(HeaderLines lines) {
        return headers.stream().anyMatch(lines::contains);
    }

    /** Returns what the lines say in this format. */
    public Extraction read(HeaderLines lines) {
        return isIn(lines) ? format.read(lines) : Extraction.absent(this);
    }

    /** Returns the lines that carry this context, for a request or a message; none if the context is not valid. */
    public HeaderLines write(SpanContext context) {
        return context.isValid() ? format.write(context) : HeaderLines.none();
    }

    /** Returns the formats whose headers are there, valid or not, in the order of this enum. */
    public static Set<PropagationFormat> in(HeaderLines lines) {
        Set<PropagationFormat> formats = EnumSet.noneOf(PropagationFormat.class);
        for (PropagationFormat format : values()) {
            if (format.isIn(lines)) {
                formats.add(format);
            }
        }
        return formats;
    }

    /**
     * Returns what the lines say in B3: in the single header if that can be read, and in the several ones if not.
     *
     * @see <a href="https://github.com/openzipkin/b3-propagation">B3 propagation</a>
     */
    public static Extraction readB3(HeaderLines lines) {
        Extraction single = B3_SINGLE.read(lines);
        return single.context().isPresent() || !B3_MULTI.isIn(lines) ? single : B3_MULTI.read(lines);
    }

    /**
     * Returns the context to continue: of the first of these formats in which the lines name a trace and a span.
     *
     * @param formats to look for, in this order; all, in the order of this enum, if none is given
     */
    public static Optional<ExtractedContext> firstIn(HeaderLines lines, PropagationFormat... formats) {
        for (PropagationFormat format : formats.length == 0 ? values() : formats) {
            Optional<ExtractedContext> context =
                    format.read(lines).context().filter(each -> each.hasTraceId() && each.hasSpanId());
            if (context.isPresent()) {
                return context;
            }
        }
        return Optional.empty();
    }

    /** Returns the format's name, as a reader of a message knows it. */
    @Override
    public String toString() {
        return title;
    }
}
