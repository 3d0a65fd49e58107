// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** A changed copy of a span in the making. What is not changed stays as it is, the counts of dropped things as well. */
final class SpanEdit {
    private final SpanData span;
    private SpanContext context;
    private String name;
    private Attributes attributes;
    private List<EventData> events;
    private StatusData status;
    private Resource resource;

    private SpanEdit(SpanData span) {
        this.span = span;
        context = span.getSpanContext();
        name = span.getName();
        attributes = span.getAttributes();
        events = span.getEvents();
        status = span.getStatus();
        resource = span.getResource();
    }

    static SpanEdit of(SpanData span) {
        return new SpanEdit(span);
    }

    SpanEdit traceState(TraceState state) {
        context = SpanContext.create(context.getTraceId(), context.getSpanId(), context.getTraceFlags(), state);
        return this;
    }

    SpanEdit name(String changed) {
        name = changed;
        return this;
    }

    SpanEdit attributes(Attributes changed) {
        attributes = changed;
        return this;
    }

    SpanEdit events(List<EventData> changed) {
        events = changed;
        return this;
    }

    SpanEdit status(StatusData changed) {
        status = changed;
        return this;
    }

    SpanEdit resource(Resource changed) {
        resource = changed;
        return this;
    }

    SpanData done() {
        return new ReceivedSpan(
                context,
                span.getParentSpanContext(),
                name,
                span.getKind(),
                span.getStartEpochNanos(),
                span.getEndEpochNanos(),
                attributes,
                events,
                span.getLinks(),
                status,
                resource,
                span.getInstrumentationScopeInfo(),
                span.getTotalAttributeCount() - span.getAttributes().size(),
                span.getTotalRecordedEvents() - span.getEvents().size(),
                span.getTotalRecordedLinks() - span.getLinks().size());
    }
}
