// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatThrownBy;
import static dev.spanhound.junit.mock.Misbehaviour.answersLate;
import static dev.spanhound.junit.mock.Misbehaviour.answersWith;
import static dev.spanhound.junit.mock.Misbehaviour.breaksConnection;
import static dev.spanhound.junit.mock.Misbehaviour.dropsContext;
import static dev.spanhound.junit.mock.Misbehaviour.flipsSampled;
import static dev.spanhound.junit.mock.Misbehaviour.restartsTrace;
import static dev.spanhound.junit.mock.Misbehaviour.stripsTracestate;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.propagation.HeaderLines;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MisbehaviourTest {
    private static final String TRACE = "12345678901234567890123456789012";
    private static final String SPAN = "1234567890123456";
    private static final HeaderLines SAMPLED =
            HeaderLines.of("traceparent", "00-" + TRACE + "-" + SPAN + "-01", "tracestate", "foo=1");
    private static final HeaderLines UNSAMPLED = HeaderLines.of("traceparent", "00-" + TRACE + "-" + SPAN + "-00");

    private final TraceBackend backend = TraceBackend.create();
    private final TracedMockServer payment = TracedMockServer.start("payment-service", backend)
            .on("POST", "/payments")
            .reply(200, "success");

    @AfterEach
    void close() {
        payment.close();
        backend.close();
    }

    @Test
    void dropsTheContext() throws Exception {
        payment.misbehave(dropsContext());

        SpanNode span = spanOf(SAMPLED);

        assertThat(span.isRoot()).isTrue();
        assertThat(span.span().getTraceId()).isNotEqualTo(TRACE);
        assertThat(span.span().getLinks()).isEmpty();
        assertThat(payment.requests().get(0).context().orElseThrow().traceId()).isEqualTo(TRACE);
    }

    @Test
    void dropsADecisionNotToSampleWithTheContext() throws Exception {
        payment.misbehave(dropsContext());

        assertThat(spanOf(UNSAMPLED).isRoot()).isTrue();
    }

    @Test
    void restartsTheTraceWithALinkToItsCaller() throws Exception {
        payment.misbehave(restartsTrace());

        SpanNode span = spanOf(SAMPLED);

        assertThat(span.isRoot()).isTrue();
        assertThat(span.span().getTraceId()).isNotEqualTo(TRACE);
        assertThat(span.span().getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(SPAN));
    }

    @Test
    void flipsTheSampledFlag() throws Exception {
        payment.misbehave(flipsSampled());

        Http.post(payment.url("/payments"), SAMPLED);
        assertThat(reported()).isEmpty();

        SpanNode span = spanOf(UNSAMPLED);
        assertThat(span.span().getTraceId()).isEqualTo(TRACE);
        assertThat(span.span().getSpanContext().isSampled()).isTrue();
    }

    @Test
    void flipsTheSampledFlagOfARootToo() throws Exception {
        payment.misbehave(flipsSampled());

        Http.post(payment.url("/payments"), HeaderLines.none());

        assertThat(reported()).isEmpty();
        assertThat(payment.requests()).hasSize(1);
    }

    @Test
    void stripsTracestateAndGoesOnWithTheTrace() throws Exception {
        assertThat(spanOf(SAMPLED).span().getSpanContext().getTraceState().asMap())
                .containsOnlyKeys("foo");

        payment.misbehave(stripsTracestate());

        SpanNode span = spanOf(SAMPLED);
        assertThat(span.span().getTraceId()).isEqualTo(TRACE);
        assertThat(span.span().getSpanContext().getTraceState().isEmpty()).isTrue();
    }

    @Test
    void answersLateAndItsSpanIsThatLong() throws Exception {
        payment.misbehave(answersLate(Duration.ofMillis(150)));

        long begin = System.nanoTime();
        SpanNode span = spanOf(SAMPLED);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(span.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(149));
    }

    @Test
    void answersAnError() throws Exception {
        payment.misbehave(answersWith(503));

        assertThat(Http.post(payment.url("/payments"), SAMPLED).statusCode()).isEqualTo(503);
        SpanNode span = reported().get(0);
        assertThat(span.statusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.name()).isEqualTo("POST /payments");
    }

    @Test
    void breaksTheConnection() {
        payment.misbehave(breaksConnection());

        assertThatThrownBy(() -> Http.post(payment.url("/payments"), SAMPLED)).isInstanceOf(IOException.class);

        assertThat(backend.watch(TRACE))
                .containsSpan(
                        "POST /payments",
                        span -> span.hasStatus(StatusCode.ERROR).hasAttribute("error.type", "connection_broken"));
        assertThat(reported().get(0).attributes().asMap().toString()).doesNotContain("http.response.status_code");
    }

    @Test
    void isSeveralThingsAtOnce() throws Exception {
        payment.misbehave(stripsTracestate(), answersWith(MockReply.of(500, "no")));

        assertThat(Http.post(payment.url("/payments"), SAMPLED).body()).isEqualTo("no");
        assertThat(reported().get(0).span().getSpanContext().getTraceState().isEmpty())
                .isTrue();
    }

    @Test
    void lastsForTheNextRequestsOnly() throws Exception {
        payment.misbehaveFor(2, answersWith(503));

        assertThat(statuses(3)).containsExactly(503, 503, 200);
    }

    @Test
    void lastsUntilItIsToldToBehave() throws Exception {
        payment.misbehave(answersWith(503));
        assertThat(statuses(3)).containsExactly(503, 503, 503);

        payment.behave();
        assertThat(statuses(1)).containsExactly(200);
    }

    @Test
    void concernsOneTraceIfToldSo() throws Exception {
        LiveTrace trace = backend.watch(TRACE);
        payment.misbehave(answersWith(500)).in(trace).misbehaveFor(1, answersWith(400));

        assertThat(Http.post(payment.url("/payments"), HeaderLines.none()).statusCode())
                .isEqualTo(500);
        assertThat(statuses(2)).containsExactly(400, 500);
        payment.behave();
        assertThat(statuses(1)).containsExactly(200);
    }

    @Test
    void doesNotKeepTheServerOpen() throws Exception {
        payment.misbehave(answersLate(Duration.ofHours(1)));
        CompletableFuture<Throwable> seen = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new AssertionError("status "
                                + Http.post(payment.url("/payments"), SAMPLED).statusCode());
                    } catch (IOException | InterruptedException e) {
                        return e;
                    }
                },
                Http.THREAD_PER_TASK);
        payment.takeRequest(Duration.ofSeconds(30));

        payment.close();

        assertThat(seen.get()).isInstanceOf(IOException.class);
    }

    @Test
    void isRefusedIfItCannotBe() {
        assertThatThrownBy(() -> answersLate(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("delay: PT-0.001S (expected: >= 0)");
        assertThatThrownBy(() -> payment.misbehaveFor(0, dropsContext()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requests: 0 (expected: >= 1)");
    }

    private List<Integer> statuses(int requests) throws IOException, InterruptedException {
        List<Integer> statuses = new java.util.ArrayList<>();
        for (int i = 0; i < requests; i++) {
            statuses.add(Http.post(payment.url("/payments"), SAMPLED).statusCode());
        }
        return statuses;
    }

    private SpanNode spanOf(HeaderLines headers) throws IOException, InterruptedException {
        int before = reported().size();
        assertThat(Http.post(payment.url("/payments"), headers).body()).isEqualTo("success");
        List<SpanNode> spans = reported();
        assertThat(spans).hasSize(before + 1);
        return spans.get(before);
    }

    private List<SpanNode> reported() {
        return backend.find(trace -> true).stream()
                .flatMap(trace -> trace.spans().stream())
                .toList();
    }
}
