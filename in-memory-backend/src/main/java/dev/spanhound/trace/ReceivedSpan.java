// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/**
 * A span that has ended: one that came from outside this JVM, or the span of a test.
 *
 * @param spanContext IDs, flags and trace state of the span
 * @param parentSpanContext the parent, or {@link SpanContext#getInvalid()} for a root span
 * @param name operation name
 * @param kind role of the span in the trace
 * @param startEpochNanos start, in nanoseconds since the epoch
 * @param endEpochNanos end, in nanoseconds since the epoch
 * @param attributes attributes of the span
 * @param events events, in the order sent
 * @param links links, in the order sent
 * @param status status of the span
 * @param resource what sent the span
 * @param scope what instrumented it
 * @param droppedAttributes attributes that the sender dropped for its limits
 * @param droppedEvents events that the sender dropped for its limits
 * @param droppedLinks links that the sender dropped for its limits
 */
public record ReceivedSpan(
        SpanContext spanContext,
        SpanContext parentSpanContext,
        String name,
        SpanKind kind,
        long startEpochNanos,
        long endEpochNanos,
        Attributes attributes,
        List<EventData> events,
        List<LinkData> links,
        StatusData status,
        Resource resource,
        InstrumentationScopeInfo scope,
        int droppedAttributes,
        int droppedEvents,
        int droppedLinks)
        implements SpanData {

    public ReceivedSpan {
        events = List.copyOf(events);
        links = List.copyOf(links);
    }

    /** Returns {@code span} under other IDs, all else unchanged. */
    public static ReceivedSpan withContext(SpanData span, SpanContext context, SpanContext parent) {
        return new ReceivedSpan(
                context,
                parent,
                span.getName(),
                span.getKind(),
                span.getStartEpochNanos(),
                span.getEndEpochNanos(),
                span.getAttributes(),
                span.getEvents(),
                span.getLinks(),
                span.getStatus(),
                span.getResource(),
                span.getInstrumentationScopeInfo(),
                span.getTotalAttributeCount() - span.getAttributes().size(),
                span.getTotalRecordedEvents() - span.getEvents().size(),
                span.getTotalRecordedLinks() - span.getLinks().size());
    }

    /** Returns this span with the start and end of {@code other}. */
    ReceivedSpan withTimesOf(SpanData other) {
        return new ReceivedSpan(
                spanContext,
                parentSpanContext,
                name,
                kind,
                other.getStartEpochNanos(),
                other.getEndEpochNanos(),
                attributes,
                events,
                links,
                status,
                resource,
                scope,
                droppedAttributes,
                droppedEvents,
                droppedLinks);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public SpanKind getKind() {
        return kind;
    }

    @Override
    public SpanContext getSpanContext() {
        return spanContext;
    }

    @Override
    public SpanContext getParentSpanContext() {
        return parentSpanContext;
    }

    @Override
    public StatusData getStatus() {
        return status;
    }

    @Override
    public long getStartEpochNanos() {
        return startEpochNanos;
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public List<EventData> getEvents() {
        return events;
    }

    @Override
    public List<LinkData> getLinks() {
        return links;
    }

    @Override
    public long getEndEpochNanos() {
        return endEpochNanos;
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public int getTotalRecordedEvents() {
        return events.size() + droppedEvents;
    }

    @Override
    public int getTotalRecordedLinks() {
        return links.size() + droppedLinks;
    }

    @Override
    public int getTotalAttributeCount() {
        return attributes.size() + droppedAttributes;
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return io.opentelemetry.sdk.common.InstrumentationLibraryInfo.create(
                scope.getName(), scope.getVersion(), scope.getSchemaUrl());
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return scope;
    }

    @Override
    public Resource getResource() {
        return resource;
    }
}
