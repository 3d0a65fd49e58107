// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import zipkin2.Endpoint;
import zipkin2.Span;

/** One Zipkin span as OpenTelemetry sees it, by the rules that {@link ZipkinSpans} lists. */
final class SpanMapping {
    private static final String START_ABSENT = "otel.zipkin.absentField.startTime";
    private static final String TRACE_ID_PADDING = "0".repeat(16);

    private SpanMapping() {}

    static SpanData toSpanData(Span span) {
        Tags tags = new Tags(span.tags());
        Times times = Times.of(span);
        SpanContext context = context(span, span.id(), TraceStates.parse(tags.take("w3c.tracestate")));
        SpanKind kind = kind(span.kind(), tags);
        StatusData status = StatusTags.take(tags);
        Resource resource = ResourceTags.take(tags, span.localServiceName());
        InstrumentationScopeInfo scope = scope(tags);
        List<LinkData> links = LinkTags.take(tags);
        int droppedAttributes = tags.takeCount("otel.dropped_attributes_count");
        int droppedEvents = tags.takeCount("otel.dropped_events_count");
        int droppedLinks = tags.takeCount("otel.dropped_links_count");
        return new ReceivedSpan(
                context,
                parent(span),
                span.name() == null ? "" : span.name(),
                kind,
                times.startEpochNanos(),
                times.endEpochNanos(),
                attributes(span, tags, times),
                span.annotations().stream().map(AnnotationEvents::toEvent).toList(),
                links,
                status,
                resource,
                scope,
                droppedAttributes,
                droppedEvents,
                droppedLinks);
    }

    private static SpanContext parent(Span span) {
        String parentId = span.parentId();
        if (parentId == null || !SpanId.isValid(parentId) || parentId.equals(span.id())) {
            return SpanContext.getInvalid();
        }
        return context(span, parentId, TraceState.getDefault());
    }

    private static SpanContext context(Span span, String spanId, TraceState state) {
        String traceId = span.traceId();
        return SpanContext.create(
                traceId.length() == 32 ? traceId : TRACE_ID_PADDING + traceId, spanId, TraceFlags.getSampled(), state);
    }

    private static SpanKind kind(Span.@Nullable Kind kind, Tags tags) {
        if (kind != null) {
            return SpanKind.valueOf(kind.name());
        }
        String tag = tags.get("span.kind");
        for (SpanKind named : SpanKind.values()) {
            if (named.name().toLowerCase(Locale.ROOT).equals(tag)) {
                tags.take("span.kind");
                return named;
            }
        }
        return SpanKind.INTERNAL;
    }

    private static InstrumentationScopeInfo scope(Tags tags) {
        String name = tags.takeFirst("otel.scope.name", "otel.library.name");
        String version = tags.takeFirst("otel.scope.version", "otel.library.version");
        InstrumentationScopeInfoBuilder scope = InstrumentationScopeInfo.builder(name == null ? "" : name);
        return version == null ? scope.build() : scope.setVersion(version).build();
    }

    private static Attributes attributes(Span span, Tags tags, Times times) {
        AttributesBuilder attributes = Attributes.builder();
        tags.forEach(attributes::put);
        String peer = span.remoteServiceName();
        if (peer != null && !tags.has("peer.service")) {
            attributes.put("peer.service", peer);
        }
        address(span.localEndpoint(), "network.local", tags, attributes);
        address(span.remoteEndpoint(), "network.peer", tags, attributes);
        if (times.startAbsent()) {
            attributes.put(START_ABSENT, true);
        }
        if (Boolean.TRUE.equals(span.shared())) {
            attributes.put("zipkin.shared", true);
        }
        if (Boolean.TRUE.equals(span.debug())) {
            attributes.put("zipkin.debug", true);
        }
        return attributes.build();
    }

    private static void address(@Nullable Endpoint endpoint, String prefix, Tags tags, AttributesBuilder attributes) {
        if (endpoint == null) {
            return;
        }
        String ip = endpoint.ipv4() == null ? endpoint.ipv6() : endpoint.ipv4();
        if (ip != null && !tags.has(prefix + ".address")) {
            attributes.put(prefix + ".address", ip);
        }
        if (endpoint.portAsInt() != 0 && !tags.has(prefix + ".port")) {
            attributes.put(prefix + ".port", endpoint.portAsInt());
        }
    }
}
