// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * What a reason calls a span, such as {@code span payment/charge}, or a resource, such as {@code resource payment}.
 *
 * @param service its service, or null if it does not tell
 * @param span name of the span, or null for the resource
 */
record SpanLabel(@Nullable String service, @Nullable String span) {
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

    static SpanLabel of(Chunk chunk, SpanData span) {
        return new SpanLabel(chunk.resource().getAttribute(SERVICE_NAME), span.getName());
    }

    static SpanLabel of(Resource resource) {
        return new SpanLabel(resource.getAttribute(SERVICE_NAME), null);
    }

    @Override
    public String toString() {
        if (span == null) {
            return service == null ? "a resource without service.name" : "resource " + service;
        }
        return service == null ? "span " + span : "span " + service + "/" + span;
    }
}
