// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The recorded spans with all that OTLP can say, maps and bytes included, which the codecs would give as text. */
final class OracleSpans {
    private OracleSpans() {}

    static SpanData of(JsonObject request) {
        JsonObject resource = only(request, "resourceSpans");
        JsonObject scope = only(resource, "scopeSpans");
        JsonObject span = only(scope, "spans");
        List<EventData> events = new ArrayList<>();
        array(span, "events").forEach(event -> events.add(event(event.getAsJsonObject())));
        List<LinkData> links = new ArrayList<>();
        array(span, "links")
                .forEach(link -> links.add(LinkData.create(SpanContext.create(
                        text(link.getAsJsonObject(), "traceId"),
                        text(link.getAsJsonObject(), "spanId"),
                        TraceFlags.getDefault(),
                        TraceState.getDefault()))));
        JsonObject scopeInfo = object(scope, "scope");
        TypedAttributes attributes = attributes(span);
        return new ReceivedSpan(
                context(span, "spanId", traceState(text(span, "traceState"))),
                context(span, "parentSpanId", TraceState.getDefault()),
                text(span, "name"),
                SpanKind.values()[number(span, "kind") > 5 ? 0 : Math.max(0, (int) number(span, "kind") - 1)],
                number(span, "startTimeUnixNano"),
                number(span, "endTimeUnixNano"),
                attributes,
                events,
                links,
                StatusData.create(
                        StatusCode.values()[Math.min(2, (int) number(object(span, "status"), "code"))],
                        text(object(span, "status"), "message")),
                Resource.create(attributes(object(resource, "resource")), text(resource, "schemaUrl")),
                InstrumentationScopeInfo.builder(text(scopeInfo, "name"))
                        .setVersion(text(scopeInfo, "version"))
                        .setSchemaUrl(text(scope, "schemaUrl"))
                        .setAttributes(attributes(scopeInfo))
                        .build(),
                (int) number(span, "droppedAttributesCount"),
                (int) number(span, "droppedEventsCount"),
                (int) number(span, "droppedLinksCount"));
    }

    private static SpanContext context(JsonObject span, String id, TraceState state) {
        return span.has(id)
                ? SpanContext.create(
                        text(span, "traceId"), text(span, id), TraceFlags.fromByte((byte) number(span, "flags")), state)
                : SpanContext.getInvalid();
    }

    private static TraceState traceState(String header) {
        TraceStateBuilder builder = TraceState.builder();
        List<String> entries = new ArrayList<>(List.of(header.split(",")));
        java.util.Collections.reverse(entries);
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                builder.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return builder.build();
    }

    private static EventData event(JsonObject event) {
        TypedAttributes attributes = attributes(event);
        int dropped = (int) number(event, "droppedAttributesCount");
        return EventData.create(
                number(event, "timeUnixNano"), text(event, "name"), attributes, attributes.size() + dropped);
    }

    private static TypedAttributes attributes(JsonObject holder) {
        Map<AttributeKey<?>, Object> map = new LinkedHashMap<>();
        for (JsonElement entry : array(holder, "attributes")) {
            JsonObject value = entry.getAsJsonObject().getAsJsonObject("value");
            if (!value.isEmpty()) {
                map.put(AttributeKey.stringKey(text(entry.getAsJsonObject(), "key")), plain(value(value)));
            }
        }
        return new TypedAttributes(map);
    }

    private static Object plain(Value<?> value) {
        return switch (value.getType()) {
            case STRING, LONG, DOUBLE, BOOLEAN -> value.getValue();
            default -> value;
        };
    }

    private static Value<?> value(JsonObject value) {
        Map.Entry<String, JsonElement> only = value.entrySet().iterator().next();
        JsonElement content = only.getValue();
        return switch (only.getKey()) {
            case "stringValue" -> Value.of(content.getAsString());
            case "intValue" -> Value.of(content.getAsLong());
            case "doubleValue" -> Value.of(content.getAsDouble());
            case "boolValue" -> Value.of(content.getAsBoolean());
            case "bytesValue" -> Value.of(Base64.getDecoder().decode(content.getAsString()));
            case "arrayValue" -> Value.of(elements(content));
            default ->
                Value.of(array(content.getAsJsonObject(), "values").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .map(pair -> KeyValue.of(text(pair, "key"), value(pair.getAsJsonObject("value"))))
                        .toArray(KeyValue[]::new));
        };
    }

    private static List<Value<?>> elements(JsonElement list) {
        List<Value<?>> values = new ArrayList<>();
        array(list.getAsJsonObject(), "values").forEach(element -> values.add(value(element.getAsJsonObject())));
        return values;
    }

    private static JsonObject only(JsonObject holder, String name) {
        return StreamSupport.stream(array(holder, name).spliterator(), false)
                .findFirst()
                .orElseThrow()
                .getAsJsonObject();
    }

    private static JsonArray array(JsonObject holder, String name) {
        return holder.has(name) ? holder.getAsJsonArray(name) : new JsonArray();
    }

    private static JsonObject object(JsonObject holder, String name) {
        return holder.has(name) ? holder.getAsJsonObject(name) : new JsonObject();
    }

    private static String text(JsonObject holder, String name) {
        return holder.has(name) ? holder.get(name).getAsString() : "";
    }

    private static long number(JsonObject holder, String name) {
        return holder.has(name) ? holder.get(name).getAsLong() : 0;
    }
}
