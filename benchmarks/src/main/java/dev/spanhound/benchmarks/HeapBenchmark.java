// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import dev.spanhound.benchmarks.load.Encoding;
import dev.spanhound.benchmarks.load.Load;
import java.io.IOException;

/**
 * Heap for each stored span, in our stand-alone program and in the Zipkin server: the bytes of all reachable objects
 * with this many spans stored, less those before, as the JDK's class histogram counts them.
 */
final class HeapBenchmark {
    private static final long FIRST_SPANS = 100_000;
    private static final long SPANS = 500_000;
    private static final String HEAP = "-Xmx4g";

    private HeapBenchmark() {}

    public static void main(String[] args) throws Exception {
        Figures figures = new Figures();
        for (int round = 0; round < Integer.getInteger("rounds", 3); round++) {
            try (ServerProcess ours = ServerProcess.spanhound(HEAP);
                    Load load = new Load(4, Encoding.OTLP, 512, ours::otlpHttp)) {
                figures.add("Spanhound, OTLP/HTTP", bytesPerSpan(ours, load));
            }
            try (ServerProcess zipkin = ServerProcess.zipkin(HEAP);
                    Load load = new Load(
                            4, Encoding.ZIPKIN_PROTO3, 512, () -> zipkin.zipkinSpans(Encoding.ZIPKIN_PROTO3))) {
                figures.add("Zipkin server, proto3", bytesPerSpan(zipkin, load));
            }
        }
        figures.print("Heap for each stored span of eight attributes", "bytes");
        System.out.printf(
                "%n  Zipkin server to Spanhound: %s%n",
                Figures.number(figures.medianRatio("Zipkin server, proto3", "Spanhound, OTLP/HTTP")));
    }

    /** Compares two loads, so that what a server makes once with its first requests is not counted. */
    private static double bytesPerSpan(ServerProcess server, Load load) throws IOException, InterruptedException {
        load.send(FIRST_SPANS);
        long before = server.liveBytes();
        long sent = load.send(SPANS);
        return (double) (server.liveBytes() - before) / sent;
    }
}
