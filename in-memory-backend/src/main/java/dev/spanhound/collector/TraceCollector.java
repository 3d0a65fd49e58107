// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.config.Finding;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Decisions;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.synthetic.Arrival;
import dev.spanhound.trace.synthetic.SyntheticTrace;
import dev.spanhound.trace.synthetic.SyntheticTraces;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An OpenTelemetry Collector's trace pipelines, run inside the test on the file that production runs:
 *
 * <pre>{@code
 * TraceCollector collector = TraceCollector.load("otel-collector.yaml");
 * Trace slow = collector.receive(trace);
 * collector.decisionOn(slow).outcome();
 * }</pre>
 *
 * <p>Time is virtual, unless {@linkplain TraceCollectorBuilder#realTime() asked otherwise}: it starts at
 * 2026-01-01T00:00:00Z, and moves only by {@link #advance(Duration)}, {@link #decide()}, and a question for a decision
 * that is pending. No thread is started. Every traces pipeline gets what is received, unless it receives from another
 * pipeline only, by a {@code forward} connector. Safe for use by many threads, one
 * at a time.
 *
 * <p>Decisions are those of contrib v0.162 with default feature gates. Where the real Collector goes through the traces
 * that are due in a random order, this one does in the order of their arrival.
 */
public final class TraceCollector implements AutoCloseable {
    private static final long LONGEST_PAUSE = Duration.ofDays(1).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final CollectorTime time;
    private final Exported exported;
    private final List<Pipeline> pipelines;
    private final List<Finding> warnings;
    private long latestRecorded;
    private boolean closed;

    TraceCollector(TraceCollectorBuilder builder) {
        this.time = builder.time();
        this.exported = builder.exported();
        this.warnings = builder.warnings();
        this.pipelines = builder.pipelines(exported::add, time);
        time.onTick(nanos -> pipelines.forEach(pipeline -> pipeline.tick(nanos)));
    }

    /**
     * Makes a collector with a configuration.
     *
     * @param locations as for {@link CollectorConfig#load(String...)}
     * @throws dev.spanhound.collector.config.ConfigException if a location does not exist, or if there is anything wrong
     */
    public static TraceCollector load(String... locations) {
        return of(CollectorConfig.load(locations));
    }

    /**
     * Makes a collector with a configuration.
     *
     * @param yaml as for {@link CollectorConfig#parse(String)}
     * @throws dev.spanhound.collector.config.ConfigException if there is anything wrong
     */
    public static TraceCollector fromYaml(String yaml) {
        return of(CollectorConfig.parse(yaml));
    }

    /** Makes a collector with a configuration. */
    public static TraceCollector of(CollectorConfig config) {
        return builder().config(config).build();
    }

    /** Begins a collector with options. */
    public static TraceCollectorBuilder builder() {
        return new TraceCollectorBuilder();
    }

    /**
     * Receives a trace, or a part of one: its spans as one request.
     *
     * @return the same trace
     * @throws IllegalStateException if the collector is closed
     */
    public Trace receive(Trace trace) {
        return locked(() -> {
            accept(trace.received());
            return trace;
        });
    }

    /**
     * Receives spans of one trace as one request.
     *
     * @return them as a trace
     * @throws IllegalArgumentException if there is no span, or if they are of several traces ({@link #receiveAll})
     * @throws IllegalStateException if the collector is closed
     */
    public Trace receive(Collection<? extends SpanData> spans) {
        return receive(Trace.of(spans));
    }

    /**
     * Receives a trace that is made up. Virtual time moves on to the arrival of each of its parts.
     *
     * @return the whole trace, with its late parts
     * @throws IllegalStateException if the collector is closed, or if time is real and the trace has late parts
     */
    public Trace receive(SyntheticTrace synthetic) {
        receiveArrivals(synthetic.arrivals());
        return synthetic.toTrace();
    }

    /**
     * Receives traces that are made up. Virtual time moves on with their arrivals.
     *
     * @return the whole traces
     * @throws IllegalStateException if the collector is closed, or time is real
     */
    public List<Trace> receive(SyntheticTraces synthetic) {
        receiveArrivals(synthetic.arrivals());
        return synthetic.toTraces();
    }

    private void receiveArrivals(List<Arrival> arrivals) {
        Duration passed = Duration.ZERO;
        for (Arrival arrival : arrivals) {
            if (arrival.after().compareTo(passed) > 0) {
                advance(arrival.after().minus(passed));
                passed = arrival.after();
            }
            feed(arrival.spans());
        }
    }

    /**
     * Receives spans of any number of traces as one request.
     *
     * @return the traces, in the order of their first spans
     * @throws IllegalStateException if the collector is closed
     */
    public List<Trace> receiveAll(Collection<? extends SpanData> spans) {
        List<SpanData> request = List.copyOf(spans);
        feed(request);
        return Trace.allOf(request);
    }

    /**
     * Receives spans of any number of traces as one request, and makes no traces of them, which takes time where there
     * are many.
     *
     * @throws IllegalStateException if the collector is closed
     */
    public void feed(Collection<? extends SpanData> spans) {
        List<SpanData> request = List.copyOf(spans);
        locked(() -> {
            accept(request);
            return request;
        });
    }

    private void accept(List<SpanData> spans) {
        if (closed) {
            throw new IllegalStateException("the collector is closed, and receives no more");
        }
        if (!spans.isEmpty()) {
            pipelines.stream().filter(Pipeline::isEntry).forEach(pipeline -> pipeline.accept(spans));
        }
    }

    /**
     * Moves time on, and decides what comes due on the way, at each full second since the start.
     *
     * @throws IllegalArgumentException if the duration is negative
     * @throws IllegalStateException if time is real
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration: " + duration + " (expected: not negative)");
        }
        locked(() -> {
            requireVirtualTime("advance");
            time.moveTo(Math.addExact(time.getAsLong(), duration.toNanos()));
            return duration;
        });
    }

    /**
     * Moves time on until every trace is decided.
     *
     * @throws IllegalStateException if time is real
     */
    public void decide() {
        locked(() -> {
            requireVirtualTime("decide");
            while (pipelines.stream().anyMatch(Pipeline::hasUndecided)) {
                time.toNextTick();
            }
            return time;
        });
    }

    private void requireVirtualTime(String method) {
        if (time.isReal()) {
            throw new IllegalStateException(
                    method + ": this collector's time is real, and does not move on demand (leave out realTime())");
        }
    }

    /** Returns the collector's time. */
    public Instant now() {
        return locked(time::instant);
    }

    /**
     * Returns the decision on a trace. A trace that was never received is received now, as one request. If it is
     * undecided, and time is virtual, time moves on until it is decided. Of several pipelines the first that
     * samples is asked.
     *
     * @throws IllegalStateException if the decision may have been forgotten
     */
    public Decision decisionOn(Trace trace) {
        return decisionOn(trace, firstPipeline());
    }

    /**
     * Returns the decision on a trace by one of several pipelines, otherwise as {@link #decisionOn(Trace)}.
     *
     * @param at a pipeline's name, such as {@code traces/edge}, or that of a {@code tail_sampling} processor
     * @throws IllegalArgumentException if there is no such pipeline or processor
     * @throws IllegalStateException if the decision may have been forgotten
     */
    public Decision decisionOn(Trace trace, String at) {
        return locked(() -> {
            Judge judge = judge(at);
            receiveIfNew(trace, judge);
            return decided(trace.traceId(), judge).on(trace);
        });
    }

    /**
     * Returns the decision on the trace with this ID, otherwise as {@link #decisionOn(Trace)}.
     *
     * @throws IllegalArgumentException if no span of it was received
     * @throws IllegalStateException if the decision may have been forgotten
     */
    public Decision decisionOn(String traceId) {
        return decisionOn(traceId, firstPipeline());
    }

    /**
     * Returns the decision on the trace with this ID by one of several pipelines, otherwise as
     * {@link #decisionOn(Trace, String)}.
     *
     * @throws IllegalArgumentException if no span of it was received, or if there is no such pipeline or processor
     * @throws IllegalStateException if the decision may have been forgotten
     */
    public Decision decisionOn(String traceId, String at) {
        return locked(() -> decided(traceId, judge(at)));
    }

    /**
     * Returns the decision on a trace whose spans are still arriving, otherwise as {@link #decisionOn(String)}. Waits
     * until it is complete and quiet, or until its patience is over, whatever the collector's time.
     */
    public Decision decisionOn(LiveTrace trace) {
        Trace settled = trace.awaitSettled();
        return decisionOn(settled.traceId()).on(settled);
    }

    /**
     * Receives a request that was recorded elsewhere. Virtual time moves on from the request before as far as the latest end
     * of their spans does, so that what came late then comes late now. It moves by a day at most, longer than a sampler
     * waits: more is another recording, or a clock that was wrong, and time is counted from there. An end of 0 tells no
     * time.
     *
     * @throws IllegalStateException if time is real, or the collector is closed
     */
    public void receiveRecorded(Collection<? extends SpanData> request) {
        long ended =
                request.stream().mapToLong(SpanData::getEndEpochNanos).max().orElse(0);
        locked(() -> {
            if (ended > 0) {
                moveOn(ended);
            }
            accept(List.copyOf(request));
            return request;
        });
    }

    private void moveOn(long ended) {
        long since = latestRecorded == 0 ? 0 : ended - latestRecorded;
        if (since > 0) {
            advance(Duration.ofNanos(Math.min(since, LONGEST_PAUSE)));
        }
        if (since > 0 || since < -LONGEST_PAUSE || latestRecorded == 0) {
            latestRecorded = ended;
        }
    }

    /**
     * Receives requests that were {@linkplain #receiveRecorded recorded} elsewhere, and returns what becomes of their
     * traces: what would this configuration have kept?
     *
     * @param requests spans of each request, in the order received
     * @return the decisions on all traces, in the order of arrival, by the first pipeline; none is pending
     * @throws IllegalStateException if time is real, or the collector is closed
     */
    public Decisions replay(Iterable<? extends Collection<? extends SpanData>> requests) {
        requests.forEach(this::receiveRecorded);
        decide();
        return decisions();
    }

    /** Returns the decisions on these traces, in their order, each as {@link #decisionOn(Trace)} does. */
    public Decisions decisionsOn(Collection<Trace> traces) {
        return decisionsOn(traces, firstPipeline());
    }

    /** Receives traces that are made up as {@link #receive(SyntheticTraces)} does, and returns the decisions on them. */
    public Decisions decisionsOn(SyntheticTraces synthetic) {
        return decisionsOn(receive(synthetic)).from(synthetic.toString());
    }

    /**
     * Returns the decisions on these traces by one of several pipelines, each as {@link #decisionOn(Trace, String)} does.
     *
     * @throws IllegalArgumentException if there is no such pipeline or processor
     */
    public Decisions decisionsOn(Collection<Trace> traces, String at) {
        return locked(() -> {
            Judge judge = judge(at);
            traces.forEach(trace -> receiveIfNew(trace, judge));
            return Decisions.of(traces.stream()
                    .map(trace -> decided(trace.traceId(), judge).on(trace))
                    .toList());
        });
    }

    /** Returns all decisions of the first pipeline, and what is pending, in the order of arrival. Time does not move. */
    public Decisions decisions() {
        return decisions(firstPipeline());
    }

    /**
     * Returns all decisions of one of several pipelines, and what is pending, in the order of arrival. Time does not move.
     *
     * @param at a pipeline's name, such as {@code traces/edge}, or that of a {@code tail_sampling} processor
     * @throws IllegalArgumentException if there is no such pipeline or processor
     */
    public Decisions decisions(String at) {
        return locked(() -> Decisions.of(judge(at).decisions()));
    }

    private String firstPipeline() {
        return pipelines.stream()
                .filter(Pipeline::isSampling)
                .findFirst()
                .orElse(pipelines.get(0))
                .id();
    }

    private Judge judge(String at) {
        for (Pipeline pipeline : pipelines) {
            Optional<Judge> judge = pipeline.judge(at);
            if (judge.isPresent()) {
                return judge.get();
            }
        }
        throw new IllegalArgumentException("pipeline " + at + ": there is none (expected one of: "
                + pipelines.stream()
                        .flatMap(pipeline -> pipeline.judges().stream())
                        .collect(Collectors.joining(", "))
                + ")");
    }

    private void receiveIfNew(Trace trace, Judge judge) {
        if (judge.decisionOn(trace.traceId()).isEmpty() && judge.forgotten() == 0) {
            accept(trace.received());
        }
    }

    private Decision decided(String traceId, Judge judge) {
        while (!time.isReal() && judge.isPending(traceId)) {
            time.toNextTick();
        }
        return judge.decisionOn(traceId).orElseThrow(() -> unknown(traceId, judge));
    }

    private static RuntimeException unknown(String traceId, Judge judge) {
        long forgotten = judge.forgotten();
        return forgotten == 0
                ? new IllegalArgumentException("trace " + traceId + ": no span of it was received")
                : new IllegalStateException(
                        "trace " + traceId + ": its decision is forgotten, or no span of it was received (" + forgotten
                                + " decisions were forgotten; rememberingDecisions(n) keeps more)");
    }

    /** Returns the spans that came out of all pipelines, in their order. */
    public List<SpanData> exported() {
        return locked(exported::spans);
    }

    /** Returns what came out of all pipelines of the trace with this ID, if anything did. */
    public Optional<Trace> exported(String traceId) {
        return locked(() -> exported.trace(traceId));
    }

    /** Returns what the processors counted of themselves. */
    public CollectorMetrics metrics() {
        return locked(() -> new CollectorMetrics(pipelines.stream()
                .flatMap(pipeline -> pipeline.metrics().stream())
                .toList()));
    }

    /** Returns what the configuration has that may not do what it seems to. */
    public List<Finding> warnings() {
        return warnings;
    }

    /**
     * Shuts down as the Collector does: what is undecided is decided on the spans received so far, without a wait, unless
     * {@code drop_pending_traces_on_shutdown} is set. Decisions and exported spans can still be asked for.
     */
    @Override
    public void close() {
        locked(() -> {
            if (!closed) {
                closed = true;
                pipelines.forEach(Pipeline::shutdown);
            }
            return time;
        });
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            if (!closed) {
                time.catchUp();
            }
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
