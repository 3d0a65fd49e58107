// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;

/** The enums of each context: names of numbers. */
final class Symbols {
    private static final Map<String, Long> OF_SPANS = Map.of(
            "SPAN_KIND_UNSPECIFIED", 0L,
            "SPAN_KIND_INTERNAL", 1L,
            "SPAN_KIND_SERVER", 2L,
            "SPAN_KIND_CLIENT", 3L,
            "SPAN_KIND_PRODUCER", 4L,
            "SPAN_KIND_CONSUMER", 5L,
            "STATUS_CODE_UNSET", 0L,
            "STATUS_CODE_OK", 1L,
            "STATUS_CODE_ERROR", 2L);

    private Symbols() {}

    /** Returns the enums that there are in a context. */
    static Map<String, Long> in(OttlContext context) {
        return context.compareTo(OttlContext.SPAN) >= 0 ? OF_SPANS : Map.of();
    }

    /** Returns the number that OTLP has for a kind of spans. */
    static long of(SpanKind kind) {
        return switch (kind) {
            case INTERNAL -> 1;
            case SERVER -> 2;
            case CLIENT -> 3;
            case PRODUCER -> 4;
            case CONSUMER -> 5;
        };
    }

    /** Returns the number that OTLP has for a status. */
    static long of(StatusCode code) {
        return switch (code) {
            case UNSET -> 0;
            case OK -> 1;
            case ERROR -> 2;
        };
    }
}
