// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;

/** A span while its fields arrive, in whatever order. Begins with OTLP's defaults. */
final class SpanDraft {
    private static final SpanKind[] KINDS = {
        SpanKind.INTERNAL, SpanKind.INTERNAL, SpanKind.SERVER, SpanKind.CLIENT, SpanKind.PRODUCER, SpanKind.CONSUMER
    };

    String traceId = "";
    String spanId = "";
    String parentSpanId = "";
    TraceState traceState = TraceState.getDefault();
    int flags;
    String name = "";
    int kind;
    long startEpochNanos;
    long endEpochNanos;
    final AttributesDraft attributes = new AttributesDraft();
    int droppedAttributes;
    List<EventData> events = List.of();
    int droppedEvents;
    List<LinkData> links = List.of();
    int droppedLinks;
    int statusCode;
    String statusMessage = "";

    void add(EventData event) {
        if (events.isEmpty()) {
            events = new ArrayList<>();
        }
        events.add(event);
    }

    void add(LinkData link) {
        if (links.isEmpty()) {
            links = new ArrayList<>();
        }
        links.add(link);
    }

    /** Returns the span. Its context is invalid if its IDs are. */
    ReceivedSpan complete(Resource resource, InstrumentationScopeInfo scope, RecentContexts contexts) {
        var kept = attributes.complete();
        return new ReceivedSpan(
                contexts.own(traceId, spanId, flags, traceState),
                isRoot() ? SpanContext.getInvalid() : contexts.parent(traceId, parentSpanId, flags),
                name,
                kind >= 0 && kind < KINDS.length ? KINDS[kind] : SpanKind.INTERNAL,
                startEpochNanos,
                endEpochNanos,
                kept,
                events,
                links,
                StatusData.create(statusCode(), statusMessage),
                resource,
                scope,
                AttributesDraft.bounded(kept.size(), droppedAttributes),
                AttributesDraft.bounded(events.size(), droppedEvents),
                AttributesDraft.bounded(links.size(), droppedLinks));
    }

    /** Returns whether the span has no parent: an ID of zeros is none. */
    boolean isRoot() {
        return parentSpanId.isEmpty() || parentSpanId.equals(SpanId.getInvalid());
    }

    private StatusCode statusCode() {
        return switch (statusCode) {
            case 1 -> StatusCode.OK;
            case 2 -> StatusCode.ERROR;
            default -> StatusCode.UNSET;
        };
    }
}
