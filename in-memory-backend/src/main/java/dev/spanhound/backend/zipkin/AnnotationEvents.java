// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import zipkin2.Annotation;

/**
 * Annotations as events. An annotation is one text; exporters of OpenTelemetry pack an event's attributes into it, the
 * Collector as {@code name|{json}|dropped}, the SDKs as {@code "name": {json}}. Any other text is the event's name.
 */
final class AnnotationEvents {
    private AnnotationEvents() {}

    static EventData toEvent(Annotation annotation) {
        long epochNanos = TimeUnit.MICROSECONDS.toNanos(annotation.timestamp());
        String text = annotation.value();
        EventData unpacked = packedByCollector(epochNanos, text);
        if (unpacked == null) {
            unpacked = packedBySdk(epochNanos, text);
        }
        return unpacked == null ? EventData.create(epochNanos, text, Attributes.empty()) : unpacked;
    }

    private static @Nullable EventData packedByCollector(long epochNanos, String text) {
        int json = text.indexOf("|{");
        PackedAttributes packed = json < 0 ? null : PackedAttributes.parse(text.substring(json + 1));
        return packed == null
                ? null
                : EventData.create(epochNanos, text.substring(0, json), packed.attributes(), packed.totalCount());
    }

    private static @Nullable EventData packedBySdk(long epochNanos, String text) {
        if (!text.startsWith("\"") || !text.endsWith("}")) {
            return null;
        }
        AttributeJson.Named event = AttributeJson.parseNamed("{" + text + "}");
        return event == null ? null : EventData.create(epochNanos, event.name(), event.attributes());
    }
}
