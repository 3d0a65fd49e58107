// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The spans of a request while they are decoded. Refuses those whose IDs are not valid, one by one. */
final class SpanBatch {
    private static final int QUOTED_LENGTH = 64;

    private final List<SpanData> spans = new ArrayList<>();
    private final RecentContexts contexts = new RecentContexts();
    private Resource resource = Resource.empty();
    private InstrumentationScopeInfo scope = InstrumentationScopeInfo.empty();
    private int resourceIndex = -1;
    private int scopeIndex = -1;
    private Resource usedResource = resource;
    private InstrumentationScopeInfo usedScope = scope;
    private int usedResourceIndex = -1;
    private int usedScopeIndex = -1;
    private int spanIndex = -1;
    private int rejected;
    private String rejectionReason = "";

    /** Begins the next resource: what follows is of it. */
    void next(Resource resource) {
        this.resource = resource;
        resourceIndex++;
        scopeIndex = -1;
    }

    /** Begins the next scope of the resource. */
    void next(InstrumentationScopeInfo scope) {
        this.scope = scope;
        scopeIndex++;
        spanIndex = -1;
    }

    /**
     * Makes sure that spans of two resources, or of two scopes of one, have different objects, also if these are equal. What
     * has no spans is not copied: it may come for two bytes.
     */
    private void tellApart() {
        boolean sameIndex = resourceIndex == usedResourceIndex;
        if (!sameIndex && isSame(resource, usedResource)) {
            resource = Resource.create(resource.getAttributes(), resource.getSchemaUrl());
        }
        if (sameIndex && scopeIndex != usedScopeIndex && isSame(scope, usedScope)) {
            scope = copy(scope);
        }
        usedResource = resource;
        usedResourceIndex = resourceIndex;
        usedScope = scope;
        usedScopeIndex = scopeIndex;
    }

    @SuppressWarnings("ReferenceEquality") // asks for the same object, not an equal one
    private static boolean isSame(Object next, Object last) {
        return next == last;
    }

    private static InstrumentationScopeInfo copy(InstrumentationScopeInfo scope) {
        InstrumentationScopeInfoBuilder copy =
                InstrumentationScopeInfo.builder(scope.getName()).setAttributes(scope.getAttributes());
        if (scope.getVersion() != null) {
            copy.setVersion(scope.getVersion());
        }
        if (scope.getSchemaUrl() != null) {
            copy.setSchemaUrl(scope.getSchemaUrl());
        }
        return copy.build();
    }

    /** Adds a span of the current resource and scope. */
    void add(SpanDraft draft) {
        spanIndex++;
        tellApart();
        ReceivedSpan span = draft.complete(resource, scope, contexts);
        boolean badParent = !draft.isRoot() && !span.parentSpanContext().isValid();
        if (span.spanContext().isValid() && !badParent) {
            spans.add(span);
        } else {
            reject(draft);
        }
    }

    private void reject(SpanDraft draft) {
        if (rejected++ > 0) {
            return;
        }
        if (!TraceId.isValid(draft.traceId)) {
            rejectionReason = reason("traceId", draft.traceId, "32 hex digits, not all zero");
        } else if (!SpanId.isValid(draft.spanId)) {
            rejectionReason = reason("spanId", draft.spanId, "16 hex digits, not all zero");
        } else {
            rejectionReason = reason("parentSpanId", draft.parentSpanId, "16 hex digits, or nothing for a root span");
        }
    }

    private String reason(String field, String value, String expected) {
        String quoted = value.length() > QUOTED_LENGTH ? value.substring(0, QUOTED_LENGTH) + "..." : value;
        return "resourceSpans[" + resourceIndex + "].scopeSpans[" + scopeIndex + "].spans[" + spanIndex + "]." + field
                + ": \"" + quoted + "\" (expected: " + expected + ")";
    }

    /** Returns what has been decoded. */
    DecodedSpans decoded() {
        return new DecodedSpans(Collections.unmodifiableList(spans), rejected, rejectionReason);
    }
}
