// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

/** Requests made by hand. */
final class SampleTraces {
    static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    static final String SPAN_ID = "b7ad6b7169203331";
    static final String PARENT_SPAN_ID = "00f067aa0ba902b7";

    private SampleTraces() {}

    /** Returns a request with something in every field. */
    static ExportTraceServiceRequest rich() {
        return request(span().setTraceState("foo=1,bar=2")
                .setParentSpanId(id(PARENT_SPAN_ID))
                .setFlags(0x301)
                .setKind(Span.SpanKind.SPAN_KIND_SERVER)
                .addAttributes(attribute("int", AnyValue.newBuilder().setIntValue(-42)))
                .addAttributes(attribute("bool", AnyValue.newBuilder().setBoolValue(true)))
                .addAttributes(attribute("double", AnyValue.newBuilder().setDoubleValue(0.5)))
                .addAttributes(attribute("bytes", AnyValue.newBuilder().setBytesValue(id(SPAN_ID))))
                .addAttributes(attribute(
                        "array",
                        AnyValue.newBuilder()
                                .setArrayValue(ArrayValue.newBuilder().addValues(text("größe")))))
                .addAttributes(attribute(
                        "map",
                        AnyValue.newBuilder()
                                .setKvlistValue(KeyValueList.newBuilder().addValues(attribute("a", text("b"))))))
                .setDroppedAttributesCount(1)
                .addEvents(Span.Event.newBuilder()
                        .setTimeUnixNano(1_500)
                        .setName("exception")
                        .addAttributes(attribute("exception.type", text("java.io.IOException")))
                        .setDroppedAttributesCount(2))
                .setDroppedEventsCount(3)
                .addLinks(Span.Link.newBuilder()
                        .setTraceId(id(TRACE_ID))
                        .setSpanId(id(PARENT_SPAN_ID))
                        .setTraceState("baz=3")
                        .addAttributes(attribute("k", text("v")))
                        .setDroppedAttributesCount(4)
                        .setFlags(0x301))
                .setDroppedLinksCount(5)
                .setStatus(Status.newBuilder().setMessage("no stock").setCode(Status.StatusCode.STATUS_CODE_ERROR)));
    }

    /** Returns a request with these spans, of one resource and one scope. */
    static ExportTraceServiceRequest request(Span.Builder... spans) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder()
                .setScope(InstrumentationScope.newBuilder()
                        .setName("io.example.http")
                        .setVersion("1.0")
                        .addAttributes(attribute("scope.key", text("v"))))
                .setSchemaUrl("https://example.com/scope");
        for (Span.Builder span : spans) {
            scope.addSpans(span);
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(attribute("service.name", text("orders"))))
                        .setSchemaUrl("https://example.com/resource")
                        .addScopeSpans(scope))
                .build();
    }

    static Span.Builder span() {
        return Span.newBuilder()
                .setTraceId(id(TRACE_ID))
                .setSpanId(id(SPAN_ID))
                .setName("GET /orders/{id}")
                .setStartTimeUnixNano(1_000)
                .setEndTimeUnixNano(2_000);
    }

    static KeyValue attribute(String key, AnyValue.Builder value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    static AnyValue.Builder text(String text) {
        return AnyValue.newBuilder().setStringValue(text);
    }

    static ByteString id(String hex) {
        return ByteString.copyFrom(Bytes.hex(hex));
    }
}
