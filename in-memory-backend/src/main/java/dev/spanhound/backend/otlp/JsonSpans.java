// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes {@code ResourceSpans} and what is in them from JSON. Spans wait in drafts for their resource and scope, which
 * may come behind them.
 */
final class JsonSpans {
    private static final String[] KINDS = {"UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"};
    private static final String[] STATUS_CODES = {"UNSET", "OK", "ERROR"};

    private final ResourceDraft resource = new ResourceDraft();
    private String schemaUrl = "";
    private final List<Scope> scopes = new ArrayList<>();

    private JsonSpans() {}

    static void decode(JsonSource in, SpanBatch batch) throws IOException, MalformedOtlpException {
        JsonSpans spans = new JsonSpans();
        in.object(spans::readResourceSpans);
        batch.next(spans.resource.complete(spans.schemaUrl));
        for (Scope scope : spans.scopes) {
            batch.next(scope.scope.complete(scope.schemaUrl));
            scope.spans.forEach(batch::add);
        }
    }

    private void readResourceSpans(String field, JsonSource in) throws IOException, MalformedOtlpException {
        switch (field) {
            case "resource" -> in.object(this::readResource);
            case "scopeSpans" ->
                in.array(element -> {
                    Scope scope = new Scope();
                    element.object(scope::readScopeSpans);
                    scopes.add(scope);
                });
            case "schemaUrl" -> schemaUrl = in.string();
            default -> in.skip();
        }
    }

    private void readResource(String field, JsonSource in) throws IOException, MalformedOtlpException {
        switch (field) {
            case "attributes" -> JsonAttributes.decode(in, resource);
            default -> in.skip();
        }
    }

    /** A scope and its spans. */
    private static final class Scope {
        final ScopeDraft scope = new ScopeDraft();
        String schemaUrl = "";
        final List<SpanDraft> spans = new ArrayList<>();

        void readScopeSpans(String field, JsonSource in) throws IOException, MalformedOtlpException {
            switch (field) {
                case "scope" -> in.object(this::readScope);
                case "spans" ->
                    in.array(element -> {
                        SpanDraft span = new SpanDraft();
                        element.object((name, value) -> readSpan(name, value, span));
                        spans.add(span);
                    });
                case "schemaUrl" -> schemaUrl = in.string();
                default -> in.skip();
            }
        }

        private void readScope(String field, JsonSource in) throws IOException, MalformedOtlpException {
            switch (field) {
                case "name" -> scope.name = in.string();
                case "version" -> scope.version = in.string();
                case "attributes" -> JsonAttributes.decode(in, scope.attributes);
                default -> in.skip();
            }
        }
    }

    private static void readSpan(String field, JsonSource in, SpanDraft span)
            throws IOException, MalformedOtlpException {
        switch (field) {
            case "traceId" -> span.traceId = in.hex();
            case "spanId" -> span.spanId = in.hex();
            case "traceState" -> span.traceState = TraceStates.parse(in.string());
            case "parentSpanId" -> span.parentSpanId = in.hex();
            case "flags" -> span.flags = in.uint32();
            case "name" -> span.name = in.string();
            case "kind" -> span.kind = in.enumeration("SPAN_KIND_", KINDS);
            case "startTimeUnixNano" -> span.startEpochNanos = in.uint64();
            case "endTimeUnixNano" -> span.endEpochNanos = in.uint64();
            case "attributes" -> JsonAttributes.decode(in, span.attributes);
            case "droppedAttributesCount" -> span.droppedAttributes = in.uint32();
            case "events" ->
                in.array(element -> {
                    EventDraft event = new EventDraft();
                    element.object((name, value) -> readEvent(name, value, event));
                    span.add(event.complete());
                });
            case "droppedEventsCount" -> span.droppedEvents = in.uint32();
            case "links" ->
                in.array(element -> {
                    LinkDraft link = new LinkDraft();
                    element.object((name, value) -> readLink(name, value, link));
                    span.add(link.complete());
                });
            case "droppedLinksCount" -> span.droppedLinks = in.uint32();
            case "status" -> in.object((name, value) -> readStatus(name, value, span));
            default -> in.skip();
        }
    }

    private static void readEvent(String field, JsonSource in, EventDraft event)
            throws IOException, MalformedOtlpException {
        switch (field) {
            case "timeUnixNano" -> event.epochNanos = in.uint64();
            case "name" -> event.name = in.string();
            case "attributes" -> JsonAttributes.decode(in, event.attributes);
            case "droppedAttributesCount" -> event.droppedAttributes = in.uint32();
            default -> in.skip();
        }
    }

    private static void readLink(String field, JsonSource in, LinkDraft link)
            throws IOException, MalformedOtlpException {
        switch (field) {
            case "traceId" -> link.traceId = in.hex();
            case "spanId" -> link.spanId = in.hex();
            case "traceState" -> link.traceState = TraceStates.parse(in.string());
            case "flags" -> link.flags = in.uint32();
            case "attributes" -> JsonAttributes.decode(in, link.attributes);
            case "droppedAttributesCount" -> link.droppedAttributes = in.uint32();
            default -> in.skip();
        }
    }

    private static void readStatus(String field, JsonSource in, SpanDraft span)
            throws IOException, MalformedOtlpException {
        switch (field) {
            case "message" -> span.statusMessage = in.string();
            case "code" -> span.statusCode = in.enumeration("STATUS_CODE_", STATUS_CODES);
            default -> in.skip();
        }
    }
}
