// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.load;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import zipkin2.Endpoint;
import zipkin2.Span;
import zipkin2.codec.SpanBytesEncoder;

/** The formats in which the same spans are sent. */
public enum Encoding {
    /** {@code ExportTraceServiceRequest} as protobuf. */
    OTLP("application/x-protobuf", false) {
        @Override
        byte[] encode(String service, List<SampleSpan> spans) {
            ScopeSpans.Builder scope = ScopeSpans.newBuilder()
                    .setScope(InstrumentationScope.newBuilder().setName("dev.spanhound.benchmarks"));
            spans.forEach(span -> scope.addSpans(otlp(span)));
            return ExportTraceServiceRequest.newBuilder()
                    .addResourceSpans(ResourceSpans.newBuilder()
                            .setResource(Resource.newBuilder().addAttributes(attribute("service.name", service)))
                            .addScopeSpans(scope))
                    .build()
                    .toByteArray();
        }
    },
    /** Zipkin's JSON, version 2. */
    ZIPKIN_JSON("application/json", true) {
        @Override
        byte[] encode(String service, List<SampleSpan> spans) {
            return SpanBytesEncoder.JSON_V2.encodeList(zipkin(service, spans));
        }
    },
    /** Zipkin's {@code ListOfSpans} as protobuf. */
    ZIPKIN_PROTO3("application/x-protobuf", false) {
        @Override
        byte[] encode(String service, List<SampleSpan> spans) {
            return SpanBytesEncoder.PROTO3.encodeList(zipkin(service, spans));
        }
    };

    final String contentType;

    /** Whether IDs are written as hex digits, and not as bytes. */
    final boolean hexIds;

    Encoding(String contentType, boolean hexIds) {
        this.contentType = contentType;
        this.hexIds = hexIds;
    }

    abstract byte[] encode(String service, List<SampleSpan> spans);

    private static io.opentelemetry.proto.trace.v1.Span otlp(SampleSpan span) {
        io.opentelemetry.proto.trace.v1.Span.Builder encoded = io.opentelemetry.proto.trace.v1.Span.newBuilder()
                .setTraceId(bytes(span.traceIdHigh(), span.traceIdLow()))
                .setSpanId(bytes(span.id()))
                .setName(span.name())
                .setKind(SpanKind.valueOf("SPAN_KIND_" + span.kind().name()))
                .setStartTimeUnixNano(span.startMicros() * 1000)
                .setEndTimeUnixNano((span.startMicros() + span.durationMicros()) * 1000)
                .setFlags(1);
        if (span.parentId() != 0) {
            encoded.setParentSpanId(bytes(span.parentId()));
        }
        if (span.failed()) {
            encoded.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
        }
        span.attributes().forEach((key, value) -> encoded.addAttributes(attribute(key, value)));
        return encoded.build();
    }

    private static KeyValue attribute(String key, Object value) {
        AnyValue.Builder any = AnyValue.newBuilder();
        if (value instanceof Long number) {
            any.setIntValue(number);
        } else if (value instanceof Boolean bool) {
            any.setBoolValue(bool);
        } else {
            any.setStringValue(value.toString());
        }
        return KeyValue.newBuilder().setKey(key).setValue(any).build();
    }

    private static ByteString bytes(long... parts) {
        ByteBuffer buffer = ByteBuffer.allocate(parts.length * Long.BYTES);
        for (long part : parts) {
            buffer.putLong(part);
        }
        return ByteString.copyFrom(buffer.flip());
    }

    private static List<Span> zipkin(String service, List<SampleSpan> spans) {
        Endpoint endpoint = Endpoint.newBuilder().serviceName(service).build();
        return spans.stream().map(span -> zipkin(endpoint, span)).toList();
    }

    private static Span zipkin(Endpoint endpoint, SampleSpan span) {
        Span.Builder encoded = Span.newBuilder()
                .traceId(span.traceIdHigh(), span.traceIdLow())
                .id(span.id())
                .name(span.name().toLowerCase(Locale.ROOT))
                .timestamp(span.startMicros())
                .duration(span.durationMicros())
                .localEndpoint(endpoint);
        if (span.parentId() != 0) {
            encoded.parentId(span.parentId());
        }
        switch (span.kind()) {
            case SERVER -> encoded.kind(Span.Kind.SERVER);
            case CLIENT -> encoded.kind(Span.Kind.CLIENT);
            default -> encoded.kind(null);
        }
        if (span.failed()) {
            encoded.putTag("error", "true");
        }
        span.attributes().forEach((key, value) -> encoded.putTag(key, value.toString()));
        return encoded.build();
    }
}
