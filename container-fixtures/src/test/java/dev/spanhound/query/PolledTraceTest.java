// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spanhound.assertions.LiveTraceAssert;
import dev.spanhound.backend.otlp.OtlpJson;
import dev.spanhound.query.FakeProduct.Reply;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.synthetic.SyntheticTrace;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A trace that comes bit by bit, or never. */
class PolledTraceTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String V3 = "/api/v3/traces/" + TRACE;
    private static final Reply NOTHING =
            new Reply(404, "application/json", "{\"error\":{\"httpCode\":404,\"message\":\"No traces found\"}}");
    private static final Reply BUSY = new Reply(503, "text/plain", "not ready");
    private static final List<SpanData> SPANS = SyntheticTrace.aTrace()
            .withTraceId(TRACE)
            .throughServices("gateway", "orders")
            .seeded(7)
            .spans();
    private static final Reply ALL = reply(SPANS);
    private static final Reply FIRST = reply(SPANS.subList(0, 1));

    private final FakeProduct product =
            new FakeProduct().on("/api/v3/services", Reply.json("{\"services\":[\"gateway\",\"orders\"]}"));
    private final JaegerTraces jaeger = JaegerTraces.at(product.uri())
            .withPollInterval(ofMillis(10))
            .withPatience(new Patience(ofSeconds(20), ofMillis(50)));

    @AfterEach
    void close() {
        product.close();
    }

    private static Reply reply(List<SpanData> spans) {
        return Reply.json("{\"result\":" + OtlpJson.encode(spans) + "}");
    }

    private String failureOf(Consumer<LiveTraceAssert> assertion, LiveTrace trace) {
        AssertionError e = catchThrowableOfType(AssertionError.class, () -> assertion.accept(assertThat(trace)));
        return String.valueOf(e.getMessage())
                .replace(product.uri().toString(), "<base>")
                .replaceAll("\\d+(\\.\\d)? (s|ms|µs)\\b", "<time>");
    }

    @Test
    void waitsForWhatIsNotThereYet() {
        product.on(V3, NOTHING, BUSY, NOTHING, FIRST, FIRST, ALL);

        assertThat(jaeger.watch(TRACE)).isComplete().hasSpanCount(SPANS.size());
    }

    @Test
    void seesAChangeOnlyWhereSpansChanged() {
        product.on(V3, NOTHING, FIRST, FIRST, ALL, ALL);
        LiveTrace trace = jaeger.watch(TRACE);

        Sighting nothing = trace.look();
        Sighting first = trace.awaitChange(nothing, ofSeconds(20));
        Sighting all = trace.awaitChange(first, ofSeconds(20));
        Sighting still = trace.awaitChange(all, ofMillis(30));

        assertThat(nothing.trace().size()).isZero();
        assertThat(first.trace().size()).isEqualTo(1);
        assertThat(all.trace().size()).isEqualTo(SPANS.size());
        assertThat(List.of(nothing.version(), first.version(), all.version(), still.version()))
                .containsExactly(0L, 1L, 2L, 2L);
        assertThat(still.watchedFor()).isGreaterThan(all.watchedFor());
        assertThat(still.known().names()).containsExactlyInAnyOrder("gateway", "orders");
    }

    @Test
    void doesNotWaitIfToldSo() {
        product.on(V3, NOTHING);

        LiveTrace trace = jaeger.watch(TRACE);
        Sighting nothing = trace.look();
        trace.awaitChange(nothing, ZERO);

        assertThat(product.requests()).hasSize(1);
    }

    @Test
    void saysThatTheProductHasNoSuchTrace() {
        product.on(V3, NOTHING);

        assertThat(failureOf(trace -> trace.within(ofMillis(50)).isComplete(), jaeger.watch(TRACE)))
                .isEqualTo("""
                expected the trace to be complete, but it is not:
                  no span of this trace has arrived

                  waited <time> for the trace to be complete and quiet for <time>; no span of this trace arrived
                  likely cause: Jaeger at <base> has no trace 4bf92f3577b34da6a3ce929d0e0e4736
                    It has spans of gateway, orders.
                    Does the call carry the context of this trace, and do the services export to this Jaeger, themselves or over a Collector?
                    Or a sampler decided against it, in a service or in a Collector.""");
    }

    @Test
    void saysThatTheProductDoesNotAnswer() {
        product.on(V3, FIRST, BUSY);

        assertThat(failureOf(trace -> trace.within(ofMillis(50)).containsSpan("no such span"), jaeger.watch(TRACE)))
                .isEqualTo("""
                expected the trace to contain the span no such span, but there is none:

                  gateway: GET /orders    [SERVER]  <time>
                  (missing) no such span

                  waited <time>; last span of this trace arrived <time> ago
                  likely cause: GET <base>/api/v3/traces/4bf92f3577b34da6a3ce929d0e0e4736?rawTraces=true&raw_traces=true: status 503
                    The answer begins: not ready""");
    }

    @Test
    void doesNotWaitForWhatWillNotPass() {
        product.on(V3, new Reply(403, "text/plain", "RBAC: access denied"));

        assertThatThrownBy(() -> assertThat(jaeger.watch(TRACE)).isComplete())
                .isInstanceOf(TraceQueryException.class)
                .hasMessageContaining("status 403");
        assertThat(product.requests()).hasSize(1);
    }

    @Test
    void awaitsACondition() {
        product.on(V3, NOTHING, FIRST, ALL);

        assertThat(jaeger.await(TRACE, trace -> trace.size() == SPANS.size(), ofSeconds(20)))
                .isPresent();
        assertThat(jaeger.await(TRACE, trace -> trace.size() > SPANS.size(), ofMillis(20)))
                .isEmpty();
    }

    @Test
    void failsIfItAwaitsACheckThatCannotBeMade() {
        product.on(V3, BUSY);

        assertThatThrownBy(() -> jaeger.await(TRACE, trace -> !trace.isEmpty(), ofMillis(20)))
                .isInstanceOf(TraceQueryException.class)
                .hasMessageContaining("status 503");
    }

    @Test
    void searchesUntilThereAreEnough() {
        product.on("/api/v3/traces", NOTHING, BUSY, ALL);

        assertThat(jaeger.await(1, trace -> trace.size() == SPANS.size(), ofSeconds(20)))
                .hasSize(1);
    }

    @Test
    void failsIfItsLastSearchIsNotAnswered() {
        product.on("/api/v3/traces", NOTHING, BUSY);

        assertThatThrownBy(() -> jaeger.await(1, trace -> true, ofMillis(50)))
                .isInstanceOf(TraceQueryException.class)
                .hasMessageContaining("status 503");
    }

    @Test
    void leavesTheThreadInterrupted() {
        product.on(V3, NOTHING);
        LiveTrace trace = jaeger.watch(TRACE);
        Thread.currentThread().interrupt();

        assertThat(trace.look().trace().isEmpty()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void knowsTheParentThatTheProductDoesNotHave() {
        List<SpanData> spans = SyntheticTrace.aTrace()
                .withTraceId(TRACE)
                .withSpans(4)
                .root(root -> root.kind(SpanKind.INTERNAL))
                .seeded(7)
                .spans();
        String root = spans.get(0).getSpanId();
        product.on(V3, reply(spans.subList(1, 4)));

        assertThat(jaeger.withRemoteParent(root).watch(TRACE)).isComplete();
        assertThat(failureOf(trace -> trace.within(ofMillis(50)).isComplete(), jaeger.watch(TRACE)))
                .contains("the parent " + root + " of ");

        product.on(V3, reply(spans));
        assertThat(jaeger.withRemoteParent(root.toUpperCase(Locale.ROOT)).watch(TRACE))
                .hasSpanCount(3)
                .isComplete();
    }

    /** Brave, and Envoy unless told otherwise, give a SERVER span the ID of its caller's. */
    @Test
    void keepsAServerSpanThatHasTheIdOfItsRemoteCaller() {
        product.on(V3, ALL);

        assertThat(jaeger.withRemoteParent(SPANS.get(0).getSpanId()).watch(TRACE))
                .isComplete()
                .hasSpanCount(SPANS.size());
    }

    @Test
    void knowsServicesThatAreCalledAndHaveNotSentTheirSpan() {
        List<SpanData> call = SyntheticTrace.aTrace()
                .withTraceId(TRACE)
                .root(root -> root.in("gateway").kind(SpanKind.CLIENT).withAttribute("peer.service", "orders"))
                .withSpans(1)
                .seeded(7)
                .spans();
        product.on(V3, reply(call));

        assertThat(failureOf(trace -> trace.within(ofMillis(50)).isComplete(), jaeger.watch(TRACE)))
                .contains("calls orders, but no span of orders answers it");
    }
}
