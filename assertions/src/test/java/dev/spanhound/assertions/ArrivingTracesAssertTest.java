// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.OTHER_TRACE_ID;
import static dev.spanhound.assertions.Spans.TRACE_ID;
import static dev.spanhound.assertions.Spans.span;
import static dev.spanhound.assertions.TraceAssertions.anySpan;
import static dev.spanhound.assertions.TraceAssertions.assertThatThrownBy;
import static dev.spanhound.assertions.TraceAssertions.assertThatTracesOf;
import static java.time.Duration.ofMillis;

import dev.spanhound.backend.TraceBackend;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ArrivingTracesAssertTest {
    @AutoClose
    private final TraceBackend backend = TraceBackend.create();

    private void receive(String traceId, Spans... spans) {
        for (Spans span : spans) {
            backend.receive(List.of(span.in(traceId).build()));
        }
    }

    @Test
    void waitsForTracesOfWhichEachIsJudgedAlone() throws Exception {
        receive(TRACE_ID, span(1, 0, "frontend", "GET", 0, 9), span(2, 1, "backend", "GET", 1, 8));
        CountDownLatch judged = new CountDownLatch(1);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<?> waiting =
                    executor.submit(() -> assertThatTracesOf(backend).eventually(2, trace -> {
                        judged.countDown();
                        trace.isComplete().hasServices("frontend", "backend").hasSpanCount(2);
                    }));

            TraceAssertions.assertThat(judged.await(10, TimeUnit.SECONDS)).isTrue();
            receive("e".repeat(32), span(5, 4, "frontend", "never whole", 0, 9));
            receive(TRACE_ID, span(3, 9, "backend", "late", 1, 8));
            receive(OTHER_TRACE_ID, span(1, 0, "frontend", "GET", 0, 9), span(2, 1, "backend", "GET", 1, 8));

            waiting.get(10, TimeUnit.SECONDS);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void looksAtTracesWithASpanOnly() {
        receive(TRACE_ID, span(1, 0, "frontend", "GET", 0, 9));
        receive(OTHER_TRACE_ID, span(1, 0, "cron", "clean", 0, 9));

        assertThatTracesOf(backend)
                .withSpan(anySpan().in("frontend"))
                .within(ofMillis(10))
                .eventually(1, trace -> trace.hasServices("frontend"));
        assertFails(
                () -> assertThatTracesOf(backend)
                        .withSpan(anySpan().in("mailer"))
                        .within(ofMillis(10))
                        .eventually(1, trace -> {}),
                "expected 1 trace as required within 10 ms, but 0 are, and 0 are not");
    }

    @Test
    void showsTheLastTracesThatAreNotAsRequired() {
        receive(TRACE_ID, span(1, 0, "frontend", "GET", 0, 9));
        receive("b".repeat(32), span(1, 0, "frontend", "GET /first", 0, 9));
        receive("c".repeat(32), span(1, 0, "frontend", "GET /second", 0, 9));
        receive("d".repeat(32), span(1, 0, "frontend", "GET /third", 0, 9));
        receive(OTHER_TRACE_ID, span(2, 1, "backend", "GET", 1, 8));

        assertFails(
                () -> assertThatTracesOf(backend)
                        .within(ofMillis(10))
                        .eventually(2, trace -> trace.containsSpan("GET").isComplete()),
                """
                expected 2 traces as required within 10 ms, but 1 is, and 4 are not:

                  … and 1 before these

                  trace cccccccccccccccccccccccccccccccc:
                    frontend: GET /second  [INTERNAL]  9 ms
                    expected the trace to contain the span GET, but there is none

                  trace dddddddddddddddddddddddddddddddd:
                    frontend: GET /third  [INTERNAL]  9 ms
                    expected the trace to contain the span GET, but there is none

                  trace 4bf92f3577b34da6a3ce929d0e0e4736:
                    backend: GET  [INTERNAL]  7 ms   ? parent 0000000000000001 never arrived
                    expected the trace to be complete, but it is not:
                      the parent 0000000000000001 of backend: GET [INTERNAL] has not arrived""");
    }

    @Test
    void refusesNoTraces() {
        assertThatThrownBy(() -> assertThatTracesOf(backend).eventually(0, trace -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number: 0 (expected: > 0)");
    }
}
