// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Links that the Collector packed into tags {@code otlp.link.N} as {@code traceid|spanid|tracestate|{json}|dropped}. */
final class LinkTags {
    private static final int MOST_LINKS = 128;

    private LinkTags() {}

    /** Takes the links, counted from 0 up to the first number that is not there. What cannot be read stays a tag. */
    static List<LinkData> take(Tags tags) {
        List<LinkData> links = new ArrayList<>();
        for (int i = 0; i < MOST_LINKS; i++) {
            String key = "otlp.link." + i;
            String text = tags.get(key);
            if (text == null) {
                break;
            }
            LinkData link = parse(text);
            if (link != null) {
                tags.take(key);
                links.add(link);
            }
        }
        return links;
    }

    private static @Nullable LinkData parse(String text) {
        String[] parts = text.split("\\|", 3);
        int bar = parts.length < 3 ? -1 : parts[2].indexOf("|{");
        if (bar < 0) {
            return null;
        }
        SpanContext context = SpanContext.create(
                parts[0], parts[1], TraceFlags.getDefault(), TraceStates.parse(parts[2].substring(0, bar)));
        PackedAttributes packed = PackedAttributes.parse(parts[2].substring(bar + 1));
        return packed == null || !context.isValid()
                ? null
                : LinkData.create(context, packed.attributes(), packed.totalCount());
    }
}
