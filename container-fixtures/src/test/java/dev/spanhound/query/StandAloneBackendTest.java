// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatTraces;
import static dev.spanhound.assertions.TraceAssertions.assertThatTracesOf;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Our own backend over HTTP, as {@link JaegerTraces} reads it: the same assertions hold as on the test's trace itself. */
@TraceTest
class StandAloneBackendTest {
    private static final ScheduledExecutorService LATER = Executors.newSingleThreadScheduledExecutor();

    @AfterAll
    static void endThread() {
        LATER.shutdownNow();
    }

    private static JaegerTraces jaeger(TraceBackend backend) {
        return JaegerTraces.at(backend.endpoint())
                .withPollInterval(ofMillis(20))
                .withPatience(new Patience(ofSeconds(20), ofMillis(100)));
    }

    private static Span begin(Tracer tracer, String name) {
        return tracer.spanBuilder(name).setSpanKind(SpanKind.SERVER).startSpan();
    }

    @Test
    void hasTheTraceOfATestThatIsThere(TestTrace trace, Tracer tracer, TraceBackend backend) {
        Span order = begin(tracer, "GET /orders/{id}");
        tracer.spanBuilder("get_order")
                .setParent(order.storeInContext(Context.root()))
                .setAttribute("order.id", 42)
                .startSpan()
                .end();
        order.end();

        assertThat(jaeger(backend).watch(trace))
                .isComplete()
                .hasNoErrors()
                .containsTree(server("GET /orders/{id}").child(span("get_order").with("order.id", 42)))
                .hasExactlyTree(server("GET /orders/{id}").child(span("get_order")));
    }

    @Test
    void waitsForSpansThatComeLate(TestTrace trace, Tracer tracer, TraceBackend backend) {
        Span order = begin(tracer, "GET /orders/{id}");
        Span payment = tracer.spanBuilder("pay")
                .setParent(order.storeInContext(Context.root()))
                .startSpan();
        payment.end();
        LATER.schedule(() -> order.end(), 200, MILLISECONDS);

        assertThat(jaeger(backend).watch(trace))
                .isComplete()
                .hasExactlyTree(server("GET /orders/{id}").child(span("pay")));
    }

    @Test
    void isIncompleteIfAParentNeverComes(TestTrace trace, Tracer tracer, TraceBackend backend) {
        Span order = begin(tracer, "GET /orders/{id}");
        Span payment = tracer.spanBuilder("pay")
                .setParent(order.storeInContext(Context.root()))
                .startSpan();
        payment.end();

        assertThatThrownBy(() -> assertThat(jaeger(backend).watch(trace))
                        .within(ofMillis(300))
                        .isComplete())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the parent " + order.getSpanContext().getSpanId());
        order.end();
    }

    @Test
    void findsTracesByWhatIsInThem(Tracer tracer, TraceBackend backend) {
        String name = "search for " + getClass().getSimpleName();
        Span one = tracer.spanBuilder(name).setNoParent().startSpan();
        tracer.spanBuilder("child")
                .setParent(one.storeInContext(Context.root()))
                .startSpan()
                .end();
        one.end();
        Span other = tracer.spanBuilder(name).setNoParent().startSpan();
        other.end();

        assertThatTraces(jaeger(backend)
                        .find(trace -> trace.spans().stream()
                                .anyMatch(span -> span.name().equals(name))))
                .extracting(Trace::traceId)
                .containsExactly(
                        one.getSpanContext().getTraceId(),
                        other.getSpanContext().getTraceId());
        assertThat(jaeger(backend).find(one.getSpanContext().getTraceId()).orElseThrow())
                .hasExactlyTree(span(name).child(span("child")));
    }

    @Test
    void findsTracesOfASenderWhoseClockIsAhead(Tracer tracer, TraceBackend backend) {
        Span ahead = tracer.spanBuilder("ahead")
                .setNoParent()
                .setStartTimestamp(Instant.now().plusSeconds(30))
                .startSpan();
        ahead.end(Instant.now().plusSeconds(31));
        String traceId = ahead.getSpanContext().getTraceId();

        for (StoredTraces<?> stored : List.of(jaeger(backend), ZipkinTraces.at(backend.endpoint()))) {
            assertThatTraces(stored.find(trace -> trace.traceId().equals(traceId)))
                    .as(stored.toString())
                    .hasSize(1);
        }
    }

    @Test
    void findsATraceByHalfOfItsId(Tracer tracer, TraceBackend backend) {
        Span span = tracer.spanBuilder("wide").setNoParent().startSpan();
        span.end();
        String traceId = span.getSpanContext().getTraceId();

        for (String half : List.of(traceId.substring(16), "0".repeat(16) + traceId.substring(16))) {
            assertThat(jaeger(backend).find(half)).map(Trace::traceId).contains(traceId);
        }
    }

    @Test
    void isReadAsAZipkinToo(TestTrace trace, Tracer tracer, TraceBackend backend) {
        Span order = begin(tracer, "GET /orders/{id}");
        order.setAttribute("order.id", 42);
        LATER.schedule(() -> order.end(), 100, MILLISECONDS);
        ZipkinTraces zipkin =
                ZipkinTraces.at(backend.endpoint()).withPatience(new Patience(ofSeconds(20), ofMillis(100)));

        assertThat(zipkin.watch(trace))
                .isComplete()
                .hasExactlyTree(server("get /orders/{id}").with("order.id", "42"));
        assertThatTraces(zipkin.find(found -> found.traceId().equals(trace.traceId())))
                .hasSize(1);
    }

    @Test
    void waitsForTracesThatNobodyKnowsTheIdOf(Tracer tracer, TraceBackend backend) {
        String name = "job of " + getClass().getSimpleName();
        Span first = tracer.spanBuilder(name).setNoParent().startSpan();
        Span second = tracer.spanBuilder(name).setNoParent().startSpan();
        first.end();
        LATER.schedule(() -> second.end(), 150, MILLISECONDS);

        assertThatTracesOf(jaeger(backend))
                .within(ofSeconds(20))
                .withSpan(span(name))
                .eventually(2, trace -> trace.isComplete().hasSpanCount(1));
        assertThat(jaeger(backend).await(3, trace -> trace.spans().get(0).name().equals(name), ofMillis(50)))
                .hasSize(2);
    }
}
