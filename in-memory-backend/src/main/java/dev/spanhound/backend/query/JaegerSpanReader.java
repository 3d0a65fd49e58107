// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads a span of Jaeger's JSON; {@link JaegerSpans} has the rules. */
final class JaegerSpanReader {
    private static final String CHILD_OF = "CHILD_OF";

    private final JaegerField span;
    private final String traceId;
    private final JaegerTags tags;

    private JaegerSpanReader(JaegerField span, String traceId) throws MalformedJaegerException {
        this.span = span;
        this.traceId = traceId;
        this.tags = JaegerTags.of(span.objects("tags"));
    }

    static SpanData read(JaegerField span, Resource resource) throws MalformedJaegerException {
        String traceId = span.id("traceID", 32);
        SpanData read = new JaegerSpanReader(span, traceId).read(resource);
        if (!read.getSpanContext().isValid()) {
            throw new MalformedJaegerException(span.path() + ": expected a traceID and a spanID that are not zero");
        }
        return read;
    }

    private SpanData read(Resource resource) throws MalformedJaegerException {
        TraceFlags flags = TraceFlags.fromByte((byte) (span.int64("flags") & 1));
        SpanContext context = SpanContext.create(traceId, span.id("spanID", 16), flags, traceState());
        JaegerField parent = parent();
        SpanKind kind = kind();
        StatusData status = status(kind);
        InstrumentationScopeInfo scope = scope();
        long start = TimeUnit.MICROSECONDS.toNanos(span.int64("startTime"));
        return new ReceivedSpan(
                context,
                parentContext(parent, flags),
                span.string("operationName"),
                kind,
                start,
                start + TimeUnit.MICROSECONDS.toNanos(span.int64("duration")),
                tags.attributes(),
                events(),
                links(parent),
                status,
                resource,
                scope,
                0,
                0,
                0);
    }

    private SpanContext parentContext(@Nullable JaegerField parent, TraceFlags flags) throws MalformedJaegerException {
        String id = parent == null ? span.id("parentSpanID", 16) : parent.id("spanID", 16);
        return SpanId.isValid(id)
                ? SpanContext.create(traceId, id, flags, TraceState.getDefault())
                : SpanContext.getInvalid();
    }

    /** Returns the first reference into this trace, a parent before what the span follows from. */
    private @Nullable JaegerField parent() throws MalformedJaegerException {
        JaegerField follows = null;
        for (JaegerField reference : span.objects("references")) {
            if (reference.id("traceID", 32).equals(traceId)) {
                if (reference.string("refType").equals(CHILD_OF)) {
                    return reference;
                }
                follows = follows == null ? reference : follows;
            }
        }
        return follows;
    }

    private List<LinkData> links(@Nullable JaegerField parent) throws MalformedJaegerException {
        List<LinkData> links = new ArrayList<>();
        for (JaegerField reference : span.objects("references")) {
            if (!reference.equals(parent)) {
                links.add(LinkData.create(SpanContext.create(
                        reference.id("traceID", 32),
                        reference.id("spanID", 16),
                        TraceFlags.getDefault(),
                        TraceState.getDefault())));
            }
        }
        return links;
    }

    private TraceState traceState() {
        String text = tags.take("w3c.tracestate");
        TraceStateBuilder state = TraceState.builder();
        if (text != null) {
            List<String> members = new ArrayList<>(List.of(text.split(",")));
            Collections.reverse(members); // the builder puts each new one in front
            for (String member : members) {
                int equals = member.indexOf('=');
                if (equals > 0) {
                    state.put(
                            member.substring(0, equals).strip(),
                            member.substring(equals + 1).strip());
                }
            }
        }
        return state.build();
    }

    private SpanKind kind() {
        String text = String.valueOf(tags.get("span.kind"));
        for (SpanKind kind : SpanKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                tags.take("span.kind");
                return kind;
            }
        }
        return SpanKind.INTERNAL;
    }

    private StatusData status(SpanKind kind) {
        String code = tags.take("otel.status_code");
        String description = tags.take("otel.status_description");
        boolean failed = Boolean.TRUE.equals(tags.get("error"));
        if (failed) {
            tags.take("error");
        }
        if (failed || "ERROR".equals(code)) {
            return StatusData.create(StatusCode.ERROR, description == null ? "" : description);
        }
        if (code == null && isHttpError(tags.get("http.status_code"), kind)) {
            return StatusData.error();
        }
        return "OK".equals(code) ? StatusData.ok() : StatusData.unset();
    }

    private static boolean isHttpError(@Nullable Object status, SpanKind kind) {
        return status instanceof Number number && number.longValue() >= (kind == SpanKind.SERVER ? 500 : 400);
    }

    private InstrumentationScopeInfo scope() {
        InstrumentationScopeInfoBuilder scope =
                InstrumentationScopeInfo.builder(tags.takeFirst("otel.scope.name", "otel.library.name"));
        String version = tags.takeFirst("otel.scope.version", "otel.library.version");
        return version.isEmpty() ? scope.build() : scope.setVersion(version).build();
    }

    private List<EventData> events() throws MalformedJaegerException {
        List<EventData> events = new ArrayList<>();
        for (JaegerField log : span.objects("logs")) {
            JaegerTags fields = JaegerTags.of(log.objects("fields"));
            String event = fields.take("event");
            String name = event == null ? fields.take("message") : event;
            events.add(EventData.create(
                    TimeUnit.MICROSECONDS.toNanos(log.int64("timestamp")),
                    name == null ? "" : name,
                    fields.attributes()));
        }
        return events;
    }
}
