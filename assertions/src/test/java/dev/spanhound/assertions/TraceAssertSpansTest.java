// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.TraceAssertions.anySpan;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatIllegalArgumentException;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;
import static java.time.Duration.ofMillis;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Assertions on which spans a trace has. */
class TraceAssertSpansTest {
    private final Trace trace = Trace.of(checkout());

    @Nested
    class IsComplete {
        @Test
        void passesForACompleteTrace() {
            assertThat(FakeLiveTrace.of(checkout())).isComplete();
        }

        @Test
        void passesForChildrenOfTheTestsOwnSpan() {
            assertThat(FakeLiveTrace.of(
                                    Spans.span(1, 255, "a", "one", 0, 1).build(),
                                    Spans.span(2, 255, "a", "two", 1, 2).build())
                            .belowTest())
                    .isComplete();
        }

        @Test
        void namesAParentThatNeverArrived() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().subList(1, 7))).isComplete(), """
                    expected the trace to be complete, but it is not:
                      the parent 0000000000000001 of gateway: POST [CLIENT] has not arrived

                      gateway: POST                [CLIENT]    105 ms   ? parent 0000000000000001 never arrived
                      └─ orders: POST /orders      [SERVER]     95 ms
                         ├─ get_order              [INTERNAL]   28 ms
                         └─ orders: POST           [CLIENT]     55 ms
                            └─ payment: POST /pay  [SERVER]     45 ms
                               └─ charge_card      [INTERNAL]   35 ms

                      waited 5.0 s for the trace to be complete and quiet for 200 ms; last span of this trace arrived 5.5 s ago
                      likely cause: nobody has exported span 0000000000000001, the parent of gateway: POST [CLIENT]
                        All services known to send spans have spans here: gateway, orders and payment.
                        Its service has not exported it yet, never ended it, dropped it, or is a proxy that passes headers on but exports nothing.""");
        }

        @Test
        void namesAllThatIsMissing() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(
                                            Spans.span(1, 0, "gateway", "GET /", 0, 9)
                                                    .build(),
                                            Spans.span(2, 1, "gateway", "GET", 1, 8)
                                                    .kind(SpanKind.CLIENT)
                                                    .with("server.address", "orders")
                                                    .build(),
                                            Spans.span(3, 0, "cron", "tick", 2, 3)
                                                    .build(),
                                            Spans.span(4, 99, "payment", "charge", 4, 5)
                                                    .build())
                                    .known("orders"))
                            .isComplete(),
                    """
                    expected the trace to be complete, but it is not:
                      one root was expected, but cron: tick [INTERNAL] is a root as well
                      gateway: GET [CLIENT] calls orders, but no span of orders answers it
                      the parent 0000000000000063 of payment: charge [INTERNAL] has not arrived

                      gateway: GET /   [INTERNAL]  9 ms
                      └─ gateway: GET  [CLIENT]    7 ms   ✗ no answer of orders
                      cron: tick       [INTERNAL]  1 ms   ✗ second root
                      payment: charge  [INTERNAL]  1 ms   ? parent 0000000000000063 never arrived

                      waited 5.0 s for the trace to be complete and quiet for 200 ms; last span of this trace arrived 5.5 s ago
                      likely cause: nobody has exported span 0000000000000063, the parent of payment: charge [INTERNAL]
                        Known to send spans, but silent here: orders.
                        Its service has not exported it yet, never ended it, dropped it, or is a proxy that passes headers on but exports nothing.""");
        }

        @Test
        void saysThatNothingArrived() {
            assertFails(() -> assertThat(FakeLiveTrace.empty()).isComplete(), """
                    expected the trace to be complete, but it is not:
                      no span of this trace has arrived

                      waited 5.0 s for the trace to be complete and quiet for 200 ms; no span of this trace arrived
                      likely cause: nothing has arrived at any endpoint since the test began
                        Does the exporter send to the backend's endpoint (OTEL_EXPORTER_OTLP_ENDPOINT), by the protocol of that endpoint (OTEL_EXPORTER_OTLP_PROTOCOL)?
                        Does it send within the wait? Batches leave every 5 s unless told otherwise: OTEL_BSP_SCHEDULE_DELAY=100, in Spring Boot management.opentelemetry.tracing.export.schedule-delay=100ms.
                        Is each span ended, and sampled? In this JVM: is it made by the test's Tracer or OpenTelemetry parameter, or by the global one of @TraceTest(global = true)?
                        Spring Boot switches tracing off in tests: @AutoConfigureObservability (3.x) or @AutoConfigureTracing(export = true) (4.x) switches it on.""");
        }

        @Test
        void refusesNull() {
            assertFails(() -> assertThat((Trace) null).isComplete(), "\nExpecting actual not to be null");
        }
    }

    @Nested
    class HasNoErrors {
        @Test
        void passesIfNoSpanHasStatusError() {
            assertThat(trace).hasNoErrors();
        }

        @Test
        void marksEachSpanWithAnError() {
            assertFails(
                    () -> assertThat(Spans.trace(
                                    checkout().get(0),
                                    Spans.span(2, 1, "gateway", "validate", 1, 5)
                                            .error("no such item")
                                            .exception("java.util.NoSuchElementException", "item 7")
                                            .build(),
                                    Spans.span(3, 1, "gateway", "charge", 6, 9)
                                            .error("")
                                            .build()))
                            .hasNoErrors(),
                    """
                    expected the trace to have no errors, but 2 spans have status ERROR:

                      gateway: POST /checkout  [SERVER]    120 ms
                      ├─ validate              [INTERNAL]    4 ms  !ERROR "no such item" (java.util.NoSuchElementException)   ✗ error
                      └─ charge                [INTERNAL]    3 ms  !ERROR   ✗ error""");
        }
    }

    @Nested
    class HasNoSpans {
        @Test
        void passesIfNothingArrives() {
            assertThat(FakeLiveTrace.empty()).hasNoSpans();
        }

        @Test
        void showsTheSpans() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).hasNoSpans(), """
                    expected the trace to have no spans, but it has 1:

                      gateway: POST /checkout  [SERVER]  120 ms""");
        }
    }

    @Nested
    class HasSpanCount {
        @Test
        void passesForThatNumber() {
            assertThat(trace).hasSpanCount(7);
            assertThat(FakeLiveTrace.empty()).hasSpanCount(0);
        }

        @Test
        void refusesANumberBelowZero() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThat(trace).hasSpanCount(-1))
                    .withMessage("count: -1 (expected: >= 0)");
        }

        @Test
        void saysThatThereAreMore() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).hasSpanCount(0), """
                    expected the trace to have no spans, but it has 1:

                      gateway: POST /checkout  [SERVER]  120 ms""");
        }

        @Test
        void saysThatThereAreFewer() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).hasSpanCount(2), """
                    expected the trace to have 2 spans, but it has 1:

                      gateway: POST /checkout  [SERVER]  120 ms""");
        }
    }

    @Nested
    class HasSpan {
        @Test
        void countsTheSpansThatMatch() {
            assertThat(trace)
                    .hasSpan("POST")
                    .times(2)
                    .hasSpan("POST")
                    .atMost(2)
                    .hasSpan("POST")
                    .atLeast(2)
                    .hasSpan(client("POST").in("orders"))
                    .once()
                    .hasSpan("GET")
                    .times(0)
                    .hasSpan("GET")
                    .never();
        }

        @Test
        void numbersTheSpansThatAreTooMany() {
            assertFails(() -> assertThat(trace).hasSpan("POST").once(), """
                    expected the trace to have the span POST exactly 1 time, but it has 2:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms   ✗ 1 of 2
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms   ✗ 2 of 2
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void numbersTheSpansThatAreMoreThanTheMost() {
            assertFails(() -> assertThat(trace).hasSpan("POST").atMost(1), """
                    expected the trace to have the span POST at most 1 time, but it has 2:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms   ✗ 1 of 2
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms   ✗ 2 of 2
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void numbersTheSpansThatAreTooFew() {
            assertFails(() -> assertThat(trace).hasSpan("POST").atLeast(3), """
                    expected the trace to have the span POST at least 3 times, but it has 2:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms   ✗ 1 of 2
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms   ✗ 2 of 2
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void namesTheNearestIfThereIsNone() {
            assertFails(() -> assertThat(trace).hasSpan("get-order").times(2), """
                    expected the trace to have the span get-order exactly 2 times, but there is none:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms
                      (missing) get-order                                  nearest: "get_order" below orders: POST /orders [SERVER] (name differs)""");
        }

        @Test
        void marksWhatBeganATraceOfItsOwn() {
            Trace lost = Spans.trace(Spans.span(8, 0, "gateway", "POST /checkout", 130, 140)
                    .in(Spans.OTHER_TRACE_ID)
                    .kind(SpanKind.SERVER)
                    .build());

            assertFails(
                    () -> assertThat(
                                    FakeLiveTrace.of(List.of(checkout().get(0))).strays(lost))
                            .hasSpan("POST /checkout")
                            .times(2),
                    """
                    expected the trace to have the span POST /checkout exactly 2 times, but it has 1:

                      gateway: POST /checkout  [SERVER]  120 ms   ✗ 1 of 1

                      the trace 4bf92f3577b34da6a3ce929d0e0e4736 began meanwhile:
                      gateway: POST /checkout  [SERVER]  10 ms   ✗ in a trace of its own

                      waited 5.0 s for the trace to be complete and quiet for 200 ms; last span of this trace arrived 5.5 s ago""");
        }

        @Test
        void marksTheSpansThatShouldNotBe() {
            assertFails(() -> assertThat(trace).hasSpan("POST").never(), """
                    expected the trace not to contain the span POST, but it has 2 such spans:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms   ✗ not expected
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms   ✗ not expected
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void refusesANegativeNumber() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThat(trace).hasSpan("POST").times(-1))
                    .withMessage("number: -1 (expected: >= 0)");
        }
    }

    @Nested
    class ContainsSpan {
        @Test
        void passesForASpanThatMatches() {
            assertThat(trace)
                    .containsSpan("get_order")
                    .containsSpan(span("get_order").with("order.id", 42));
        }

        @Test
        void looksBelowTheSpanToo() {
            assertThat(trace).containsSpan(server("POST /pay").child("charge_card"));
            assertFails(() -> assertThat(trace).containsSpan(server("POST /pay").child("get_order")), """
                    expected the trace to contain the span POST /pay [SERVER], but 1 span is elsewhere:

                      gateway: POST /checkout             [SERVER]    120 ms
                      └─ gateway: POST                    [CLIENT]    105 ms
                         └─ orders: POST /orders          [SERVER]     95 ms
                            ├─ get_order                  [INTERNAL]   28 ms   ✗ expected below payment: POST /pay [SERVER]
                            └─ orders: POST               [CLIENT]     55 ms
                               └─ payment: POST /pay      [SERVER]     45 ms
                                  ├─ charge_card          [INTERNAL]   35 ms
                                  └─ (missing) get_order                       found elsewhere: below orders: POST /orders [SERVER]""");
        }

        @Test
        void namesTheNearest() {
            assertFails(() -> assertThat(trace).containsSpan("get-order"), """
                    expected the trace to contain the span get-order, but there is none:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms
                      (missing) get-order                                  nearest: "get_order" below orders: POST /orders [SERVER] (name differs)""");
        }

        @Test
        void saysWhatDiffers() {
            assertFails(
                    () -> assertThat(trace)
                            .containsSpan(span("get_order").in("payment").with("order.id", "42")),
                    """
                    expected the trace to contain the span payment: get_order {order.id="42"}, but there is none:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms   ✗ service: expected "payment" but was "orders"
                            │                                              ✗ order.id: expected "42" (string) but was 42 (long)
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void saysThatTheTraceIsEmpty() {
            assertFails(() -> assertThat(Trace.of(Spans.TRACE_ID, List.of())).containsSpan("get_order"), """
                    expected the trace to contain the span get_order, but it has no spans""");
        }
    }

    @Nested
    class ContainsSpanWithRequirements {
        @Test
        void passesForASpanThatSatisfiesThem() {
            assertThat(trace)
                    .containsSpan("POST", span -> span.isInService("orders").hasParent("POST /orders"))
                    .containsSpan(client("POST"), span -> span.isInService("gateway"));
        }

        @Test
        void saysAllThatIsWrongWithEachCandidate() {
            assertFails(
                    () -> assertThat(trace)
                            .containsSpan(
                                    "POST",
                                    span -> span.hasKind(SpanKind.PRODUCER).hasAttribute("retry", 1)),
                    """
                    expected the trace to contain the span POST as required, but none of 2 is:
                      expected the span gateway: POST [CLIENT] to have the kind PRODUCER, but it differs:
                        kind: expected PRODUCER but was CLIENT
                      expected the span gateway: POST [CLIENT] to have the attribute retry, but it differs:
                        retry: expected 1 but was not set
                      expected the span orders: POST [CLIENT] to have the kind PRODUCER, but it differs:
                        kind: expected PRODUCER but was CLIENT
                      expected the span orders: POST [CLIENT] to have the attribute retry, but it differs:
                        retry: expected 1 but was not set

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms   ✗ not as required
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms   ✗ not as required
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void takesAnyAssertion() {
            assertFails(
                    () -> assertThat(trace)
                            .containsSpan(
                                    "get_order", span -> assertThat(1).as("one").isEqualTo(2)),
                    """
                    expected the trace to contain the span get_order as required, but it is not:
                      [one]
                      expected: 2
                       but was: 1

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms   ✗ not as required
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void namesTheNearestIfNoneMatches() {
            assertFails(() -> assertThat(trace).containsSpan("get-order", SpanAssert::hasNoError), """
                    expected the trace to contain the span get-order as required, but there is none:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms
                      (missing) get-order                                  nearest: "get_order" below orders: POST /orders [SERVER] (name differs)""");
        }
    }

    @Nested
    class EachSpan {
        @Test
        void passesIfAllSatisfyTheRequirements() {
            assertThat(trace)
                    .eachSpan("POST", span -> span.hasKind(SpanKind.CLIENT))
                    .eachSpan(anySpan(), SpanAssert::hasNoError);
        }

        @Test
        void marksThoseThatDoNot() {
            assertFails(() -> assertThat(trace).eachSpan("POST", span -> span.isInService("orders")), """
                    expected the trace to have each span POST as required, but 1 of 2 is not:
                      expected the span gateway: POST [CLIENT] to be in the service orders, but it differs:
                        service: expected "orders" but was "gateway"

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms   ✗ not as required
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void failsIfThereIsNone() {
            assertFails(() -> assertThat(trace).eachSpan("nothing", SpanAssert::hasNoError), """
                    expected the trace to have each span nothing as required, but there is none:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms
                      (missing) nothing""");
        }
    }

    @Nested
    class DoesNotContainSpan {
        @Test
        void passesIfNoneMatches() {
            assertThat(trace)
                    .doesNotContainSpan("SELECT secrets")
                    .doesNotContainSpan(anySpan().in("auth"));
        }

        @Test
        void marksThoseThatDo() {
            assertFails(() -> assertThat(trace).doesNotContainSpan(anySpan().in("payment")), """
                    expected the trace not to contain the span payment: *, but it has 2 such spans:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms   ✗ not expected
                                  └─ charge_card      [INTERNAL]   35 ms   ✗ not expected""");
        }

        @Test
        void cannotTellOfATraceThatIsNotComplete() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().subList(1, 7))).doesNotContainSpan("SELECT secrets"),
                    """
                    expected the trace not to contain the span SELECT secrets, but the trace is not complete, so that it cannot be told:
                      the parent 0000000000000001 of gateway: POST [CLIENT] has not arrived

                      gateway: POST                [CLIENT]    105 ms   ? parent 0000000000000001 never arrived
                      └─ orders: POST /orders      [SERVER]     95 ms
                         ├─ get_order              [INTERNAL]   28 ms
                         └─ orders: POST           [CLIENT]     55 ms
                            └─ payment: POST /pay  [SERVER]     45 ms
                               └─ charge_card      [INTERNAL]   35 ms

                      waited 5.0 s for the trace to be complete and quiet for 200 ms; last span of this trace arrived 5.5 s ago
                      likely cause: nobody has exported span 0000000000000001, the parent of gateway: POST [CLIENT]
                        All services known to send spans have spans here: gateway, orders and payment.
                        Its service has not exported it yet, never ended it, dropped it, or is a proxy that passes headers on but exports nothing.""");
        }

        @Test
        void cannotTellWhileSpansKeepArriving() {
            FakeLiveTrace busy = FakeLiveTrace.of(checkout().get(0));
            for (int i = 0; i < 60; i++) {
                busy.arrivingAfter(
                        ofMillis(100L * i + 50),
                        Spans.span(10 + i, 1, "gateway", "poll", i, i + 1).build());
            }
            assertFails(() -> assertThat(busy).within(ofMillis(400)).doesNotContainSpan("late"), """
                    expected the trace not to contain the span late, but spans of the trace keep arriving, so that it cannot be told:

                      gateway: POST /checkout  [SERVER]    120 ms
                      ├─ poll                  [INTERNAL]    1 ms
                      ├─ poll                  [INTERNAL]    1 ms
                      ├─ poll                  [INTERNAL]    1 ms
                      └─ poll                  [INTERNAL]    1 ms

                      waited 400 ms for the trace to be complete and quiet for 200 ms; last span of this trace arrived 50 ms ago""");
        }
    }

    @Nested
    class Span {
        @Test
        void leadsToTheSpan() {
            assertThat(trace).span("get_order").hasKind(SpanKind.INTERNAL);
            assertThat(trace).span(client("POST").in("orders")).hasParent("POST /orders");
        }

        @Test
        void asksWhichOfSeveral() {
            assertFails(() -> assertThat(trace).span("POST"), """
                    expected the trace to have one span POST, but it has 2; say which (by service, kind or attribute):

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms   ✗ 1 of 2
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms   ✗ 2 of 2
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void namesTheNearestIfThereIsNone() {
            assertFails(() -> assertThat(trace).span("get-order"), """
                    expected the trace to have one span get-order, but there is none:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms
                      (missing) get-order                                  nearest: "get_order" below orders: POST /orders [SERVER] (name differs)""");
        }
    }

    @Nested
    class Root {
        @Test
        void leadsToTheSpanAtTheTop() {
            assertThat(trace).root().hasName("POST /checkout").isRoot();
        }

        @Test
        void asksWhichOfSeveral() {
            assertFails(
                    () -> assertThat(Spans.trace(
                                    Spans.span(1, 0, "a", "one", 0, 1).build(),
                                    Spans.span(2, 0, "a", "two", 1, 2).build()))
                            .root(),
                    """
                    expected the trace to have one span at the top, but it has 2:

                      a: one  [INTERNAL]  1 ms   ✗ 1 of 2
                      a: two  [INTERNAL]  1 ms   ✗ 2 of 2""");
        }

        @Test
        void doesNotTakeAnOrphanForIt() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(6))).root(), """
                    expected the trace to have one span at the top, but there is none:

                      payment: charge_card  [INTERNAL]  35 ms   ? parent 0000000000000006 never arrived""");
        }
    }

    @Nested
    class AllSpans {
        @Test
        void leadToAssertionsOfAssertJ() {
            assertThat(trace).spans().extracting(SpanNode::name).startsWith("POST /checkout", "POST");
        }
    }
}
