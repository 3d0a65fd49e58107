// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import com.google.gson.stream.JsonWriter;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes spans as OTLP/JSON. Fields with their default value are left out. */
final class JsonSpanWriter {
    private static final int HAS_IS_REMOTE = 0x100;
    private static final int IS_REMOTE = 0x200;

    private final JsonWriter json;
    private final JsonAttributeWriter attributes;

    JsonSpanWriter(JsonWriter json) {
        this.json = json;
        this.attributes = new JsonAttributeWriter(json);
    }

    /** Writes {@code TracesData}, grouped by resource and scope, each in the order in which it first comes. */
    void write(Collection<? extends SpanData> spans) throws IOException {
        Map<Resource, Map<InstrumentationScopeInfo, List<SpanData>>> resources = new LinkedHashMap<>();
        for (SpanData span : spans) {
            resources
                    .computeIfAbsent(span.getResource(), resource -> new LinkedHashMap<>())
                    .computeIfAbsent(span.getInstrumentationScopeInfo(), scope -> new ArrayList<>())
                    .add(span);
        }
        json.beginObject().name("resourceSpans").beginArray();
        for (var entry : resources.entrySet()) {
            Resource resource = entry.getKey();
            json.beginObject().name("resource").beginObject();
            attributes.write(resource.getAttributes(), resource.getAttributes().size());
            json.endObject().name("scopeSpans").beginArray();
            for (var scope : entry.getValue().entrySet()) {
                writeScope(scope.getKey(), scope.getValue());
            }
            json.endArray();
            string("schemaUrl", resource.getSchemaUrl());
            json.endObject();
        }
        json.endArray().endObject();
    }

    private void writeScope(InstrumentationScopeInfo scope, List<SpanData> spans) throws IOException {
        json.beginObject().name("scope").beginObject();
        string("name", scope.getName());
        string("version", scope.getVersion());
        attributes.write(scope.getAttributes(), scope.getAttributes().size());
        json.endObject().name("spans").beginArray();
        for (SpanData span : spans) {
            writeSpan(span);
        }
        json.endArray();
        string("schemaUrl", scope.getSchemaUrl());
        json.endObject();
    }

    private void writeSpan(SpanData span) throws IOException {
        json.beginObject();
        SpanContext parent = span.getParentSpanContext();
        writeContext(span.getSpanContext());
        if (parent.isValid()) {
            string("parentSpanId", parent.getSpanId());
        }
        writeFlags(span.getSpanContext(), parent.isRemote());
        string("name", span.getName());
        json.name("kind").value(number(span.getKind()));
        time("startTimeUnixNano", span.getStartEpochNanos());
        time("endTimeUnixNano", span.getEndEpochNanos());
        attributes.write(span.getAttributes(), span.getTotalAttributeCount());
        if (!span.getEvents().isEmpty()) {
            json.name("events").beginArray();
            for (EventData event : span.getEvents()) {
                writeEvent(event);
            }
            json.endArray();
        }
        count(
                "droppedEventsCount",
                span.getTotalRecordedEvents() - span.getEvents().size());
        if (!span.getLinks().isEmpty()) {
            json.name("links").beginArray();
            for (LinkData link : span.getLinks()) {
                writeLink(link);
            }
            json.endArray();
        }
        count(
                "droppedLinksCount",
                span.getTotalRecordedLinks() - span.getLinks().size());
        writeStatus(span.getStatus());
        json.endObject();
    }

    private void writeEvent(EventData event) throws IOException {
        json.beginObject();
        time("timeUnixNano", event.getEpochNanos());
        string("name", event.getName());
        attributes.write(event.getAttributes(), event.getTotalAttributeCount());
        json.endObject();
    }

    private void writeLink(LinkData link) throws IOException {
        json.beginObject();
        writeContext(link.getSpanContext());
        attributes.write(link.getAttributes(), link.getTotalAttributeCount());
        writeFlags(link.getSpanContext(), link.getSpanContext().isRemote());
        json.endObject();
    }

    private void writeStatus(StatusData status) throws IOException {
        if (!status.equals(StatusData.unset())) {
            json.name("status").beginObject();
            string("message", status.getDescription());
            count("code", number(status.getStatusCode()));
            json.endObject();
        }
    }

    private void writeContext(SpanContext context) throws IOException {
        string("traceId", context.getTraceId());
        string("spanId", context.getSpanId());
        TraceState state = context.getTraceState();
        if (!state.isEmpty()) {
            StringJoiner header = new StringJoiner(",");
            state.forEach((key, value) -> header.add(key + "=" + value));
            string("traceState", header.toString());
        }
    }

    private void writeFlags(SpanContext context, boolean remote) throws IOException {
        int w3cFlags = context.getTraceFlags().asByte() & 0xff;
        json.name("flags").value(w3cFlags | HAS_IS_REMOTE | (remote ? IS_REMOTE : 0));
    }

    private static int number(SpanKind kind) {
        return switch (kind) {
            case INTERNAL -> 1;
            case SERVER -> 2;
            case CLIENT -> 3;
            case PRODUCER -> 4;
            case CONSUMER -> 5;
        };
    }

    private static int number(StatusCode code) {
        return switch (code) {
            case UNSET -> 0;
            case OK -> 1;
            case ERROR -> 2;
        };
    }

    private void time(String name, long epochNanos) throws IOException {
        json.name(name).value(Long.toUnsignedString(epochNanos));
    }

    private void count(String name, int count) throws IOException {
        if (count != 0) {
            json.name(name).value(count);
        }
    }

    private void string(String name, @Nullable String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            json.name(name).value(value);
        }
    }
}
