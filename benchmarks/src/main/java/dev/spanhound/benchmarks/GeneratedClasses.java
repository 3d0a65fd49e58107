// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import com.google.protobuf.ByteString;
import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;

/** Conversion of OpenTelemetry's generated classes, as one would write it without a thought of allocation. */
final class GeneratedClasses {
    private static final int IS_REMOTE = 0x200;

    private GeneratedClasses() {}

    static List<SpanData> spans(ExportTraceServiceRequest request) {
        List<SpanData> spans = new ArrayList<>();
        for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
            Resource resource =
                    Resource.create(attributes(resourceSpans.getResource().getAttributesList()));
            for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
                InstrumentationScopeInfo scope = scope(scopeSpans.getScope());
                for (Span span : scopeSpans.getSpansList()) {
                    spans.add(span(span, resource, scope));
                }
            }
        }
        return spans;
    }

    private static InstrumentationScopeInfo scope(InstrumentationScope scope) {
        return InstrumentationScopeInfo.builder(scope.getName())
                .setVersion(scope.getVersion())
                .setAttributes(attributes(scope.getAttributesList()))
                .build();
    }

    private static ReceivedSpan span(Span span, Resource resource, InstrumentationScopeInfo scope) {
        String traceId = TraceId.fromBytes(span.getTraceId().toByteArray());
        List<EventData> events = new ArrayList<>(span.getEventsCount());
        for (Span.Event event : span.getEventsList()) {
            events.add(
                    EventData.create(event.getTimeUnixNano(), event.getName(), attributes(event.getAttributesList())));
        }
        List<LinkData> links = new ArrayList<>(span.getLinksCount());
        for (Span.Link link : span.getLinksList()) {
            links.add(LinkData.create(
                    context(TraceId.fromBytes(link.getTraceId().toByteArray()), link.getSpanId(), link.getFlags()),
                    attributes(link.getAttributesList())));
        }
        return new ReceivedSpan(
                SpanContext.create(
                        traceId,
                        SpanId.fromBytes(span.getSpanId().toByteArray()),
                        TraceFlags.fromByte((byte) span.getFlags()),
                        TraceState.getDefault()),
                span.getParentSpanId().isEmpty()
                        ? SpanContext.getInvalid()
                        : context(traceId, span.getParentSpanId(), span.getFlags()),
                span.getName(),
                kind(span.getKind()),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                attributes(span.getAttributesList()),
                events,
                links,
                StatusData.create(status(span), span.getStatus().getMessage()),
                resource,
                scope,
                span.getDroppedAttributesCount(),
                span.getDroppedEventsCount(),
                span.getDroppedLinksCount());
    }

    private static SpanContext context(String traceId, ByteString spanId, int flags) {
        TraceFlags traceFlags = TraceFlags.fromByte((byte) flags);
        String id = SpanId.fromBytes(spanId.toByteArray());
        return (flags & IS_REMOTE) == 0
                ? SpanContext.create(traceId, id, traceFlags, TraceState.getDefault())
                : SpanContext.createFromRemoteParent(traceId, id, traceFlags, TraceState.getDefault());
    }

    private static SpanKind kind(Span.SpanKind kind) {
        return switch (kind) {
            case SPAN_KIND_SERVER -> SpanKind.SERVER;
            case SPAN_KIND_CLIENT -> SpanKind.CLIENT;
            case SPAN_KIND_PRODUCER -> SpanKind.PRODUCER;
            case SPAN_KIND_CONSUMER -> SpanKind.CONSUMER;
            default -> SpanKind.INTERNAL;
        };
    }

    private static StatusCode status(Span span) {
        return switch (span.getStatus().getCode()) {
            case STATUS_CODE_OK -> StatusCode.OK;
            case STATUS_CODE_ERROR -> StatusCode.ERROR;
            default -> StatusCode.UNSET;
        };
    }

    private static Attributes attributes(List<KeyValue> keyValues) {
        AttributesBuilder attributes = Attributes.builder();
        for (KeyValue keyValue : keyValues) {
            put(attributes, keyValue.getKey(), keyValue.getValue());
        }
        return attributes.build();
    }

    private static void put(AttributesBuilder attributes, String key, AnyValue value) {
        switch (value.getValueCase()) {
            case STRING_VALUE -> attributes.put(AttributeKey.stringKey(key), value.getStringValue());
            case BOOL_VALUE -> attributes.put(AttributeKey.booleanKey(key), value.getBoolValue());
            case INT_VALUE -> attributes.put(AttributeKey.longKey(key), value.getIntValue());
            case DOUBLE_VALUE -> attributes.put(AttributeKey.doubleKey(key), value.getDoubleValue());
            default -> throw new IllegalArgumentException("no such value in this benchmark: " + value);
        }
    }
}
