// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spans as messages of OpenTelemetry's generated classes, with the fields that the Collector writes though empty. */
final class OtlpMessages {
    private static final int PARENT_SPAN_ID = 4;

    private OtlpMessages() {}

    static TracesData of(List<Chunk> chunks) {
        TracesData.Builder data = TracesData.newBuilder();
        chunks.forEach(chunk -> data.addResourceSpans(of(chunk)));
        return data.build();
    }

    @SuppressWarnings("ReferenceEquality") // equal scopes that were sent apart stay apart
    private static ResourceSpans of(Chunk chunk) {
        ResourceSpans.Builder spans = ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder()
                        .addAllAttributes(of(chunk.resource().getAttributes())))
                .setSchemaUrl(orEmpty(chunk.resource().getSchemaUrl()));
        InstrumentationScopeInfo scope = null;
        for (SpanData span : chunk.spans()) {
            if (scope != span.getInstrumentationScopeInfo()) {
                scope = span.getInstrumentationScopeInfo();
                spans.addScopeSpans(of(scope));
            }
            spans.getScopeSpansBuilder(spans.getScopeSpansCount() - 1).addSpans(of(span));
        }
        return spans.build();
    }

    private static ScopeSpans of(InstrumentationScopeInfo scope) {
        return ScopeSpans.newBuilder()
                .setScope(InstrumentationScope.newBuilder()
                        .setName(scope.getName())
                        .setVersion(orEmpty(scope.getVersion()))
                        .addAllAttributes(of(scope.getAttributes())))
                .setSchemaUrl(orEmpty(scope.getSchemaUrl()))
                .build();
    }

    private static Span of(SpanData span) {
        SpanContext parent = span.getParentSpanContext();
        Span.Builder message = Span.newBuilder()
                .setTraceId(bytes(span.getTraceId()))
                .setSpanId(bytes(span.getSpanId()))
                .setTraceState(of(span.getSpanContext().getTraceState()))
                .setFlags(span.getSpanContext().getTraceFlags().asByte() | (parent.isRemote() ? 0x300 : 0))
                .setName(span.getName())
                .setKindValue(span.getKind().ordinal() + 1)
                .setStartTimeUnixNano(span.getStartEpochNanos())
                .setEndTimeUnixNano(span.getEndEpochNanos())
                .addAllAttributes(of(span.getAttributes()))
                .setDroppedAttributesCount(
                        span.getTotalAttributeCount() - span.getAttributes().size())
                .setDroppedEventsCount(
                        span.getTotalRecordedEvents() - span.getEvents().size())
                .setDroppedLinksCount(
                        span.getTotalRecordedLinks() - span.getLinks().size())
                .setStatus(Status.newBuilder()
                        .setCodeValue(span.getStatus().getStatusCode().ordinal())
                        .setMessage(span.getStatus().getDescription()));
        span.getEvents().forEach(event -> message.addEvents(of(event)));
        span.getLinks().forEach(link -> message.addLinks(of(link)));
        if (parent.isValid()) {
            return message.setParentSpanId(bytes(parent.getSpanId())).build();
        }
        UnknownFieldSet.Field empty = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.EMPTY)
                .build();
        return message.setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(PARENT_SPAN_ID, empty)
                        .build())
                .build();
    }

    private static Span.Event of(EventData event) {
        return Span.Event.newBuilder()
                .setTimeUnixNano(event.getEpochNanos())
                .setName(event.getName())
                .addAllAttributes(of(event.getAttributes()))
                .setDroppedAttributesCount(
                        event.getTotalAttributeCount() - event.getAttributes().size())
                .build();
    }

    private static Span.Link of(LinkData link) {
        SpanContext context = link.getSpanContext();
        return Span.Link.newBuilder()
                .setTraceId(bytes(context.getTraceId()))
                .setSpanId(bytes(context.getSpanId()))
                .setTraceState(of(context.getTraceState()))
                .addAllAttributes(of(link.getAttributes()))
                .setDroppedAttributesCount(
                        link.getTotalAttributeCount() - link.getAttributes().size())
                .setFlags(context.getTraceFlags().asByte() | (context.isRemote() ? 0x300 : 0))
                .build();
    }

    private static List<KeyValue> of(Attributes attributes) {
        List<KeyValue> messages = new ArrayList<>();
        attributes.forEach((key, value) -> messages.add(
                KeyValue.newBuilder().setKey(key.getKey()).setValue(of(value)).build()));
        return messages;
    }

    private static AnyValue of(Object value) {
        AnyValue.Builder message = AnyValue.newBuilder();
        if (value instanceof String text) {
            message.setStringValue(text);
        } else if (value instanceof Long number) {
            message.setIntValue(number);
        } else if (value instanceof Double number) {
            message.setDoubleValue(number);
        } else if (value instanceof Boolean flag) {
            message.setBoolValue(flag);
        } else {
            ArrayValue.Builder array = ArrayValue.newBuilder();
            ((List<?>) value).forEach(element -> array.addValues(of(element)));
            message.setArrayValue(array);
        }
        return message.build();
    }

    private static String of(TraceState state) {
        List<String> members = new ArrayList<>();
        state.forEach((key, value) -> members.add(key + "=" + value));
        return String.join(",", members);
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
