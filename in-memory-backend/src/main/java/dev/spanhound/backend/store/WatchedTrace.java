// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.store;

import dev.spanhound.backend.store.SpanStore.Counters;
import dev.spanhound.backend.store.SpanStore.Glance;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A trace of the store under watch. */
final class WatchedTrace implements LiveTrace {
    private static final int MOST_STRAYS = 100;

    private final SpanStore store;
    private final String traceId;
    private final @Nullable SpanContext ownContext;
    private final Patience patience;
    private final long watchedSinceNanos;
    private final Counters before;

    WatchedTrace(SpanStore store, String traceId, @Nullable SpanContext ownContext, Patience patience) {
        this.store = store;
        this.traceId = traceId;
        this.ownContext = ownContext;
        this.patience = patience;
        this.watchedSinceNanos = store.clock().nanoTime();
        this.before = store.counters();
    }

    @Override
    public String traceId() {
        return traceId;
    }

    @Override
    public Patience patience() {
        return patience;
    }

    @Override
    public boolean isSampled() {
        return ownContext == null || ownContext.isSampled();
    }

    @Override
    public Sighting awaitChange(Sighting since, Duration atMost) {
        store.awaitChange(traceId, since.version(), atMost.toNanos());
        return look();
    }

    @Override
    public Sighting look() {
        return sighting(store.glance(traceId, before.spans(), MOST_STRAYS));
    }

    private Sighting sighting(Glance glance) {
        Trace trace = ownTrace(glance.spans());
        List<Trace> linked = traces(glance.linked());
        List<Trace> strays = traces(glance.strays()).stream()
                .filter(stray -> stray.roots().stream().anyMatch(SpanNode::isRoot) || isCut(stray))
                .toList();
        Counters now = glance.counters();
        long spans = now.spans() - before.spans();
        long concerned = trace.size()
                + linked.stream().mapToLong(Trace::size).sum()
                + strays.stream().mapToLong(Trace::size).sum();
        return new Sighting(
                trace,
                linked,
                strays,
                glance.known(),
                new Sighting.Reception(
                        spans,
                        Math.max(0, spans - concerned),
                        now.requests() - before.requests(),
                        now.refusals() - before.refusals(),
                        glance.lastRefusal(),
                        glance.evictedTraces(),
                        glance.evicted()),
                trace.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(Math.max(0, glance.now() - glance.lastArrivalNanos()))),
                Duration.ofNanos(glance.now() - watchedSinceNanos),
                glance.version(),
                store.senders());
    }

    /** Somebody may have sent on 64 bits of the trace ID only. Its root is in this trace then. */
    private boolean isCut(Trace stray) {
        return stray.traceId().substring(16).equals(traceId.substring(16));
    }

    private Trace ownTrace(List<SpanData> spans) {
        SpanContext own = ownContext;
        if (own == null) {
            return Trace.of(traceId, spans);
        }
        // A SERVER span may have its caller's ID, in Zipkin's model.
        List<SpanData> others =
                spans.stream().filter(span -> !StoredTrace.isOwn(span, own)).toList();
        return Trace.of(traceId, others).withKnownParent(own.getSpanId());
    }

    private List<Trace> traces(List<String> ids) {
        return ids.stream().flatMap(id -> store.find(id).stream()).toList();
    }
}
