// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;

/**
 * Spans for tests, in milliseconds. Span IDs are given as numbers; 0 is no parent.
 *
 * <p>The trace {@link #checkout()} of gateway → orders → payment is the usual subject.
 */
public final class Spans {
    public static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    public static final String OTHER_TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final long EPOCH = 1_700_000_000_000L;

    private final AttributesBuilder attributes = Attributes.builder();
    private final AttributesBuilder resource = Attributes.builder();
    private final List<EventData> events = new ArrayList<>();
    private final List<LinkData> links = new ArrayList<>();
    private final String name;
    private String traceId = TRACE_ID;
    private SpanKind kind = SpanKind.INTERNAL;
    private int id;
    private int parent;
    private long startMillis;
    private long endMillis;
    private StatusData status = StatusData.unset();
    private boolean sampled = true;
    private InstrumentationScopeInfo scope = InstrumentationScopeInfo.empty();

    private Spans(String name) {
        this.name = name;
    }

    /** A span that lasts from {@code startMillis} to {@code endMillis}. */
    public static Spans span(int id, int parent, String service, String name, long startMillis, long endMillis) {
        Spans span = new Spans(name);
        span.id = id;
        span.parent = parent;
        span.startMillis = startMillis;
        span.endMillis = endMillis;
        if (!service.isEmpty()) {
            span.resource.put("service.name", service);
        }
        return span;
    }

    /** Seven spans of three services, complete and without an error. */
    public static List<SpanData> checkout() {
        return List.of(
                span(1, 0, "gateway", "POST /checkout", 0, 120)
                        .kind(SpanKind.SERVER)
                        .build(),
                span(2, 1, "gateway", "POST", 5, 110).kind(SpanKind.CLIENT).build(),
                span(3, 2, "orders", "POST /orders", 10, 105)
                        .kind(SpanKind.SERVER)
                        .build(),
                span(4, 3, "orders", "get_order", 12, 40).with("order.id", 42).build(),
                span(5, 3, "orders", "POST", 45, 100).kind(SpanKind.CLIENT).build(),
                span(6, 5, "payment", "POST /pay", 50, 95).kind(SpanKind.SERVER).build(),
                span(7, 6, "payment", "charge_card", 55, 90).build());
    }

    public static Trace trace(SpanData... spans) {
        return Trace.of(List.of(spans));
    }

    public static String spanId(int id) {
        return String.format("%016x", id);
    }

    public Spans in(String traceId) {
        this.traceId = traceId;
        return this;
    }

    public Spans kind(SpanKind kind) {
        this.kind = kind;
        return this;
    }

    public Spans with(String key, String value) {
        attributes.put(key, value);
        return this;
    }

    public Spans with(String key, long value) {
        attributes.put(key, value);
        return this;
    }

    public Spans withResource(String key, String value) {
        resource.put(key, value);
        return this;
    }

    public Spans scope(String name, String version) {
        scope = InstrumentationScopeInfo.builder(name).setVersion(version).build();
        return this;
    }

    public Spans error(String description) {
        status = StatusData.create(StatusCode.ERROR, description);
        return this;
    }

    public Spans event(String name, Attributes attributes) {
        events.add(EventData.create((EPOCH + startMillis) * 1_000_000, name, attributes));
        return this;
    }

    public Spans exception(String type, String message) {
        return event(
                "exception",
                Attributes.of(
                        AttributeKey.stringKey("exception.type"), type,
                        AttributeKey.stringKey("exception.message"), message));
    }

    public Spans linkTo(String traceId, int id) {
        links.add(LinkData.create(context(traceId, id, true)));
        return this;
    }

    public Spans unsampled() {
        sampled = false;
        return this;
    }

    public SpanData build() {
        return TestSpanData.builder()
                .setSpanContext(context(traceId, id, sampled))
                .setParentSpanContext(parent == 0 ? SpanContext.getInvalid() : context(traceId, parent, sampled))
                .setName(name)
                .setKind(kind)
                .setStartEpochNanos((EPOCH + startMillis) * 1_000_000)
                .setEndEpochNanos((EPOCH + endMillis) * 1_000_000)
                .setHasEnded(true)
                .setStatus(status)
                .setAttributes(attributes.build())
                .setEvents(events)
                .setLinks(links)
                .setTotalRecordedEvents(events.size())
                .setTotalRecordedLinks(links.size())
                .setTotalAttributeCount(attributes.build().size())
                .setInstrumentationScopeInfo(scope)
                .setResource(Resource.create(resource.build()))
                .build();
    }

    private static SpanContext context(String traceId, int id, boolean sampled) {
        return SpanContext.create(
                traceId,
                spanId(id),
                sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }
}
