// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * The end of an event or link that the Collector packed into one text, {@code {json}|dropped}.
 *
 * @param attributes attributes of the event or link
 * @param dropped attributes that the sender dropped
 */
record PackedAttributes(Attributes attributes, int dropped) {

    static @Nullable PackedAttributes parse(String text) {
        int bar = text.lastIndexOf('|');
        if (bar < 0 || !text.substring(bar + 1).matches("[0-9]{1,9}")) {
            return null;
        }
        Attributes attributes = AttributeJson.parse(text.substring(0, bar));
        return attributes == null ? null : new PackedAttributes(attributes, Integer.parseInt(text.substring(bar + 1)));
    }

    int totalCount() {
        return attributes.size() + dropped;
    }
}
