// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import dev.spanhound.benchmarks.load.Client;
import dev.spanhound.benchmarks.load.Encoding;
import dev.spanhound.benchmarks.load.Load;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Spans a second taken in, decoded and stored: our stand-alone program against the Zipkin server, the same spans in the
 * format of each. A new server for each measurement, the sides in turn.
 */
final class IngestBenchmark {
    private static final int CONNECTIONS = 4;
    private static final int SPANS_PER_REQUEST = 512;
    private static final int SPANS_PER_TRACE = 8;
    private static final String[] HEAP =
            System.getProperty("jvm", "-Xms8g,-Xmx8g").split(",");

    private enum Side {
        OTLP_GRPC("Spanhound, OTLP/gRPC", Encoding.OTLP),
        OTLP_HTTP("Spanhound, OTLP/HTTP protobuf", Encoding.OTLP),
        SPANHOUND_ZIPKIN("Spanhound, Zipkin JSON v2", Encoding.ZIPKIN_JSON),
        ZIPKIN_JSON("Zipkin server, JSON v2", Encoding.ZIPKIN_JSON),
        ZIPKIN_PROTO3("Zipkin server, proto3", Encoding.ZIPKIN_PROTO3);

        final String title;
        final Encoding encoding;

        Side(String title, Encoding encoding) {
            this.title = title;
            this.encoding = encoding;
        }

        boolean ours() {
            return compareTo(ZIPKIN_JSON) < 0;
        }

        ServerProcess start() throws IOException {
            return ours() ? ServerProcess.spanhound(HEAP) : ServerProcess.zipkin(HEAP);
        }

        Client connect(ServerProcess server) throws IOException {
            return switch (this) {
                case OTLP_GRPC -> server.otlpGrpc();
                case OTLP_HTTP -> server.otlpHttp();
                case SPANHOUND_ZIPKIN, ZIPKIN_JSON, ZIPKIN_PROTO3 -> server.zipkinSpans(encoding);
            };
        }
    }

    private final long warmUpSpans;
    private final long measuredSpans;
    private final Figures spansPerSecond = new Figures();
    private final Figures cpuMicrosPerSpan = new Figures();

    private IngestBenchmark(long warmUpSpans, long measuredSpans) {
        this.warmUpSpans = warmUpSpans;
        this.measuredSpans = measuredSpans;
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.getInteger("rounds", 7);
        IngestBenchmark benchmark =
                new IngestBenchmark(Long.getLong("warmUpSpans", 1_000_000), Long.getLong("measuredSpans", 1_000_000));
        List<Side> sides = new ArrayList<>(
                args.length == 0
                        ? List.of(Side.values())
                        : Stream.of(args).map(Side::valueOf).toList());
        for (Side side : sides) {
            benchmark.measure(side, false);
        }
        for (int round = 0; round < rounds; round++) {
            for (Side side : sides) {
                benchmark.measure(side, true);
            }
            Collections.rotate(sides, 1);
        }
        benchmark.print(sides);
    }

    private void measure(Side side, boolean counted) throws IOException, InterruptedException {
        try (ServerProcess server = side.start();
                Load load = new Load(CONNECTIONS, side.encoding, SPANS_PER_REQUEST, () -> side.connect(server))) {
            load.send(warmUpSpans);
            long cpu = server.cpu().toNanos();
            long start = System.nanoTime();
            long sent = load.send(measuredSpans);
            long nanos = System.nanoTime() - start;
            double cpuMicros = (server.cpu().toNanos() - cpu) / 1e3 / sent;
            for (String traceId : load.sampleOfTraceIds(5)) {
                awaitStored(side, server, traceId);
            }
            if (counted) {
                spansPerSecond.add(side.title, sent * 1e9 / nanos);
                cpuMicrosPerSpan.add(side.title, cpuMicros);
            }
        }
    }

    /** Checks that a trace is there. The Zipkin server answers just before it stores. */
    private static void awaitStored(Side side, ServerProcess server, String traceId)
            throws IOException, InterruptedException {
        int stored = 0;
        for (int i = 0; i < 50; i++) {
            stored = server.spansOf(traceId);
            if (stored == SPANS_PER_TRACE) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IOException(side.title + ": stored spans of trace " + traceId + ": " + stored);
    }

    private void print(List<Side> sides) {
        spansPerSecond.print("Ingest: " + measuredSpans + " spans after " + warmUpSpans + " to warm up", "spans/s");
        cpuMicrosPerSpan.print("Processor time of the server", "us/span");
        System.out.println("\nRatios, median of rounds:");
        for (Side ours : sides) {
            for (Side peer : sides) {
                if (ours.ours() && !peer.ours()) {
                    System.out.printf(
                            "  %s to %s: %s%n",
                            ours.title, peer.title, Figures.number(spansPerSecond.medianRatio(ours.title, peer.title)));
                }
            }
        }
    }
}
