// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static dev.spanhound.trace.SpanBuilder.traceId;

import dev.spanhound.collector.pipeline.MetricPoint;
import dev.spanhound.collector.pipeline.PipelineTime;
import dev.spanhound.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A processor with a clock that a test moves. Traces are small numbers; nothing but seconds passes. */
final class Sampler {
    private static final Duration SHORT = Duration.ofSeconds(2);
    static final TailSamplingSettings WAITS_2_SECONDS =
            new TailSamplingSettings(false, SHORT, Duration.ZERO, 100, false, 0, 0, false, false, 0);

    static TailSamplingSettings waits(Duration wait, Duration afterRoot) {
        return new TailSamplingSettings(false, wait, afterRoot, 100, false, 0, 0, false, false, 0);
    }

    static TailSamplingSettings caches(long sampled, long nonSampled) {
        return new TailSamplingSettings(false, SHORT, Duration.ZERO, 100, false, sampled, nonSampled, false, false, 0);
    }

    static TailSamplingSettings capacity(long traces) {
        return new TailSamplingSettings(false, SHORT, Duration.ZERO, traces, false, 0, 0, false, false, 0);
    }

    static TailSamplingSettings blocks(long traces, long caches) {
        return new TailSamplingSettings(false, SHORT, Duration.ZERO, traces, true, caches, caches, false, false, 0);
    }

    static TailSamplingSettings maximumSize(long bytes) {
        return new TailSamplingSettings(false, SHORT, Duration.ZERO, 100, false, 0, 0, false, false, bytes);
    }

    static TailSamplingSettings firstMatch() {
        return new TailSamplingSettings(false, SHORT, Duration.ZERO, 100, false, 0, 0, true, false, 0);
    }

    static TailSamplingSettings dropsPending() {
        return new TailSamplingSettings(false, SHORT, Duration.ZERO, 100, false, 0, 0, false, true, 0);
    }

    static TailSamplingSettings spanIngest() {
        return new TailSamplingSettings(true, SHORT, Duration.ZERO, 100, false, 0, 0, false, false, 0);
    }

    private final Time time = new Time();
    private final TailSamplingProcessor processor;
    private final List<String> exported = new ArrayList<>();
    private long nextSpan = 100;

    private final class Time implements PipelineTime {
        private long seconds;

        @Override
        public long getAsLong() {
            return seconds * 1_000_000_000;
        }

        @Override
        public void toNextTick() {
            tick(1);
        }
    }

    Sampler(TailSamplingSettings settings, NamedPolicy... policies) {
        List<NamedPolicy> asked = Ballot.dropFirst(Arrays.asList(policies));
        Tally tally = new Tally(asked.stream().map(NamedPolicy::name).toList());
        Ballot ballot = new Ballot(asked, settings.sampleOnFirstMatch(), tally);
        DecisionLog log = new DecisionLog();
        Shard shard = new Shard(settings, ballot, tally, log, this::export, time);
        processor = new TailSamplingProcessor(List.of(shard), tally, log);
    }

    private void export(List<SpanData> spans) {
        spans.forEach(span -> exported.add(span.getName()));
    }

    TailSamplingProcessor processor() {
        return processor;
    }

    /** Sends spans of one trace that have a parent. */
    Sampler send(long trace, String... names) {
        return send(Stream.of(names).map(name -> span(trace, name).below(99)));
    }

    /** Sends a span of a trace with an ID that is no small number. */
    void sendWithId(String traceId, String name) {
        SpanData span = span(1, name).build();
        SpanContext context = SpanContext.create(
                traceId, span.getSpanId(), span.getSpanContext().getTraceFlags(), TraceState.getDefault());
        processor.accept(List.of(new DelegatingSpanData(span) {
            @Override
            public SpanContext getSpanContext() {
                return context;
            }

            @Override
            public String getTraceId() {
                return traceId;
            }
        }));
    }

    Sampler sendRoot(long trace, String name) {
        return send(Stream.of(span(trace, name)));
    }

    Sampler send(Stream<SpanBuilder> spans) {
        processor.accept(spans.map(SpanBuilder::build).toList());
        return this;
    }

    SpanBuilder span(long trace, String name) {
        return SpanBuilder.span(name, nextSpan++).trace(trace);
    }

    Sampler shutdown() {
        processor.shutdown();
        return this;
    }

    Sampler tick(int seconds) {
        for (int i = 0; i < seconds; i++) {
            time.seconds++;
            processor.tick(time.getAsLong());
        }
        return this;
    }

    long seconds() {
        return time.seconds;
    }

    /** Returns the names of the spans that came out since the last call. */
    List<String> released() {
        List<String> names = List.copyOf(exported);
        exported.clear();
        return names;
    }

    Decision decision(long trace) {
        return decision(traceId(trace));
    }

    Decision decision(String traceId) {
        return processor.decisionOn(traceId).orElseThrow();
    }

    long metric(String name, String... attributes) {
        return processor.metrics().stream()
                .filter(point -> point.name().equals("otelcol_processor_tail_sampling_" + name))
                .filter(point -> point.attributes().values().containsAll(Arrays.asList(attributes)))
                .mapToLong(MetricPoint::value)
                .sum();
    }
}
