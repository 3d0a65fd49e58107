// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An {@link ExtractedContext} while its headers are read. */
final class ContextDraft {
    private final PropagationFormat format;
    private String traceId = TraceId.getInvalid();
    private String spanId = SpanId.getInvalid();
    private boolean traceIdShort;
    private SamplingState sampling = SamplingState.DEFER;
    private int flags = -1;
    private Tracestate tracestate = Tracestate.EMPTY;
    private Optional<String> parentSpanId = Optional.empty();
    private final Map<String, String> baggage = new LinkedHashMap<>();
    private final Map<String, String> extras = new LinkedHashMap<>();

    ContextDraft(PropagationFormat format) {
        this.format = format;
    }

    /** Takes a trace ID of up to 32 digits. */
    ContextDraft traceId(String digits) {
        traceId = "0".repeat(32 - digits.length()) + digits;
        traceIdShort = digits.length() <= 16;
        return this;
    }

    /** Takes a span ID of up to 16 digits. */
    ContextDraft spanId(String digits) {
        spanId = padSpanId(digits);
        return this;
    }

    static String padSpanId(String digits) {
        return "0".repeat(16 - digits.length()) + digits;
    }

    ContextDraft sampling(SamplingState state) {
        sampling = state;
        return this;
    }

    ContextDraft flags(int bits) {
        flags = bits;
        return sampling((bits & 1) == 1 ? SamplingState.ACCEPT : SamplingState.DENY);
    }

    ContextDraft tracestate(Tracestate state) {
        tracestate = state;
        return this;
    }

    ContextDraft parentSpanId(String digits) {
        parentSpanId = Optional.of(padSpanId(digits));
        return this;
    }

    ContextDraft baggage(String key, String value) {
        baggage.put(key, value);
        return this;
    }

    ContextDraft extra(String key, String value) {
        extras.put(key, value);
        return this;
    }

    /** Takes the headers of this prefix as baggage. */
    ContextDraft baggageOf(HeaderLines lines, String prefix) {
        for (HeaderLine line : lines.lines()) {
            if (line.name().regionMatches(true, 0, prefix, 0, prefix.length())) {
                baggage(line.name().substring(prefix.length()), Part.of(line).text());
            }
        }
        return this;
    }

    ExtractedContext build() {
        return new ExtractedContext(
                format,
                traceId,
                traceIdShort,
                spanId,
                sampling,
                flags >= 0 ? flags : sampling.isSampled() ? 1 : 0,
                tracestate,
                parentSpanId,
                Collections.unmodifiableMap(baggage),
                Collections.unmodifiableMap(extras));
    }
}
