// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import dev.spanhound.backend.store.SpanStore;
import dev.spanhound.collector.TraceCollector;
import dev.spanhound.collector.TraceCollectorBuilder;
import dev.spanhound.sender.SpanDestination;
import dev.spanhound.sender.SpanSender;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.TraceSource;
import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A trace backend in this JVM. Safe for use by many threads. */
public final class TraceBackend implements TraceSource, SpanDestination, AutoCloseable {
    private static final int SHORT_ID = 16;
    private static final String SHORT_ID_ZEROS = "0".repeat(SHORT_ID);

    private final SpanStore store;
    private final @Nullable TraceCollector collector;
    private final Intake intake;
    private final Faults faults = new Faults();
    private final Limits limits;
    private final Patience patience;
    private final Ports.Settings settings;
    private @Nullable Ports ports;
    private boolean closed;

    private TraceBackend(Builder builder) {
        this.limits = builder.limits;
        this.patience = builder.patience;
        this.settings = new Ports.Settings(
                builder.port, builder.otlpGrpcPort, builder.otlpHttpPort, builder.zipkinPort, builder.addresses);
        this.store = new SpanStore(limits.maxSpans());
        this.collector = builder.collector == null
                ? null
                : builder.collector.onExport(store::add).rememberingExported(0).build();
        this.intake = collector == null ? new Intake(store, store::add) : new Intake(store, collector::feed);
    }

    /** Returns a backend with the default settings. Binds no port and starts no thread before it is asked to. */
    public static TraceBackend create() {
        return builder().build();
    }

    /** Returns a builder of a backend. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns where this backend receives over the network, all protocols on one port, such as
     * {@code http://127.0.0.1:40123}. The port is bound by the time this returns.
     *
     * @throws java.io.UncheckedIOException if a port that was asked for cannot be bound
     * @throws IllegalStateException if this backend is closed
     */
    @Override
    public URI endpoint() {
        return ports().endpoint();
    }

    /**
     * Returns where this backend receives over the network, by protocol. The ports are bound by the time this returns.
     *
     * @throws java.io.UncheckedIOException if a port that was asked for cannot be bound
     * @throws IllegalStateException if this backend is closed
     */
    public Endpoints endpoints() {
        return ports().endpoints();
    }

    /**
     * Starts what the first request would start, in the background, so that it is served faster. Binds the ports.
     *
     * @throws java.io.UncheckedIOException if a port that was asked for cannot be bound
     * @throws IllegalStateException if this backend is closed
     */
    public void warmUp() {
        ports().warmUp();
    }

    private synchronized Ports ports() {
        if (closed) {
            throw new IllegalStateException("the backend is closed: its spans can be read, but it receives no more");
        }
        if (ports == null) {
            int maxBytes = limits.maxRequestBytes();
            ports = new Ports(new Routes.Source(intake, faults, store, maxBytes), settings, maxBytes);
        }
        return ports;
    }

    /** Returns the collector between the receivers and the store, if there is one. */
    public Optional<TraceCollector> collector() {
        return Optional.ofNullable(collector);
    }

    /** Returns what to order faults from. */
    public Faults faults() {
        return faults;
    }

    /** Returns what has come in over the network so far. */
    public ReceivedCounts counts() {
        return intake.counts();
    }

    /** Takes spans without a network. */
    public void receive(Collection<? extends SpanData> spans) {
        intake.add(List.copyOf(spans));
    }

    /**
     * Hands on the spans of each request, as they came and before repeated ones are dropped, on the thread that receives
     * them. What the subscriber throws fails the request.
     */
    public Subscription subscribe(Consumer<? super List<SpanData>> subscriber) {
        return intake.subscribe(subscriber);
    }

    /**
     * Hands on the spans of each request as {@link #subscribe(Consumer)} does, but for those of traces that are
     * {@linkplain #watch(SpanContext) watched} as somebody else's.
     *
     * @param own context of the span whose trace is one's own
     */
    public Subscription subscribe(SpanContext own, Consumer<? super List<SpanData>> subscriber) {
        return intake.subscribe(spans -> {
            List<SpanData> concerned = spans.stream()
                    .filter(span -> !store.isClaimedByAnother(span.getTraceId(), own))
                    .toList();
            if (!concerned.isEmpty()) {
                subscriber.accept(concerned);
            }
        });
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
        return store.find(whole(traceId));
    }

    @Override
    public List<Trace> find(Predicate<? super Trace> condition) {
        return store.find(condition);
    }

    @Override
    public Optional<Trace> await(String traceId, Predicate<? super Trace> condition, Duration timeout) {
        return store.await(whole(traceId), condition, timeout);
    }

    @Override
    public List<Trace> await(int number, Predicate<? super Trace> condition, Duration timeout) {
        return store.await(number, condition, timeout);
    }

    /**
     * Watches the trace of a request that carries these headers, with this backend's patience. Their span is that of a
     * client which sends no spans: a known parent, so that the trace is complete without it.
     *
     * <pre>{@code
     * backend.watch(HeaderLines.of("x-b3-traceid", "463ac35c9f6413ad", "x-b3-spanid", "a2fb4a1d1a96d312", "x-b3-sampled", "1"))
     * }</pre>
     *
     * @param sent headers in any of the formats of {@link PropagationFormat}
     * @throws IllegalArgumentException if they name no trace and no span
     */
    public LiveTrace watch(HeaderLines sent) {
        SpanContext caller = PropagationFormat.firstIn(sent)
                .map(ExtractedContext::spanContext)
                .orElseThrow(() -> new IllegalArgumentException(
                        "sent: " + sent + " (expected: headers that name a trace and a span, such as traceparent)"));
        return watch(caller);
    }

    /**
     * Watches a trace from now on, with this backend's patience. The trace need not have a span yet. In a test's own trace,
     * the test's span is a known parent and not a part of what is watched.
     *
     * @throws IllegalArgumentException if there can be no trace with this ID
     */
    @Override
    public LiveTrace watch(String traceId) {
        return watch(traceId, patience);
    }

    /**
     * Watches a trace from now on.
     *
     * @param traceId trace to watch; it need not have a span yet
     * @param patience how long assertions on it wait
     * @throws IllegalArgumentException if there can be no trace with this ID
     */
    public LiveTrace watch(String traceId, Patience patience) {
        String whole = whole(traceId);
        if (!TraceId.isValid(whole)) {
            throw new IllegalArgumentException("traceId: " + traceId
                    + " (expected: 32 hex digits, or 16 of a tracer that has no more, not all zeros)");
        }
        return store.watch(whole, patience);
    }

    /** Returns a trace ID as spans have it: in lower case, and 16 digits, as B3 allows, with the zeros before them. */
    private static String whole(String traceId) {
        String lower = traceId.toLowerCase(Locale.ROOT);
        return lower.length() == SHORT_ID ? SHORT_ID_ZEROS + lower : lower;
    }

    /** Watches the trace of a span that is made here, with this backend's patience. */
    public LiveTrace watch(SpanContext own) {
        return watch(own, patience);
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

    @Override
    public void addSender(SpanSender sender) {
        store.addSender(sender);
    }

    /** Closes all ports, ends all threads and shuts the collector down. Spans stay readable. Does nothing the second time. */
    @Override
    public void close() {
        Ports open;
        synchronized (this) {
            closed = true;
            open = ports;
            ports = null;
        }
        if (open != null) {
            open.close();
        }
        if (collector != null) {
            collector.close();
        }
    }

    /** Settings of a backend. */
    public static final class Builder {
        private Limits limits = Limits.DEFAULT;
        private Patience patience = Patience.DEFAULT;
        private int port;
        private int otlpGrpcPort = Ports.NONE;
        private int otlpHttpPort = Ports.NONE;
        private int zipkinPort = Ports.NONE;
        private List<InetAddress> addresses = List.of();
        private @Nullable TraceCollectorBuilder collector;

        private Builder() {}

        /** Sets how much the backend takes. */
        public Builder limits(Limits limits) {
            this.limits = limits;
            return this;
        }

        /** Sets how long assertions on traces of this backend wait, unless told otherwise. */
        public Builder patience(Patience patience) {
            this.patience = patience;
            return this;
        }

        /**
         * Sets the port for all protocols.
         *
         * @param port port; 0, the default, takes any free one
         * @throws IllegalArgumentException if it is not within 0 and 65535
         */
        public Builder port(int port) {
            this.port = checked("port", port);
            return this;
        }

        /**
         * Adds a port that is given out for OTLP over gRPC, such as 4317.
         *
         * @param port port; 0 takes any free one
         * @throws IllegalArgumentException if it is not within 0 and 65535
         */
        public Builder otlpGrpcPort(int port) {
            this.otlpGrpcPort = checked("otlpGrpcPort", port);
            return this;
        }

        /**
         * Adds a port that is given out for OTLP over HTTP, such as 4318.
         *
         * @param port port; 0 takes any free one
         * @throws IllegalArgumentException if it is not within 0 and 65535
         */
        public Builder otlpHttpPort(int port) {
            this.otlpHttpPort = checked("otlpHttpPort", port);
            return this;
        }

        /**
         * Adds a port that is given out for Zipkin, such as 9411.
         *
         * @param port port; 0 takes any free one
         * @throws IllegalArgumentException if it is not within 0 and 65535
         */
        public Builder zipkinPort(int port) {
            this.zipkinPort = checked("zipkinPort", port);
            return this;
        }

        /**
         * Sets the addresses that the ports are bound on, in place of loopback ({@code 127.0.0.1} and, where it exists,
         * {@code ::1}). The wildcard address shows the backend to the whole network.
         */
        public Builder address(InetAddress... addresses) {
            this.addresses = List.of(addresses);
            return this;
        }

        private static int checked(String name, int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException(name + ": " + port + " (expected: 0 to 65535)");
            }
            return port;
        }

        /**
         * Puts a collector between the receivers and the store: only what it samples can be found here. Its decisions are
         * asked of {@link TraceBackend#collector()}. Default: none, and all that is received is stored.
         *
         * @param collector a collector that is not built yet
         */
        public Builder collector(TraceCollectorBuilder collector) {
            this.collector = collector;
            return this;
        }

        /** Returns the backend. */
        public TraceBackend build() {
            return new TraceBackend(this);
        }
    }
}
