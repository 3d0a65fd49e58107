// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.benchmarks.load.Encoding;
import dev.spanhound.benchmarks.load.Http1Client;
import dev.spanhound.benchmarks.load.OneSpan;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Time from the arrival of a trace's last span to the return of the assertion that waits for it on another thread:
 * ours, and Awaitility as it comes over OpenTelemetry's {@code InMemorySpanExporter}. The last span comes at a random
 * time after the assertion began to wait.
 */
final class WaitBenchmark {
    private static final String OURS = "Spanhound, in process";
    private static final String OURS_HTTP = "Spanhound, last span by OTLP/HTTP";
    private static final String PEER = "Awaitility on InMemorySpanExporter";
    private static final int FIRST_SPANS = 7;
    private static final int LONGEST_PAUSE_MILLIS = 150;

    private final TraceBackend backend = TraceBackend.create();
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Tracer ours = tracer(backend.spanExporter());
    private final Tracer peers = tracer(exporter);
    private final ExecutorService sender = Executors.newSingleThreadExecutor();
    private final Random random = new Random(42);
    private final Figures figures = new Figures();
    private volatile long arrival;

    private WaitBenchmark() {}

    public static void main(String[] args) throws Exception {
        WaitBenchmark benchmark = new WaitBenchmark();
        int rounds = Integer.getInteger("rounds", 200);
        try (TraceBackend backend = benchmark.backend;
                Http1Client client = new Http1Client(backend.endpoint().resolve("/v1/traces"), Encoding.OTLP)) {
            for (int round = -rounds / 4; round < rounds; round++) {
                boolean counted = round >= 0;
                benchmark.spanhound(counted);
                benchmark.spanhoundByHttp(client, counted);
                benchmark.awaitility(counted);
            }
        }
        benchmark.sender.shutdown();
        benchmark.figures.print("From the last span's arrival to the assertion's return", "ms");
    }

    private static Tracer tracer(SpanExporter exporter) {
        return SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build()
                .get("dev.spanhound.benchmarks");
    }

    private void spanhound(boolean counted) throws Exception {
        Span root = firstSpans(ours);
        LiveTrace trace = backend.watch(root.getSpanContext().getTraceId(), Patience.DEFAULT);
        Future<?> sending = later(start(ours, root, "last span")::end);
        assertThat(trace).containsSpan("last span");
        count(OURS, counted, sending);
    }

    private void spanhoundByHttp(Http1Client client, boolean counted) throws Exception {
        Span root = firstSpans(ours);
        String traceId = root.getSpanContext().getTraceId();
        LiveTrace trace = backend.watch(traceId, Patience.DEFAULT);
        byte[] body = OneSpan.otlp(traceId, root.getSpanContext().getSpanId());
        Future<?> sending = later(() -> client.send(body));
        assertThat(trace).containsSpan("first span");
        count(OURS_HTTP, counted, sending);
    }

    private void awaitility(boolean counted) throws Exception {
        exporter.reset();
        Span root = firstSpans(peers);
        Future<?> sending = later(start(peers, root, "last span")::end);
        await().until(() -> exporter.getFinishedSpanItems().stream()
                .anyMatch(span -> span.getName().equals("last span")));
        count(PEER, counted, sending);
    }

    private void count(String row, boolean counted, Future<?> sending) throws Exception {
        long returned = System.nanoTime();
        sending.get();
        if (counted) {
            figures.add(row, (returned - arrival) / 1e6);
        }
    }

    private static Span firstSpans(Tracer tracer) {
        Span root = tracer.spanBuilder("root").setNoParent().startSpan();
        for (int i = 1; i < FIRST_SPANS; i++) {
            start(tracer, root, "step " + i).end();
        }
        root.end();
        return root;
    }

    private static Span start(Tracer tracer, Span parent, String name) {
        return tracer.spanBuilder(name).setParent(Context.root().with(parent)).startSpan();
    }

    private interface Send {
        void run() throws Exception;
    }

    /** Sends at a random time, and notes when. */
    private Future<?> later(Send send) {
        int pause = random.nextInt(LONGEST_PAUSE_MILLIS);
        return sender.submit(() -> {
            TimeUnit.MILLISECONDS.sleep(pause);
            arrival = System.nanoTime();
            send.run();
            return null;
        });
    }
}
