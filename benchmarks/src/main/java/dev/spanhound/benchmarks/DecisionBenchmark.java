// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import dev.spanhound.backend.otlp.OtlpProtobuf;
import dev.spanhound.benchmarks.load.Encoding;
import dev.spanhound.benchmarks.load.SpanRequest;
import dev.spanhound.collector.CollectorConfig;
import dev.spanhound.collector.TraceCollector;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Traces of ten spans decided by {@code sampling.yaml} in a second, received as spans, in virtual time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
public class DecisionBenchmark {
    private static final int REQUESTS = 20;
    private static final int TRACES_PER_REQUEST = 50;
    private static final int TRACES = REQUESTS * TRACES_PER_REQUEST;

    private final CollectorConfig config = CollectorConfig.load("classpath:sampling.yaml");
    private final List<SpanRequest> requests = new ArrayList<>();
    private List<List<SpanData>> received = List.of();
    private TraceCollector collector = collector();
    private long number;

    private TraceCollector collector() {
        return TraceCollector.builder()
                .config(config)
                .rememberingDecisions(1)
                .rememberingExported(0)
                .build();
    }

    /** Encodes the requests. */
    @Setup
    public void encode() {
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(SpanRequest.traffic(Encoding.OTLP, "service-" + i, TRACES_PER_REQUEST, 42 + i));
        }
    }

    /** Begins with a collector that has seen nothing: what it has decided stays in its memory. */
    @Setup(Level.Iteration)
    public void begin() {
        collector = collector();
    }

    /** Decodes traces that have not come before. */
    @Setup(Level.Invocation)
    public void decode() throws Exception {
        number++;
        received = new ArrayList<>();
        for (SpanRequest request : requests) {
            received.add(OtlpProtobuf.decodeTraces(request.numbered(number)).spans());
        }
    }

    /** Receives a thousand traces, and decides on them. */
    @Benchmark
    @OperationsPerInvocation(TRACES)
    public TraceCollector decide() {
        for (List<SpanData> request : received) {
            collector.feed(request);
        }
        collector.advance(Duration.ofSeconds(2));
        return collector;
    }
}
