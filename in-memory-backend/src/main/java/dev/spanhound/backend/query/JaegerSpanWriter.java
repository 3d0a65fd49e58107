// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import com.google.gson.stream.JsonWriter;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Writes spans in Jaeger's form. What its model lacks, such as kind and status, goes into tags as Jaeger does it. */
final class JaegerSpanWriter {
    private final JsonWriter json;
    private final JaegerTagWriter tags;

    JaegerSpanWriter(JsonWriter json) {
        this.json = json;
        this.tags = new JaegerTagWriter(json);
    }

    void write(SpanNode node, String processId) throws IOException {
        SpanData span = node.span();
        json.beginObject();
        json.name("traceID").value(span.getTraceId());
        json.name("spanID").value(span.getSpanId());
        json.name("flags").value(span.getSpanContext().getTraceFlags().asByte() & 0xff);
        json.name("operationName").value(span.getName());
        writeReferences(span);
        json.name("startTime").value(TimeUnit.NANOSECONDS.toMicros(span.getStartEpochNanos()));
        json.name("duration")
                .value(TimeUnit.NANOSECONDS.toMicros(node.duration().toNanos()));
        json.name("tags").beginArray();
        writeTags(span);
        json.endArray();
        writeLogs(span);
        json.name("processID").value(processId);
        writeWarnings(node);
        json.endObject();
    }

    private void writeReferences(SpanData span) throws IOException {
        json.name("references").beginArray();
        if (SpanId.isValid(span.getParentSpanId())) {
            writeReference("CHILD_OF", span.getParentSpanContext());
        }
        for (LinkData link : span.getLinks()) {
            writeReference("FOLLOWS_FROM", link.getSpanContext());
        }
        json.endArray();
    }

    private void writeReference(String type, SpanContext to) throws IOException {
        json.beginObject().name("refType").value(type);
        json.name("traceID").value(to.getTraceId()).name("spanID").value(to.getSpanId());
        json.endObject();
    }

    private void writeTags(SpanData span) throws IOException {
        InstrumentationScopeInfo scope = span.getInstrumentationScopeInfo();
        if (!scope.getName().isEmpty()) {
            tags.write("otel.scope.name", scope.getName());
        }
        String version = scope.getVersion();
        if (version != null && !version.isEmpty()) {
            tags.write("otel.scope.version", version);
        }
        tags.writeAll(span.getAttributes());
        tags.write("span.kind", span.getKind().name().toLowerCase(Locale.ROOT));
        writeStatus(span.getStatus().getStatusCode(), span.getStatus().getDescription());
        String traceState = span.getSpanContext().getTraceState().asMap().entrySet().stream()
                .map(member -> member.getKey() + "=" + member.getValue())
                .collect(Collectors.joining(","));
        if (!traceState.isEmpty()) {
            tags.write("w3c.tracestate", traceState);
        }
    }

    private void writeStatus(StatusCode code, String description) throws IOException {
        if (code != StatusCode.UNSET) {
            tags.write("otel.status_code", code.name());
        }
        if (code == StatusCode.ERROR) {
            tags.write("error", true);
        }
        if (!description.isEmpty()) {
            tags.write("otel.status_description", description);
        }
    }

    private void writeLogs(SpanData span) throws IOException {
        json.name("logs").beginArray();
        for (EventData event : span.getEvents()) {
            json.beginObject().name("timestamp").value(TimeUnit.NANOSECONDS.toMicros(event.getEpochNanos()));
            json.name("fields").beginArray();
            tags.write("event", event.getName());
            tags.writeAll(event.getAttributes());
            json.endArray().endObject();
        }
        json.endArray();
    }

    private void writeWarnings(SpanNode node) throws IOException {
        json.name("warnings");
        if (node.isOrphan()) {
            json.beginArray()
                    .value("parent span " + node.parentSpanId() + " has not arrived")
                    .endArray();
        } else if (node.isCycle()) {
            json.beginArray()
                    .value("parent span " + node.parentSpanId() + " is below this span")
                    .endArray();
        } else {
            json.nullValue();
        }
    }
}
