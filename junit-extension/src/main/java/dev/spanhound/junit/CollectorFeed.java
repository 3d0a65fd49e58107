// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.Subscription;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.collector.TraceCollector;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/**
 * Gives a collector what a test causes, as if the test were not there: without the test's own span, and with its
 * children as root spans, which they are in production.
 */
final class CollectorFeed {
    private final SpanContext own;

    private CollectorFeed(SpanContext own) {
        this.own = own;
    }

    /** Begins to give the collector the spans of the test's trace, and of traces that are no other test's. */
    static Subscription begin(TraceBackend backend, SpanContext own, TraceCollector collector) {
        CollectorFeed feed = new CollectorFeed(own);
        return backend.subscribe(own, spans -> {
            List<SpanData> caused = feed.caused(spans);
            if (!caused.isEmpty()) {
                collector.feed(caused);
            }
        });
    }

    private List<SpanData> caused(List<SpanData> spans) {
        return spans.stream()
                .filter(span -> !isOwn(span.getTraceId(), span.getSpanId()))
                .map(span -> isOwn(span.getTraceId(), span.getParentSpanId()) ? new RootSpan(span) : span)
                .toList();
    }

    private boolean isOwn(String traceId, String spanId) {
        return spanId.equals(own.getSpanId()) && traceId.equals(own.getTraceId());
    }

    /** A span without its parent. */
    private static final class RootSpan extends DelegatingSpanData {
        RootSpan(SpanData span) {
            super(span);
        }

        @Override
        public SpanContext getParentSpanContext() {
            return SpanContext.getInvalid();
        }
    }
}
