// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trace IDs as people and products write them. */
final class TraceIds {
    private static final int DIGITS = 32;
    private static final String NO_LEFT_HALF = "0".repeat(16);

    private TraceIds() {}

    /** Returns 32 lower-case hex digits. */
    static String padded(String traceId) {
        if (!traceId.matches("[0-9a-fA-F]{1,32}") || traceId.matches("0*")) {
            throw new IllegalArgumentException(
                    "traceId: " + traceId + " (expected: up to 32 hex digits, not all zeros)");
        }
        return "0".repeat(DIGITS - traceId.length()) + traceId.toLowerCase(Locale.ROOT);
    }

    /**
     * Returns spans such that those which have the right half of a trace ID only are of the trace that another one has all of
     * the ID of.
     */
    static List<SpanData> joined(List<SpanData> spans) {
        Map<String, String> longest = new HashMap<>();
        for (SpanData span : spans) {
            if (!isHalf(span.getTraceId())) {
                longest.put(rightHalf(span.getTraceId()), span.getTraceId());
            }
        }
        return spans.stream()
                .map(span -> {
                    String whole = longest.get(rightHalf(span.getTraceId()));
                    return whole != null && isHalf(span.getTraceId()) ? inTrace(whole, span) : span;
                })
                .toList();
    }

    private static boolean isHalf(String traceId) {
        return traceId.startsWith(NO_LEFT_HALF);
    }

    static String rightHalf(String traceId) {
        return traceId.substring(16);
    }

    private static SpanData inTrace(String traceId, SpanData span) {
        return ReceivedSpan.withContext(
                span, inTrace(traceId, span.getSpanContext()), inTrace(traceId, span.getParentSpanContext()));
    }

    private static SpanContext inTrace(String traceId, SpanContext context) {
        return context.isValid()
                ? SpanContext.create(traceId, context.getSpanId(), context.getTraceFlags(), context.getTraceState())
                : context;
    }
}
