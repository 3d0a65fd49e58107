// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Builds a trace span by span. Each span starts a millisecond after the one before it. */
final class TestSpans {
    static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    static final long MILLI = 1_000_000;

    private final List<SpanData> spans = new ArrayList<>();

    /** Adds a span and returns its ID. */
    String add(String parent, String service, String name, SpanKind kind, UnaryOperator<TestSpanData.Builder> more) {
        long number = spans.size() + 1;
        String id = String.format("%016x", number);
        long start = 1_700_000_000_000L * MILLI + number * MILLI;
        TestSpanData.Builder span = TestSpanData.builder()
                .setSpanContext(context(id))
                .setParentSpanContext(parent.isEmpty() ? SpanContext.getInvalid() : context(parent))
                .setName(name)
                .setKind(kind)
                .setStartEpochNanos(start)
                .setEndEpochNanos(start + 8 * MILLI)
                .setHasEnded(true)
                .setStatus(StatusData.unset())
                .setResource(
                        service.isEmpty()
                                ? Resource.empty()
                                : Resource.create(Attributes.builder()
                                        .put("service.name", service)
                                        .build()));
        spans.add(more.apply(span).build());
        return id;
    }

    String add(String parent, String service, String name, SpanKind kind) {
        return add(parent, service, name, kind, span -> span);
    }

    String add(String parent, String name) {
        return add(parent, "", name, SpanKind.INTERNAL);
    }

    static UnaryOperator<TestSpanData.Builder> lasting(Duration duration) {
        return span -> span.setEndEpochNanos(span.build().getStartEpochNanos() + duration.toNanos());
    }

    static UnaryOperator<TestSpanData.Builder> with(Attributes attributes) {
        return span -> span.setAttributes(attributes).setTotalAttributeCount(attributes.size());
    }

    static UnaryOperator<TestSpanData.Builder> with(EventData... events) {
        return span -> span.setEvents(List.of(events)).setTotalRecordedEvents(events.length);
    }

    static UnaryOperator<TestSpanData.Builder> with(LinkData... links) {
        return span -> span.setLinks(List.of(links)).setTotalRecordedLinks(links.length);
    }

    static UnaryOperator<TestSpanData.Builder> with(StatusData status) {
        return span -> span.setStatus(status);
    }

    static UnaryOperator<TestSpanData.Builder> startingAt(long offsetMillis) {
        return span -> span.setStartEpochNanos((1_700_000_000_000L + offsetMillis) * MILLI)
                .setEndEpochNanos((1_700_000_000_000L + offsetMillis + 8) * MILLI);
    }

    Trace trace() {
        return Trace.of(TRACE_ID, spans);
    }

    private static SpanContext context(String spanId) {
        return SpanContext.create(TRACE_ID, spanId, TraceFlags.getSampled(), TraceState.getDefault());
    }
}
