// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import zipkin2.Endpoint;
import zipkin2.Span;

/** One span of OpenTelemetry as Zipkin sees it, by the rules that {@link ZipkinSpans#encode} names. */
final class SpanEncoding {
    /** Where the name of a callee is, the surest first. */
    private static final List<AttributeKey<String>> PEERS = List.of(
            AttributeKey.stringKey("peer.service"),
            AttributeKey.stringKey("server.address"),
            AttributeKey.stringKey("net.peer.name"),
            AttributeKey.stringKey("network.peer.address"),
            AttributeKey.stringKey("db.name"));

    private final SpanData span;
    private final Span.Builder zipkin;

    private SpanEncoding(SpanData span) {
        this.span = span;
        this.zipkin = Span.newBuilder().traceId(span.getTraceId()).id(span.getSpanId());
    }

    static Span toZipkin(SpanData span) {
        return new SpanEncoding(span).encoded();
    }

    private Span encoded() {
        if (SpanId.isValid(span.getParentSpanId())) {
            zipkin.parentId(span.getParentSpanId());
        }
        if (span.getKind() != SpanKind.INTERNAL) {
            zipkin.kind(Span.Kind.valueOf(span.getKind().name()));
        }
        long start = TimeUnit.NANOSECONDS.toMicros(span.getStartEpochNanos());
        long duration = TimeUnit.NANOSECONDS.toMicros(span.getEndEpochNanos() - span.getStartEpochNanos());
        zipkin.name(span.getName()).timestamp(start).duration(Math.max(1, duration));
        String service = span.getResource().getAttribute(AttributeKey.stringKey("service.name"));
        zipkin.localEndpoint(Endpoint.newBuilder().serviceName(service).build());
        zipkin.remoteEndpoint(Endpoint.newBuilder().serviceName(peer()).build());
        putTags(span.getResource().getAttributes());
        putTags(span.getAttributes());
        putScope();
        putStatus();
        for (EventData event : span.getEvents()) {
            zipkin.addAnnotation(TimeUnit.NANOSECONDS.toMicros(event.getEpochNanos()), annotation(event));
        }
        return zipkin.build();
    }

    private @Nullable String peer() {
        boolean calls = span.getKind() == SpanKind.CLIENT || span.getKind() == SpanKind.PRODUCER;
        return calls
                ? PEERS.stream()
                        .map(span.getAttributes()::get)
                        .filter(name -> name != null)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private void putTags(Attributes attributes) {
        attributes.forEach((key, value) ->
                zipkin.putTag(key.getKey(), value instanceof List<?> ? AttributeJson.write(value) : value.toString()));
    }

    private void putScope() {
        String name = span.getInstrumentationScopeInfo().getName();
        String version = span.getInstrumentationScopeInfo().getVersion();
        if (!name.isEmpty()) {
            zipkin.putTag("otel.scope.name", name);
        }
        if (version != null) {
            zipkin.putTag("otel.scope.version", version);
        }
    }

    private void putStatus() {
        StatusCode code = span.getStatus().getStatusCode();
        String description = span.getStatus().getDescription();
        if (code == StatusCode.ERROR) {
            zipkin.putTag("error", description.isEmpty() ? "true" : description);
        }
        if (code != StatusCode.UNSET) {
            zipkin.putTag("otel.status_code", code.name());
        }
    }

    private static String annotation(EventData event) {
        return event.getAttributes().isEmpty()
                ? event.getName()
                : "\"" + event.getName() + "\": " + AttributeJson.write(event.getAttributes());
    }
}
