// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;

/** An event of a span while its fields arrive. */
final class EventDraft {
    long epochNanos;
    String name = "";
    final AttributesDraft attributes = new AttributesDraft();
    int droppedAttributes;

    EventData complete() {
        Attributes kept = attributes.complete();
        return EventData.create(epochNanos, name, kept, AttributesDraft.total(kept.size(), droppedAttributes));
    }
}
