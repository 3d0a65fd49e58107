// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;

/** Spans for tests of what holds spans. IDs are small numbers; times are milliseconds since the epoch. */
public final class SpanBuilder {
    private final String name;
    private long traceId = 1;
    private long id;
    private long parentId;
    private SpanKind kind = SpanKind.INTERNAL;
    private long startMillis;
    private long endMillis = 1;
    private String service = "";
    private StatusData status = StatusData.unset();
    private TraceFlags flags = TraceFlags.getSampled();
    private final AttributesBuilder attributes = Attributes.builder();
    private final List<LinkData> links = new ArrayList<>();

    private SpanBuilder(String name, long id) {
        this.name = name;
        this.id = id;
    }

    public static SpanBuilder span(String name, long id) {
        return new SpanBuilder(name, id);
    }

    public static String traceId(long id) {
        return TraceId.fromLongs(0, id);
    }

    public static String spanId(long id) {
        return SpanId.fromLong(id);
    }

    public SpanBuilder trace(long traceId) {
        this.traceId = traceId;
        return this;
    }

    public SpanBuilder below(long parentId) {
        this.parentId = parentId;
        return this;
    }

    public SpanBuilder kind(SpanKind kind) {
        this.kind = kind;
        return this;
    }

    public SpanBuilder from(long startMillis) {
        this.startMillis = startMillis;
        this.endMillis = Math.max(endMillis, startMillis + 1);
        return this;
    }

    public SpanBuilder to(long endMillis) {
        this.endMillis = endMillis;
        return this;
    }

    public SpanBuilder in(String service) {
        this.service = service;
        return this;
    }

    public SpanBuilder failed() {
        this.status = StatusData.error();
        return this;
    }

    public SpanBuilder withoutFlags() {
        this.flags = TraceFlags.getDefault();
        return this;
    }

    public <T> SpanBuilder with(AttributeKey<T> key, T value) {
        attributes.put(key, value);
        return this;
    }

    public SpanBuilder linkedTo(long traceId, long spanId) {
        links.add(LinkData.create(context(traceId, spanId)));
        return this;
    }

    public SpanData build() {
        return new ReceivedSpan(
                SpanContext.create(traceId(traceId), spanId(id), flags, TraceState.getDefault()),
                parentId == 0 ? SpanContext.getInvalid() : context(traceId, parentId),
                name,
                kind,
                startMillis * 1_000_000,
                endMillis * 1_000_000,
                attributes.build(),
                List.of(),
                links,
                status,
                service.isEmpty()
                        ? Resource.empty()
                        : Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)),
                InstrumentationScopeInfo.empty(),
                0,
                0,
                0);
    }

    private static SpanContext context(long traceId, long spanId) {
        return SpanContext.create(traceId(traceId), spanId(spanId), TraceFlags.getSampled(), TraceState.getDefault());
    }
}
