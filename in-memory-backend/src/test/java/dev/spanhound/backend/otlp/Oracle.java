// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.internal.W3CTraceContextEncoding;
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
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a request means, from OpenTelemetry's generated classes: the straight way, by other code than what it judges. */
final class Oracle {
    private static final Gson JSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private Oracle() {}

    /** Returns what the generated parser reads. */
    static DecodedSpans decode(byte[] body) throws InvalidProtocolBufferException {
        return decode(ExportTraceServiceRequest.parseFrom(body));
    }

    /**
     * Returns what protobuf's other parser reads, that without generated code. They differ in one case: of a oneof with
     * an array, then a number, then an array again, the generated one joins the arrays, this one takes the last, as it
     * is specified.
     */
    static DecodedSpans decodeDynamically(byte[] body) throws InvalidProtocolBufferException {
        DynamicMessage message = DynamicMessage.parseFrom(ExportTraceServiceRequest.getDescriptor(), body);
        return decode(message.toByteArray());
    }

    private static DecodedSpans decode(ExportTraceServiceRequest request) {
        List<SpanData> spans = new ArrayList<>();
        String reason = "";
        int rejected = 0;
        for (int r = 0; r < request.getResourceSpansCount(); r++) {
            ResourceSpans resourceSpans = request.getResourceSpans(r);
            Resource resource = resource(resourceSpans);
            for (int s = 0; s < resourceSpans.getScopeSpansCount(); s++) {
                ScopeSpans scopeSpans = resourceSpans.getScopeSpans(s);
                InstrumentationScopeInfo scope = scope(scopeSpans);
                for (int i = 0; i < scopeSpans.getSpansCount(); i++) {
                    Span span = scopeSpans.getSpans(i);
                    String problem = problem(span);
                    if (problem.isEmpty()) {
                        spans.add(span(span, resource, scope));
                    } else if (rejected++ == 0) {
                        reason = "resourceSpans[%d].scopeSpans[%d].spans[%d].%s".formatted(r, s, i, problem);
                    }
                }
            }
        }
        return new DecodedSpans(spans, rejected, reason);
    }

    private static String problem(Span span) {
        if (!isId(span.getTraceId(), 16)) {
            return "traceId: \"%s\" (expected: 32 hex digits, not all zero)".formatted(quoted(span.getTraceId()));
        }
        if (!isId(span.getSpanId(), 8)) {
            return "spanId: \"%s\" (expected: 16 hex digits, not all zero)".formatted(quoted(span.getSpanId()));
        }
        if (!isRoot(span) && !isId(span.getParentSpanId(), 8)) {
            return "parentSpanId: \"%s\" (expected: 16 hex digits, or nothing for a root span)"
                    .formatted(quoted(span.getParentSpanId()));
        }
        return "";
    }

    private static boolean isRoot(Span span) {
        return span.getParentSpanId().isEmpty() || span.getParentSpanId().equals(ByteString.copyFrom(new byte[8]));
    }

    private static boolean isId(ByteString id, int length) {
        return id.size() == length && !id.equals(ByteString.copyFrom(new byte[length]));
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static String quoted(ByteString id) {
        return hex(id).replaceFirst("(.{64}).+", "$1...");
    }

    private static Resource resource(ResourceSpans from) {
        List<KeyValue> attributes = from.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().matches("[ -~]{1,255}"))
                .toList();
        return Resource.create(attributes(attributes), orNull(from.getSchemaUrl()));
    }

    private static InstrumentationScopeInfo scope(ScopeSpans from) {
        InstrumentationScope scope = from.getScope();
        var builder =
                InstrumentationScopeInfo.builder(scope.getName()).setAttributes(attributes(scope.getAttributesList()));
        if (!scope.getVersion().isEmpty()) {
            builder.setVersion(scope.getVersion());
        }
        if (!from.getSchemaUrl().isEmpty()) {
            builder.setSchemaUrl(from.getSchemaUrl());
        }
        return builder.build();
    }

    private static ReceivedSpan span(Span span, Resource resource, InstrumentationScopeInfo scope) {
        String traceId = hex(span.getTraceId());
        Attributes attributes = attributes(span.getAttributesList());
        TraceFlags flags = TraceFlags.fromByte((byte) (span.getFlags() & 0xff));
        String parentId = hex(span.getParentSpanId());
        SpanContext parent = (span.getFlags() & 512) != 0
                ? SpanContext.createFromRemoteParent(traceId, parentId, flags, TraceState.getDefault())
                : SpanContext.create(traceId, parentId, flags, TraceState.getDefault());
        return new ReceivedSpan(
                SpanContext.create(traceId, hex(span.getSpanId()), flags, traceState(span.getTraceState())),
                isRoot(span) ? SpanContext.getInvalid() : parent,
                span.getName(),
                kind(span),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                attributes,
                span.getEventsList().stream().map(Oracle::event).toList(),
                span.getLinksList().stream().map(Oracle::link).toList(),
                StatusData.create(status(span), span.getStatus().getMessage()),
                resource,
                scope,
                dropped(attributes.size(), span.getDroppedAttributesCount()),
                dropped(span.getEventsCount(), span.getDroppedEventsCount()),
                dropped(span.getLinksCount(), span.getDroppedLinksCount()));
    }

    private static SpanKind kind(Span span) {
        return switch (span.getKind()) {
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

    private static EventData event(Span.Event event) {
        Attributes attributes = attributes(event.getAttributesList());
        int dropped = dropped(attributes.size(), event.getDroppedAttributesCount());
        return EventData.create(event.getTimeUnixNano(), event.getName(), attributes, attributes.size() + dropped);
    }

    private static LinkData link(Span.Link link) {
        Attributes attributes = attributes(link.getAttributesList());
        TraceFlags flags = TraceFlags.fromByte((byte) (link.getFlags() & 0xff));
        TraceState state = traceState(link.getTraceState());
        String traceId = hex(link.getTraceId());
        String spanId = hex(link.getSpanId());
        return LinkData.create(
                (link.getFlags() & 512) != 0
                        ? SpanContext.createFromRemoteParent(traceId, spanId, flags, state)
                        : SpanContext.create(traceId, spanId, flags, state),
                attributes,
                attributes.size() + dropped(attributes.size(), link.getDroppedAttributesCount()));
    }

    private static int dropped(int kept, int dropped) {
        return dropped >= 0 && (long) kept + dropped <= Integer.MAX_VALUE ? dropped : Integer.MAX_VALUE - kept;
    }

    private static TraceState traceState(String header) {
        try {
            String members = Arrays.stream(header.split("[ \t]*,[ \t]*"))
                    .filter(member -> !member.isBlank())
                    .collect(Collectors.joining(","))
                    .replaceAll("^[ \t]+|[ \t]+$", "");
            return members.isEmpty() ? TraceState.getDefault() : W3CTraceContextEncoding.decodeTraceState(members);
        } catch (IllegalArgumentException e) {
            return TraceState.getDefault();
        }
    }

    private static Attributes attributes(List<KeyValue> from) {
        AttributesBuilder attributes = Attributes.builder();
        from.forEach(attribute -> put(attributes, attribute.getKey(), attribute.getValue()));
        return attributes.build();
    }

    private static void put(AttributesBuilder attributes, String key, AnyValue value) {
        switch (value.getValueCase()) {
            case STRING_VALUE -> attributes.put(key, value.getStringValue());
            case BOOL_VALUE -> attributes.put(key, value.getBoolValue());
            case INT_VALUE -> attributes.put(key, value.getIntValue());
            case DOUBLE_VALUE -> attributes.put(key, value.getDoubleValue());
            case BYTES_VALUE -> attributes.put(key, base64(value));
            case KVLIST_VALUE -> attributes.put(key, JSON.toJson(json(value)));
            case ARRAY_VALUE -> putArray(attributes, key, value);
            default -> attributes.put(key, "");
        }
    }

    private static void putArray(AttributesBuilder attributes, String key, AnyValue array) {
        List<AnyValue> values = array.getArrayValue().getValuesList();
        Set<AnyValue.ValueCase> types =
                values.stream().map(AnyValue::getValueCase).collect(Collectors.toSet());
        if (values.isEmpty() || types.equals(Set.of(AnyValue.ValueCase.STRING_VALUE))) {
            attributes.put(
                    AttributeKey.stringArrayKey(key),
                    values.stream().map(AnyValue::getStringValue).toList());
        } else if (types.equals(Set.of(AnyValue.ValueCase.BOOL_VALUE))) {
            attributes.put(
                    AttributeKey.booleanArrayKey(key),
                    values.stream().map(AnyValue::getBoolValue).toList());
        } else if (types.equals(Set.of(AnyValue.ValueCase.INT_VALUE))) {
            attributes.put(
                    AttributeKey.longArrayKey(key),
                    values.stream().map(AnyValue::getIntValue).toList());
        } else if (types.equals(Set.of(AnyValue.ValueCase.DOUBLE_VALUE))) {
            attributes.put(
                    AttributeKey.doubleArrayKey(key),
                    values.stream().map(AnyValue::getDoubleValue).toList());
        } else {
            attributes.put(key, JSON.toJson(json(array)));
        }
    }

    private static JsonElement json(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> new JsonPrimitive(value.getStringValue());
            case BOOL_VALUE -> new JsonPrimitive(value.getBoolValue());
            case INT_VALUE -> new JsonPrimitive(value.getIntValue());
            case DOUBLE_VALUE ->
                Double.isFinite(value.getDoubleValue())
                        ? new JsonPrimitive(value.getDoubleValue())
                        : new JsonPrimitive(String.valueOf(value.getDoubleValue()));
            case BYTES_VALUE -> new JsonPrimitive(base64(value));
            case ARRAY_VALUE -> {
                JsonArray array = new JsonArray();
                value.getArrayValue().getValuesList().forEach(element -> array.add(json(element)));
                yield array;
            }
            case KVLIST_VALUE -> {
                JsonObject object = new JsonObject();
                value.getKvlistValue().getValuesList().forEach(m -> object.add(m.getKey(), json(m.getValue())));
                yield object;
            }
            default -> JsonNull.INSTANCE;
        };
    }

    private static String base64(AnyValue value) {
        return Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
