// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.OTHER_TRACE_ID;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.catchThrowableOfType;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.spanhound.trace.Sighting.Reception;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** The message of a failure as a whole: headline, trace, wait, likely cause. */
class FailureMessageTest {

    @Test
    void isThatOfTheReadme() {
        FakeLiveTrace trace = FakeLiveTrace.of(
                        Spans.span(1, 0, "gateway", "GET /orders/{id}", 0, 118)
                                .kind(SpanKind.SERVER)
                                .build(),
                        Spans.span(2, 1, "gateway", "GET", 5, 66)
                                .kind(SpanKind.CLIENT)
                                .build(),
                        Spans.span(3, 2, "orders-service", "GET /orders/<order_id>", 8, 63)
                                .kind(SpanKind.SERVER)
                                .build(),
                        Spans.span(4, 3, "orders-service", "get_order", 10, 60)
                                .with("order.id", "42")
                                .build(),
                        Spans.span(5, 4, "orders-service", "fetch_order_db", 12, 20)
                                .build(),
                        Spans.span(6, 4, "orders-service", "verify-payment", 22, 58)
                                .build(),
                        Spans.span(7, 1, "gateway", "GET /price", 70, 79)
                                .kind(SpanKind.CLIENT)
                                .build())
                .reception(new Reception(21, 14, 6, 0, "", 0, false));
        assertFails(
                () -> assertThat(trace)
                        .as("GET /orders/42")
                        .containsTree(server("GET /orders/{id}")
                                .in("gateway")
                                .child(client("GET")
                                        .child(server("GET /orders/<order_id>")
                                                .in("orders-service")
                                                .child(span("get_order")
                                                        .with("order.id", 42)
                                                        .child("fetch_order_db")
                                                        .child("verify_payment"))))),
                """
                    [GET /orders/42] expected the trace to contain this tree, but 1 span is missing and 1 differs:

                      gateway: GET /orders/{id}                     [SERVER]    118 ms
                      ├─ gateway: GET                               [CLIENT]     61 ms
                      │  └─ orders-service: GET /orders/<order_id>  [SERVER]     55 ms
                      │     └─ get_order                            [INTERNAL]   50 ms   ✗ order.id: expected 42 (long) but was "42" (string)
                      │        ├─ fetch_order_db                    [INTERNAL]    8 ms
                      │        ├─ verify-payment                    [INTERNAL]   36 ms
                      │        └─ (missing) verify_payment                               nearest: "verify-payment" (name differs)
                      └─ gateway: GET /price                        [CLIENT]      9 ms

                      waited 5.0 s; last span of this trace arrived 5.5 s ago; 14 spans of other tests ignored""");
    }

    @Nested
    class SaysTheLikelyCause {
        @Test
        void nothingArrived() {
            assertFails(() -> assertThat(FakeLiveTrace.empty()).containsSpan("get_order"), """
                    expected the trace to contain the span get_order, but it has no spans

                      waited 5.0 s; no span of this trace arrived
                      likely cause: nothing has arrived at any endpoint since the test began
                        Does the exporter send to the backend's endpoint (OTEL_EXPORTER_OTLP_ENDPOINT), by the protocol of that endpoint (OTEL_EXPORTER_OTLP_PROTOCOL)?
                        Does it send within the wait? Batches leave every 5 s unless told otherwise: OTEL_BSP_SCHEDULE_DELAY=100, in Spring Boot management.opentelemetry.tracing.export.schedule-delay=100ms.
                        Is each span ended, and sampled? In this JVM: is it made by the test's Tracer or OpenTelemetry parameter, or by the global one of @TraceTest(global = true)?
                        Spring Boot switches tracing off in tests: @AutoConfigureObservability (3.x) or @AutoConfigureTracing(export = true) (4.x) switches it on.""");
        }

        @Test
        void noneOfThisTraceArrived() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.empty().reception(new Reception(3, 3, 1, 0, "", 0, false)))
                            .containsSpan("get_order"),
                    """
                    expected the trace to contain the span get_order, but it has no spans

                      waited 5.0 s; no span of this trace arrived; 3 spans of other tests ignored
                      likely cause: 3 spans of other traces arrived since the test began, but none of this trace
                        Does the call carry the test's context (its headers, filter or interceptor)?
                        Or a sampler decided against this trace: OTEL_TRACES_SAMPLER=parentbased_always_on keeps it (Spring Boot samples 10 % unless told otherwise).""");
        }

        @Test
        void anotherThreadOfTheTest() {
            Trace lost = Trace.of(List.of(Spans.span(1, 0, "CheckoutTest", "charge", 3, 9)
                    .in(Spans.OTHER_TRACE_ID)
                    .scope("com.shop.CheckoutTest", "1")
                    .build()));

            assertFails(() -> assertThat(FakeLiveTrace.empty().strays(lost)).containsSpan("charge"), """
                    expected the trace to contain the span charge, but it has no spans:

                      the trace 4bf92f3577b34da6a3ce929d0e0e4736 began meanwhile:
                      CheckoutTest: charge  [INTERNAL]  6 ms

                      waited 5.0 s; no span of this trace arrived
                      likely cause: context lost between the test and CheckoutTest
                        CheckoutTest: charge [INTERNAL] began a trace of its own.
                        Likely: the test does this on another thread, where its span is not current. trace.wrap(task) takes it along, as Context.current().wrap(task) does.""");
        }

        @Test
        void contextLostBetweenServices() {
            Trace stray = Spans.trace(
                    Spans.span(30, 0, "orders", "GET /orders/{id}", 10, 90)
                            .in(OTHER_TRACE_ID)
                            .kind(SpanKind.SERVER)
                            .with("http.route", "/orders/{id}")
                            .build(),
                    Spans.span(31, 30, "orders", "get_order", 12, 80)
                            .in(OTHER_TRACE_ID)
                            .build());
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().subList(0, 2))
                                    .strays(stray)
                                    .reception(new Reception(4, 0, 2, 0, "", 0, false)))
                            .containsSpan("get_order"),
                    """
                    expected the trace to contain the span get_order, but there is none:

                      gateway: POST /checkout  [SERVER]  120 ms
                      └─ gateway: POST         [CLIENT]  105 ms
                      (missing) get_order

                      the trace 4bf92f3577b34da6a3ce929d0e0e4736 began meanwhile:
                      orders: GET /orders/{id}  [SERVER]    80 ms
                      └─ get_order              [INTERNAL]  68 ms

                      waited 5.0 s; last span of this trace arrived 5.5 s ago
                      likely cause: context lost between gateway and orders
                        orders: GET /orders/{id} [SERVER] began a trace of its own 5 ms after gateway: POST [CLIENT] began, which nobody answered.
                        Likely: gateway does not inject the context into the request.
                        Or: the two use different headers (OTEL_PROPAGATORS, tracecontext,baggage by default).
                        Or: something between the two, such as a proxy or a gateway, does not pass the headers on.""");
        }

        @Test
        void parentMissing() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().subList(5, 7)).known("gateway", "orders", "payment"))
                            .isComplete(),
                    """
                    expected the trace to be complete, but it is not:
                      the parent 0000000000000005 of payment: POST /pay [SERVER] has not arrived

                      payment: POST /pay  [SERVER]    45 ms   ? parent 0000000000000005 never arrived
                      └─ charge_card      [INTERNAL]  35 ms

                      waited 5.0 s for the trace to be complete and quiet for 200 ms; last span of this trace arrived 5.5 s ago
                      likely cause: nobody has exported span 0000000000000005, the parent of payment: POST /pay [SERVER]
                        Known to send spans, but silent here: gateway and orders.
                        Its service has not exported it yet, never ended it, dropped it, or is a proxy that passes headers on but exports nothing.""");
        }

        @Test
        void batchDelayLongerThanTheWait() {
            SpanData payment = checkout().get(5);
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().subList(0, 6)).known(payment, ofMillis(4980)))
                            .containsSpan("charge_card"),
                    """
                    expected the trace to contain the span charge_card, but there is none:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                      (missing) charge_card

                      waited 5.0 s; last span of this trace arrived 5.5 s ago
                      likely cause: payment sends spans up to 5.0 s after their end, and the wait is 5.0 s
                        Let it send sooner (OTEL_BSP_SCHEDULE_DELAY=100, in milliseconds), or wait longer.""");
        }

        @Test
        void notSampled() {
            assertFails(() -> assertThat(FakeLiveTrace.empty().unsampled()).isComplete(), """
                    expected the trace to be complete, but it is not:
                      no span of this trace has arrived

                      waited 5.0 s for the trace to be complete and quiet for 200 ms; no span of this trace arrived
                      likely cause: the context of the test has the sampled flag 0
                        A service that follows its parent's decision (the default sampler does) exports none of its spans then.""");
        }

        @Test
        void refused() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.empty()
                                    .reception(new Reception(0, 0, 1, 1, "body larger than 4 MiB", 0, false)))
                            .containsSpan("get_order"),
                    """
                    expected the trace to contain the span get_order, but it has no spans

                      waited 5.0 s; no span of this trace arrived
                      likely cause: the backend refused 1 request since the test began
                        The last refusal: body larger than 4 MiB""");
        }

        @Test
        void evicted() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.empty()
                                    .reception(new Reception(1_000_001, 1_000_000, 2, 0, "", 1, true)))
                            .containsSpan("get_order"),
                    """
                    expected the trace to contain the span get_order, but it has no spans

                      waited 5.0 s; no span of this trace arrived; 1000000 spans of other tests ignored; 1 trace evicted from the store
                      likely cause: the store was full and dropped spans of this trace
                        It has dropped 1 trace so far, the oldest first. Give the backend higher limits (Limits.maxSpans).""");
        }

        @Test
        void butNotWhenNothingIsMissing() {
            assertFails(() -> assertThat(FakeLiveTrace.of(checkout().get(6))).doesNotContainSpan("charge_card"), """
                    expected the trace not to contain the span charge_card, but it has 1 such span:

                      payment: charge_card  [INTERNAL]  35 ms   ✗ not expected
                                                                ? parent 0000000000000006 never arrived

                      waited 200 ms for the trace to be complete and quiet for 200 ms; last span of this trace arrived 700 ms ago""");
        }
    }

    @Nested
    class TellsTheWait {
        @Test
        void cutShort() {
            Thread.currentThread().interrupt();
            try {
                assertFails(
                        () -> assertThat(FakeLiveTrace.of(checkout().get(0))).containsSpan("late"), """
                    expected the trace to contain the span late, but there is none:

                      gateway: POST /checkout  [SERVER]  120 ms
                      (missing) late

                      interrupted after 0 ms; last span of this trace arrived 500 ms ago""");
            } finally {
                Thread.interrupted();
            }
        }

        @Test
        void forAServiceThatHoldsItsSpansBack() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().get(0))
                                    .known(checkout().get(0), ofSeconds(2)))
                            .hasSpanCount(2),
                    """
                    expected the trace to have 2 spans, but it has 1:

                      gateway: POST /checkout  [SERVER]  120 ms

                      waited 5.0 s for the trace to be complete and quiet for 2.0 s; last span of this trace arrived 5.5 s ago""");
        }

        @Test
        void ofNoTime() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().get(0)))
                            .within(ZERO)
                            .containsSpan("late"),
                    """
                    expected the trace to contain the span late, but there is none:

                      gateway: POST /checkout  [SERVER]  120 ms
                      (missing) late

                      waited 0 ms; last span of this trace arrived 500 ms ago""");
        }
    }

    @Test
    void carriesWhatToCompare() {
        AssertionFailedError error = catchThrowableOfType(
                AssertionFailedError.class,
                () -> assertThat(Spans.trace(checkout().get(0))).hasServices("orders"));
        assertThat(error.getExpected().getValue()).isEqualTo("[orders]");
        assertThat(error.getActual().getValue()).isEqualTo("[gateway]");
    }

    @Test
    void comparesExpectationAndTraceIfThereAreNoTwoTrees() {
        AssertionFailedError error = catchThrowableOfType(
                AssertionFailedError.class,
                () -> assertThat(Spans.trace(checkout().get(0))).hasSpanCount(2));
        assertThat(error.getExpected().getValue()).isEqualTo("the trace to have 2 spans");
        assertThat(error.getActual().getValue()).isEqualTo("gateway: POST /checkout [SERVER]");
    }

    @Test
    void beginsItsStackTraceWhereTheAssertionIs() {
        assertBeginsHere(() -> assertThat(FakeLiveTrace.empty()).containsSpan("late"));
        assertBeginsHere(
                () -> assertThat(FakeLiveTrace.of(checkout())).hasSpan("POST").once());
        assertBeginsHere(
                () -> assertThat(FakeLiveTrace.of(checkout())).span("get_order").hasName("x"));
        assertBeginsHere(() -> assertThat(Trace.of(checkout()))
                .span("charge_card")
                .startsWithin(ofMillis(1))
                .of("get_order"));
        assertBeginsHere(() -> TraceAssertions.assertThatTraces(List.of())
                .hasTracesSatisfyingExactlyInAnyOrder(trace -> trace.hasSpanCount(1)));
    }

    private static void assertBeginsHere(ThrowingCallable assertion) {
        AssertionError error = catchThrowableOfType(AssertionError.class, assertion);
        assertThat(error.getStackTrace()[0].getClassName()).isEqualTo(FailureMessageTest.class.getName());
    }

    @Test
    void isReplacedByAMessageOfTheUser() {
        assertFails(
                () -> assertThat(Trace.of(checkout()))
                        .withFailMessage("100 % wrong")
                        .hasSpanCount(2),
                "100 % wrong");
    }

    @Test
    void keepsPercentSignsAsTheyAre() {
        assertFails(
                () -> assertThat(Spans.trace(
                                Spans.span(1, 0, "a", "100% of %s and %d", 0, 1).build()))
                        .hasSpanCount(2),
                """
                    expected the trace to have 2 spans, but it has 1:

                      a: 100% of %s and %d  [INTERNAL]  1 ms""");
    }

    @Test
    void leavesOutWhatIsTooMuchToRead() {
        List<SpanData> many = IntStream.rangeClosed(1, 10_000)
                .mapToObj(id -> Spans.span(id, 0, "a", "SELECT", id, id + 1).build())
                .toList();
        AssertionError error = catchThrowableOfType(
                AssertionError.class,
                () -> assertThat(Trace.of(many)).eachSpan("SELECT", span -> span.hasKind(SpanKind.CLIENT)));
        assertThat(error.getMessage().lines())
                .contains("  ... and 9980 more", "  ... 9999 more like this                     ✗ not as required")
                .hasSizeLessThan(60);
    }
}
