// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import dev.spanhound.benchmarks.load.Client;
import dev.spanhound.benchmarks.load.Encoding;
import dev.spanhound.benchmarks.load.OneSpan;
import dev.spanhound.benchmarks.startup.OneTestClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What a cold JVM pays: the wall time of a whole process that runs one test class, from its start to its exit, and of a
 * server from the start of its process to the first span that it has taken. Each round takes the sides in another order,
 * as what ran before a process is felt in it. Arguments choose the sides that have one of them in their title.
 */
final class StartupBenchmark {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN_ID = "00f067aa0ba902b7";
    private static final String NONE = "empty test class";

    /** Takes one measurement, in nanoseconds. */
    private interface Measurement {
        long take() throws IOException, InterruptedException;
    }

    private record Side(String title, Measurement measurement) {
        static Side testClass(String title, String name) {
            return new Side(title, () -> run("dev.spanhound.benchmarks.startup." + name));
        }

        /** Returns whether to take this side. What all are compared with always is. */
        boolean isChosenBy(String... words) {
            return words.length == 0 || title.equals(NONE) || Stream.of(words).anyMatch(title::contains);
        }
    }

    private static final List<Side> SIDES = List.of(
            Side.testClass(NONE, "Empty"),
            Side.testClass("  with OpenTelemetryExtension", "EmptyOpenTelemetryExtension"),
            Side.testClass("  with @TraceTest", "EmptyTraceTest"),
            Side.testClass("one span asserted, OpenTelemetryExtension", "OneSpanOpenTelemetryExtension"),
            Side.testClass("one span asserted, @TraceTest", "OneSpanTraceTest"),
            Side.testClass("first OTLP/gRPC span asserted, @TraceTest", "FirstGrpcSpanTraceTest"),
            new Side("first OTLP/gRPC span, Spanhound stand-alone", StartupBenchmark::standAlone),
            new Side("first JSON span, Zipkin server", StartupBenchmark::zipkin));

    private StartupBenchmark() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.getInteger("rounds", 21);
        List<Side> chosen = SIDES.stream().filter(side -> side.isChosenBy(args)).toList();
        Figures wall = new Figures(chosen.stream().map(Side::title).toArray(String[]::new));
        List<Side> sides = new ArrayList<>(chosen);
        Random random = new Random(1);
        for (int round = -1; round < rounds; round++) {
            Collections.shuffle(sides, random);
            for (Side side : sides) {
                double millis = side.measurement().take() / 1e6;
                if (round >= 0) {
                    wall.add(side.title(), millis);
                }
            }
        }
        wall.print("Cold start, whole process", "ms");
        System.out.printf("%nAdded to an %s, median of the differences of each round:%n", NONE);
        for (Side side : chosen.subList(1, chosen.size())) {
            System.out.printf(
                    "  %-58s %10s ms%n",
                    side.title().strip(), Figures.number(wall.medianDifference(side.title(), NONE)));
        }
    }

    private static long run(String testClass) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneTestClass.class.getName(),
                        testClass)
                .inheritIO()
                .start();
        int exit = process.waitFor();
        long nanos = System.nanoTime() - start;
        if (exit != 0) {
            throw new IOException(testClass + ": exit code " + exit);
        }
        return nanos;
    }

    private static long standAlone() throws IOException {
        long start = System.nanoTime();
        try (ServerProcess server = ServerProcess.spanhound();
                Client client = server.otlpGrpc()) {
            client.send(OneSpan.otlp(TRACE_ID, SPAN_ID));
            return System.nanoTime() - start;
        }
    }

    private static long zipkin() throws IOException {
        long start = System.nanoTime();
        try (ServerProcess server = ServerProcess.zipkin();
                Client client = server.zipkinSpans(Encoding.ZIPKIN_JSON)) {
            client.send(OneSpan.zipkinJson(TRACE_ID, SPAN_ID));
            return System.nanoTime() - start;
        }
    }
}
