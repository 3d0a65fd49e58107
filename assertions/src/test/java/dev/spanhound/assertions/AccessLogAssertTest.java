// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.TRACE_ID;
import static dev.spanhound.assertions.Spans.span;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatThrownBy;
import static dev.spanhound.assertions.TraceAssertions.percent;
import static java.time.Duration.ofMillis;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.Patience;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessLogAssertTest {
    @AutoClose
    private final TraceBackend backend = TraceBackend.create();

    private static String line(String traceId, int spanId) {
        return "[2026-01-01T00:00:00.000Z] \"GET / HTTP/1.1\" 200 traceID=" + traceId + " spanID="
                + (traceId.equals("-") ? "-" : "%016x".formatted(spanId)) + " service=10.0.0.7:80";
    }

    private static AccessLog log(String... lines) {
        return AccessLog.parse(List.of(lines));
    }

    private static AccessLogAssert assertSoon(AccessLog log) {
        return assertThat(log).within(ofMillis(20));
    }

    @BeforeEach
    void receiveTwoSpans() {
        backend.receive(List.of(
                span(1, 0, "frontend", "GET", 0, 9).build(),
                span(2, 1, "backend", "GET", 1, 8).build()));
    }

    @Test
    void passesIfEachSpanThatIsNamedWasReceived() {
        assertThat(log(line(TRACE_ID, 1), line(TRACE_ID, 2), line("-", 0)))
                .hasLines(3)
                .hasUntracedLines(1)
                .eachLineHasItsSpanIn(backend);
    }

    @Test
    void joinsByTheRightHalfOfTheTraceId() {
        assertThat(log(line(TRACE_ID.substring(16), 2))).eachLineHasItsSpanIn(backend);
    }

    @Test
    void waitsForTheSpans() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<?> waiting =
                    executor.submit(() -> assertThat(log(line(TRACE_ID, 3))).eachLineHasItsSpanIn(backend));

            backend.receive(List.of(span(3, 2, "backend", "query", 2, 3).build()));

            waiting.get(10, TimeUnit.SECONDS);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void showsTheLinesWithoutTheirSpans() {
        assertFails(
                () -> assertSoon(log(line(TRACE_ID, 1), line(TRACE_ID, 7), line("463ac35c9f6413ad", 1)))
                        .eachLineHasItsSpanIn(backend),
                """
                expected each line of the access log to have its span, but 2 of 3 have none:

                  [2026-01-01T00:00:00.000Z] "GET / HTTP/1.1" 200 traceID=0af7651916cd43dd8448eb211c80319c spanID=0000000000000007 service=10.0.0.7:80   ✗ the trace has no such span
                  [2026-01-01T00:00:00.000Z] "GET / HTTP/1.1" 200 traceID=463ac35c9f6413ad spanID=0000000000000001 service=10.0.0.7:80   ✗ no span of this trace was received

                  waited up to 20 ms
                  likely cause: the request was not sampled (x-b3-sampled: 0), or the proxy's spans do not arrive""");
    }

    @Test
    void failsIfNoLineNamesASpan() {
        assertFails(() -> assertThat(log(line("-", 0))).eachLineHasItsSpanIn(backend), """
                expected each line of the access log to have its span, but no line names one:

                  [2026-01-01T00:00:00.000Z] "GET / HTTP/1.1" 200 traceID=- spanID=- service=10.0.0.7:80""");
        assertFails(
                () -> assertThat(log()).eachLineHasItsSpanIn(backend),
                "expected each line of the access log to have its span, but no line names one");
    }

    @Test
    void countsLines() {
        assertFails(() -> assertThat(log(line(TRACE_ID, 1), line("-", 0))).hasLines(1), """
                expected the access log to have 1 line, but it has 2:

                  [2026-01-01T00:00:00.000Z] "GET / HTTP/1.1" 200 traceID=0af7651916cd43dd8448eb211c80319c spanID=0000000000000001 service=10.0.0.7:80
                  [2026-01-01T00:00:00.000Z] "GET / HTTP/1.1" 200 traceID=- spanID=- service=10.0.0.7:80""");
        assertFails(() -> assertThat(log(line(TRACE_ID, 1), line("-", 0))).hasUntracedLines(0), """
                expected the access log to have 0 lines without a span ID, but it has 1 of 2:

                  [2026-01-01T00:00:00.000Z] "GET / HTTP/1.1" 200 traceID=- spanID=- service=10.0.0.7:80""");
        assertFails(() -> assertThat(log()).hasLines(12), "expected the access log to have 12 lines, but it has 0");
    }

    @Test
    void comparesWithTheSampler() {
        String[] lines = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> line("%016x".formatted(i), i))
                .toArray(String[]::new);
        backend.receive(IntStream.rangeClosed(1, 20)
                .mapToObj(i -> span(i, 0, "frontend", "GET", 0, 9)
                        .in("%032x".formatted(i))
                        .build())
                .toList());

        assertThat(log(lines)).isSampledAbout(percent(50), backend);
        assertFails(() -> assertThat(log(lines)).isSampledAbout(percent(1), backend), """
                expected about 1 % of 40 requests to be sampled, but 20 of 40 (50 %) were:

                  with 99.9 % confidence the share is between 24.76 % and 75.24 %; for 1 % the p-value of this count is below 1e-12""");
    }

    @Test
    void waitsLongerThanTheQuietTimeWhileTheyAreTooFew() {
        ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
        try {
            later.schedule(
                    () -> backend.receive(
                            List.of(span(3, 2, "backend", "query", 2, 3).build())),
                    2 * Patience.DEFAULT.quietTime().toMillis(),
                    TimeUnit.MILLISECONDS);

            assertThat(log(line(TRACE_ID, 1), line(TRACE_ID, 3))).isSampledAbout(percent(100), backend);
        } finally {
            later.shutdownNow();
        }
    }

    @Test
    void takesALineWithoutASpanIdForNotSampled() {
        assertFails(
                () -> assertSoon(log(line(TRACE_ID, 1), line(TRACE_ID, 7), line("-", 0)))
                        .isSampledAbout(percent(100), backend),
                """
                expected about 100 % of 3 requests to be sampled, but 1 of 3 (33.33 %) were:

                  with 99.9 % confidence the share is between 0.0167 % and 98.7 %; for 100 % the p-value of this count is below 1e-12
                  1 line without a span ID (-)
                  [2026-01-01T00:00:00.000Z] "GET / HTTP/1.1" 200 traceID=0af7651916cd43dd8448eb211c80319c spanID=0000000000000007 service=10.0.0.7:80   ✗ the trace has no such span""");
        assertFails(
                () -> assertThat(log()).isSampledAbout(percent(1), backend),
                "expected about 1 % of the requests to be sampled, but there is none");
    }

    @Test
    void showsTenLines() {
        String[] lines =
                IntStream.rangeClosed(1, 12).mapToObj(i -> line("-", 0)).toArray(String[]::new);

        assertThatThrownBy(() -> assertThat(log(lines)).hasLines(1)).hasMessageEndingWith("\n  … and 2 more");
    }

    @Test
    void failsForNoLog() {
        assertThatThrownBy(() -> assertThat((AccessLog) null).hasLines(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not to be null");
    }
}
