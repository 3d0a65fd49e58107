// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.LinkData;

/** A link of a span while its fields arrive. */
final class LinkDraft {
    String traceId = "";
    String spanId = "";
    TraceState traceState = TraceState.getDefault();
    int flags;
    final AttributesDraft attributes = new AttributesDraft();
    int droppedAttributes;

    /** Returns the link. Its context is invalid if its IDs are. */
    LinkData complete() {
        Attributes kept = attributes.complete();
        return LinkData.create(
                RecentContexts.create(traceId, spanId, flags, traceState),
                kept,
                AttributesDraft.total(kept.size(), droppedAttributes));
    }
}
