// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import dev.spanhound.benchmarks.load.Encoding;
import dev.spanhound.benchmarks.load.Load;
import dev.spanhound.benchmarks.load.SpanRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Traces decided a second by {@code sampling.yaml}, received by OTLP/gRPC and exported to a file: our stand-alone program
 * against a real Collector, whose binary is given by {@code -Dotelcol}. A new process for each round, the sides in turn, as
 * many traces to warm up as are measured; the kept traces must be the same.
 */
final class CollectorBenchmark {
    private static final int CONNECTIONS = 4;
    private static final int TRACES_PER_REQUEST = 50;
    private static final int SPANS_PER_TRACE = 10;
    private static final double DECISION_WAIT_SECONDS = 1;
    private static final Pattern TRACE_ID = Pattern.compile("\"traceId\":\"([0-9a-f]{32})\"");

    private final long traces;
    private final Figures decided = new Figures();
    private final Figures cpu = new Figures();
    private final Figures memory = new Figures();

    private CollectorBenchmark(long traces) {
        this.traces = traces;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("collector-benchmark");
        Path config = directory.resolve("sampling.yaml");
        try (InputStream yaml = CollectorBenchmark.class.getResourceAsStream("/sampling.yaml")) {
            Files.copy(yaml, config);
        }
        CollectorBenchmark benchmark = new CollectorBenchmark(Long.getLong("traces", 100_000));
        int rounds = Integer.getInteger("rounds", 5);
        for (int round = 0; round < rounds; round++) {
            Path ours = directory.resolve("ours-" + round + ".ndjson");
            Path theirs = directory.resolve("theirs-" + round + ".ndjson");
            Set<String> keptByUs;
            Set<String> keptByThem;
            if (round % 2 == 0) {
                keptByUs = benchmark.measure("Spanhound", ServerProcess.spanhoundCollector(config, ours), ours);
                keptByThem = benchmark.measure("Collector", ServerProcess.collector(config, theirs), theirs);
            } else {
                keptByThem = benchmark.measure("Collector", ServerProcess.collector(config, theirs), theirs);
                keptByUs = benchmark.measure("Spanhound", ServerProcess.spanhoundCollector(config, ours), ours);
            }
            if (!keptByUs.equals(keptByThem)) {
                throw new IllegalStateException("kept traces differ: " + keptByUs.size() + " by Spanhound, "
                        + keptByThem.size() + " by the Collector");
            }
            System.out.printf("round %d: both kept the same %,d traces%n", round + 1, keptByUs.size());
        }
        benchmark.print();
    }

    private Set<String> measure(String side, ServerProcess server, Path export)
            throws IOException, InterruptedException {
        try (server;
                Load load = new Load(
                        CONNECTIONS,
                        i -> SpanRequest.traffic(Encoding.OTLP, "service-" + i, TRACES_PER_REQUEST, 42 + i),
                        server::otlpGrpc)) {
            load.send(traces * SPANS_PER_TRACE);
            awaitLastExport(export);
            long cpuBefore = server.cpu().toNanos();
            long start = System.nanoTime();
            long sent = load.send(traces * SPANS_PER_TRACE) / SPANS_PER_TRACE;
            double seconds = (awaitLastExport(export) - start) / 1e9 - DECISION_WAIT_SECONDS;
            decided.add(side, sent / seconds);
            cpu.add(side, (server.cpu().toNanos() - cpuBefore) / 1e3 / sent);
            memory.add(side, server.peakMemoryBytes() / 1e6);
        }
        return keptTraces(export);
    }

    /** Returns when the file last grew: when it has not for four seconds, which is longer than the decision wait. */
    private static long awaitLastExport(Path export) throws IOException, InterruptedException {
        long size = -1;
        long grown = System.nanoTime();
        while (System.nanoTime() - grown < TimeUnit.SECONDS.toNanos(4)) {
            long now = Files.exists(export) ? Files.size(export) : 0;
            if (now != size) {
                size = now;
                grown = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return grown;
    }

    private static Set<String> keptTraces(Path export) throws IOException {
        try (Stream<String> lines = Files.lines(export)) {
            return lines.flatMap(line -> TRACE_ID.matcher(line).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private void print() {
        decided.print("Traces of ten spans decided, after the decision wait of a second", "traces/s");
        cpu.print("Processor time", "us/trace");
        memory.print("Peak resident memory", "MB");
        System.out.printf(
                "%nSpanhound to Collector: %s times the traces, %s of the processor time, %s of the memory%n",
                Figures.number(decided.medianRatio("Spanhound", "Collector")),
                Figures.number(cpu.medianRatio("Spanhound", "Collector")),
                Figures.number(memory.medianRatio("Spanhound", "Collector")));
    }
}
