// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.jspecify.annotations.Nullable;

/**
 * Makes the contexts of one request's spans, and gives one made lately again: the parent of a span is mostly a span of
 * the same request, and its context is checked and kept only once.
 */
final class RecentContexts {
    private static final int IS_REMOTE = 0x200;
    private static final int SLOTS = 64;

    private final @Nullable SpanContext[] recent = new SpanContext[SLOTS];

    /** Returns the context of a span itself, which is never remote. */
    SpanContext own(String traceId, String spanId, int flags, TraceState traceState) {
        return of(traceId, spanId, flags & ~IS_REMOTE, traceState);
    }

    /** Returns the context of a parent, as {@link #create} makes it. */
    SpanContext parent(String traceId, String spanId, int flags) {
        return of(traceId, spanId, flags, TraceState.getDefault());
    }

    private SpanContext of(String traceId, String spanId, int flags, TraceState traceState) {
        int hash = spanId.hashCode();
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        SpanContext known = recent[slot];
        if (known != null
                && known.getSpanId().equals(spanId)
                && known.getTraceId().equals(traceId)
                && known.isRemote() == ((flags & IS_REMOTE) != 0)
                && known.getTraceFlags().asByte() == (byte) flags
                && known.getTraceState().equals(traceState)) {
            return known;
        }
        SpanContext made = create(traceId, spanId, flags, traceState);
        recent[slot] = made;
        return made;
    }

    /** Returns a context made elsewhere; bits 8 and 9 of the flags tell whether in another process. */
    static SpanContext create(String traceId, String spanId, int flags, TraceState traceState) {
        TraceFlags w3cFlags = TraceFlags.fromByte((byte) flags);
        return (flags & IS_REMOTE) == 0
                ? SpanContext.create(traceId, spanId, w3cFlags, traceState)
                : SpanContext.createFromRemoteParent(traceId, spanId, w3cFlags, traceState);
    }
}
