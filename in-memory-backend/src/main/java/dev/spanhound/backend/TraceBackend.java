// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import dev.spanhound.backend.store.SpanStore;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.TraceSource;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A trace backend in this JVM. Safe for use by many threads. */
public final class TraceBackend implements TraceSource, AutoCloseable {
    private final SpanStore store;

    private TraceBackend(Builder builder) {
        this.store = new SpanStore(builder.limits.maxSpans());
    }

    /** Returns a backend with the default settings. Binds no port and starts no thread before it is asked to. */
    public static TraceBackend create() {
        return builder().build();
    }

    /** Returns a builder of a backend. */
    public static Builder builder() {
        return new Builder();
    }

    /** Takes spans without a network. */
    public void receive(Collection<? extends SpanData> spans) {
        store.add(spans);
    }

    /** Returns an exporter that hands spans to this backend without a network. */
    public SpanExporter spanExporter() {
        return new InProcessExporter(this);
    }

    /** Returns a processor that hands each sampled span to this backend as it ends, without a network. */
    public SpanProcessor spanProcessor() {
        return io.opentelemetry.sdk.trace.export.SimpleSpanProcessor.create(spanExporter());
    }

    @Override
    public Optional<Trace> find(String traceId) {
        return store.find(traceId);
    }

    @Override
    public List<Trace> find(Predicate<? super Trace> condition) {
        return store.find(condition);
    }

    @Override
    public Optional<Trace> await(String traceId, Predicate<? super Trace> condition, Duration timeout) {
        return store.await(traceId, condition, timeout);
    }

    /**
     * Watches a trace from now on.
     *
     * @param traceId trace to watch; it need not have a span yet
     * @param patience how long assertions on it wait
     */
    public LiveTrace watch(String traceId, Patience patience) {
        return store.watch(traceId, patience);
    }

    /**
     * Watches the trace of a span that is made here, such as a test's own. The span is a known parent and not a part of
     * what is watched.
     *
     * @param own context of that span
     * @param patience how long assertions on it wait
     */
    public LiveTrace watch(SpanContext own, Patience patience) {
        return store.watch(own, patience);
    }

    /** Declares services that send spans, so that a call to one is incomplete without its answer from the start. */
    public void declareServices(String... names) {
        store.declareServices(List.of(names));
    }

    /** Closes all ports and ends all threads. Spans stay readable. Does nothing the second time. */
    @Override
    public void close() {}

    /** Settings of a backend. */
    public static final class Builder {
        private Limits limits = Limits.DEFAULT;

        private Builder() {}

        /** Sets how much the backend takes. */
        public Builder limits(Limits limits) {
            this.limits = limits;
            return this;
        }

        /** Returns the backend. */
        public TraceBackend build() {
            return new TraceBackend(this);
        }
    }
}
