// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The size of spans as OTLP's protobuf, without encoding them, as the Collector's pdata counts it: IDs, the status, the
 * resource and the scope always count, with at least two bytes, also when they are empty.
 *
 * <p>{@code SpanData} does not tell all that was on the wire. Counted as if it had been: the kind {@code INTERNAL} where
 * none was given; flags that only say that the parent is not remote as none; a trace state without its white space and
 * what is not valid in it; attribute values that an attribute cannot hold as strings; and no attributes without a key, no
 * entity references, no counts of attributes dropped from a resource or a scope, and no unknown status code.
 */
final class OtlpSize implements BiConsumer<AttributeKey<?>, Object> {
    private static final int TRACE_ID = 2 + 16;
    private static final int SPAN_ID = 2 + 8;
    private static final int NO_ID = 2;
    private static final int FIXED64 = 1 + 8;

    private long attributes;

    private OtlpSize() {}

    /** Returns the size of {@code TracesData} with one {@code ResourceSpans} for each chunk. */
    static long ofTrace(List<Chunk> chunks) {
        long size = 0;
        for (Chunk chunk : chunks) {
            size += field(ofChunk(chunk));
        }
        return size;
    }

    /**
     * Returns the size of a {@code ResourceSpans}. Spans that follow each other and have the same scope object are one
     * {@code ScopeSpans}.
     */
    @SuppressWarnings("ReferenceEquality") // equal scopes that were sent apart stay apart
    static long ofChunk(Chunk chunk) {
        OtlpSize sizer = new OtlpSize();
        Resource resource = chunk.resource();
        long size = field(sizer.of(resource.getAttributes())) + text(resource.getSchemaUrl());
        InstrumentationScopeInfo scope = null;
        long scopeSpans = 0;
        for (SpanData span : chunk.spans()) {
            if (span.getInstrumentationScopeInfo() != scope) {
                size += scope == null ? 0 : field(scopeSpans);
                scope = span.getInstrumentationScopeInfo();
                scopeSpans = sizer.of(scope);
            }
            scopeSpans += field(sizer.of(span));
        }
        return scope == null ? size : size + field(scopeSpans);
    }

    private long of(InstrumentationScopeInfo scope) {
        return field(text(scope.getName()) + text(scope.getVersion()) + of(scope.getAttributes()))
                + text(scope.getSchemaUrl());
    }

    private long of(SpanData span) {
        SpanContext context = span.getSpanContext();
        boolean hasFlags = context.getTraceFlags().asByte() != 0
                || span.getParentSpanContext().isRemote();
        long size = TRACE_ID + SPAN_ID + of(context.getTraceState());
        size += span.getParentSpanContext().isValid() ? SPAN_ID : NO_ID;
        size += (hasFlags ? 2 + 4 : 0) + text(span.getName()) + 2;
        size += time(span.getStartEpochNanos()) + time(span.getEndEpochNanos());
        size += of(span.getAttributes())
                + count(span.getTotalAttributeCount() - span.getAttributes().size());
        for (EventData event : span.getEvents()) {
            size += field(of(event));
        }
        size += count(span.getTotalRecordedEvents() - span.getEvents().size());
        for (LinkData link : span.getLinks()) {
            size += field(of(link));
        }
        size += count(span.getTotalRecordedLinks() - span.getLinks().size());
        return size + field(of(span.getStatus()));
    }

    private long of(EventData event) {
        return time(event.getEpochNanos())
                + text(event.getName())
                + of(event.getAttributes())
                + count(event.getTotalAttributeCount() - event.getAttributes().size());
    }

    private long of(LinkData link) {
        SpanContext context = link.getSpanContext();
        boolean hasFlags = context.getTraceFlags().asByte() != 0 || context.isRemote();
        return (context.isValid() ? TRACE_ID + SPAN_ID : 2 * NO_ID)
                + of(context.getTraceState())
                + of(link.getAttributes())
                + count(link.getTotalAttributeCount() - link.getAttributes().size())
                + (hasFlags ? 1 + 4 : 0);
    }

    private static long of(StatusData status) {
        return text(status.getDescription()) + (status.getStatusCode() == StatusCode.UNSET ? 0 : 2);
    }

    private static long of(TraceState state) {
        if (state.isEmpty()) {
            return 0;
        }
        StringBuilder header = new StringBuilder();
        state.forEach(
                (key, value) -> header.append(key).append('=').append(value).append(','));
        return field(header.length() - 1);
    }

    private long of(Attributes all) {
        attributes = 0;
        if (!all.isEmpty()) {
            all.forEach(this);
        }
        return attributes;
    }

    @Override
    public void accept(AttributeKey<?> key, Object value) {
        attributes += field(text(key.getKey()) + field(of(value)));
    }

    private static long of(Object value) {
        if (value instanceof String text) {
            return field(utf8(text));
        }
        if (value instanceof Long number) {
            return 1L + varint(number);
        }
        if (value instanceof Boolean) {
            return 2;
        }
        if (value instanceof Double) {
            return FIXED64;
        }
        if (value instanceof List<?> array) {
            long size = 0;
            for (Object element : array) {
                size += field(of(element));
            }
            return field(size);
        }
        return field(utf8(value.toString()));
    }

    private static long time(long epochNanos) {
        return epochNanos == 0 ? 0 : FIXED64;
    }

    private static long count(int count) {
        return count == 0 ? 0 : 1L + varint(count);
    }

    private static long text(@Nullable String text) {
        return text == null || text.isEmpty() ? 0 : field(utf8(text));
    }

    /** Returns the size of a field with a length, whose number is below 16. */
    private static long field(long length) {
        return 1 + varint(length) + length;
    }

    private static int varint(long value) {
        return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + 6) / 7;
    }

    private static int utf8(String text) {
        int size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // 2 or 3 bytes; of a pair 2 for each half, which are 4
                size += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return size;
    }
}
