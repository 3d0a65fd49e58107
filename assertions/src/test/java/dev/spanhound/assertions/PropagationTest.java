// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.OTHER_TRACE_ID;
import static dev.spanhound.assertions.Spans.TRACE_ID;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.Spans.span;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static java.time.Duration.ofSeconds;

import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The context gets from service to service. */
class PropagationTest {
    private final Trace trace = Trace.of(checkout());

    @Nested
    class To {
        @Test
        void passesFromHopToHop() {
            assertThat(trace)
                    .propagatesFrom("gateway")
                    .to("orders")
                    .propagatesFrom("orders")
                    .to("payment")
                    .propagatesFrom("gateway")
                    .through("orders")
                    .to("payment");
        }

        @Test
        void passesOverLinksOfAConsumer() {
            SpanData publish = span(2, 1, "gateway", "publish", 5, 10)
                    .kind(SpanKind.PRODUCER)
                    .build();
            Trace consumed = Spans.trace(
                    span(40, 0, "mailer", "process", 20, 90)
                            .in(OTHER_TRACE_ID)
                            .linkTo(TRACE_ID, 2)
                            .build(),
                    span(41, 40, "smtp", "send", 30, 80).in(OTHER_TRACE_ID).build());

            assertThat(FakeLiveTrace.of(checkout().get(0), publish).linked(consumed))
                    .propagatesFrom("gateway")
                    .through("mailer")
                    .to("smtp");
        }

        @Test
        void doesNotTakeTheLinkOfAServerThatRestartsTheTrace() {
            Trace restarted = Spans.trace(span(40, 0, "orders", "POST /orders", 10, 105)
                    .kind(SpanKind.SERVER)
                    .in(OTHER_TRACE_ID)
                    .linkTo(TRACE_ID, 2)
                    .build());

            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().subList(0, 2)).linked(restarted))
                            .propagatesFrom("gateway")
                            .to("orders"),
                    """
                    expected the context to propagate from gateway to orders, but it does not get from gateway to orders:
                      gateway ✗ orders

                      gateway: POST /checkout  [SERVER]  120 ms
                      └─ gateway: POST         [CLIENT]  105 ms   ✗ no answer

                      the trace 4bf92f3577b34da6a3ce929d0e0e4736 links to this one:
                      orders: POST /orders  [SERVER]  95 ms

                      waited 5.0 s; last span of this trace arrived 5.5 s ago
                      likely cause: orders restarts the trace instead of continuing it
                        orders: POST /orders [SERVER] is the root of trace 4bf92f3577b34da6a3ce929d0e0e4736, and links to gateway: POST [CLIENT].
                        Likely: its instrumentation is set to take callers for strangers, as for a public endpoint.""");
        }

        @Test
        void waits() {
            assertThat(FakeLiveTrace.of(checkout().subList(0, 2))
                            .arrivingAfter(ofSeconds(2), checkout().get(2)))
                    .propagatesFrom("gateway")
                    .to("orders");
        }

        @Test
        void saysHowFarItGetsAndWhatLostIt() {
            Trace stray = Spans.trace(span(30, 0, "payment", "POST /pay", 50, 95)
                    .kind(SpanKind.SERVER)
                    .in(OTHER_TRACE_ID)
                    .with("http.request.header.host", "payment")
                    .build());

            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().subList(0, 5)).strays(stray))
                            .propagatesFrom("gateway")
                            .through("orders")
                            .to("payment"),
                    """
                    expected the context to propagate from gateway through orders to payment, but it does not get from orders to payment:
                      gateway → orders ✗ payment

                      gateway: POST /checkout     [SERVER]    120 ms
                      └─ gateway: POST            [CLIENT]    105 ms
                         └─ orders: POST /orders  [SERVER]     95 ms
                            ├─ get_order          [INTERNAL]   28 ms
                            └─ orders: POST       [CLIENT]     55 ms   ✗ no answer

                      the trace 4bf92f3577b34da6a3ce929d0e0e4736 began meanwhile:
                      payment: POST /pay  [SERVER]  45 ms

                      waited 5.0 s; last span of this trace arrived 5.5 s ago
                      likely cause: context lost between orders and payment
                        payment: POST /pay [SERVER] began a trace of its own 5 ms after orders: POST [CLIENT] began, which nobody answered.
                        No header of a trace context was recorded (recorded: host).
                        Likely: orders does not inject the context into the request.
                        Or: the two use different headers (OTEL_PROPAGATORS, tracecontext,baggage by default).
                        Or: something between the two, such as a proxy or a gateway, does not pass the headers on.""");
        }

        @Test
        void doesNotAllowServicesInBetween() {
            assertFails(() -> assertThat(trace).propagatesFrom("gateway").to("payment"), """
                    expected the context to propagate from gateway to payment, but it does not get from gateway to payment:
                      gateway ✗ payment
                      It gets there over other services: indirectlyTo("payment") allows that.

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms   ✗ called by orders
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void doesNotTakeAWayThatBeginsElsewhere() {
            Trace two = Spans.trace(
                    span(1, 0, "test", "all", 0, 100).build(),
                    span(2, 1, "a", "one", 0, 100).build(),
                    span(3, 1, "b", "two", 0, 100).build(),
                    span(4, 3, "c", "three", 0, 100).build());

            assertFails(() -> assertThat(two).propagatesFrom("a").through("b").to("c"), """
                    expected the context to propagate from a through b to c, but it does not get from a to b:
                      a ✗ b

                      test: all       [INTERNAL]  100 ms
                      ├─ a: one       [INTERNAL]  100 ms
                      └─ b: two       [INTERNAL]  100 ms   ✗ called by test
                         └─ c: three  [INTERNAL]  100 ms""");
        }

        @Test
        void saysThatTheFirstServiceIsNotThere() {
            assertFails(
                    () -> assertThat(Spans.trace(checkout().get(0)))
                            .propagatesFrom("auth")
                            .to("orders"),
                    """
                    expected the context to propagate from auth to orders, but no span of auth is there:

                      gateway: POST /checkout  [SERVER]  120 ms""");
        }
    }

    @Nested
    class IndirectlyTo {
        @Test
        void passesDirectlyAndOverOthers() {
            assertThat(trace)
                    .propagatesFrom("gateway")
                    .indirectlyTo("payment")
                    .propagatesFrom("gateway")
                    .indirectlyTo("orders")
                    .propagatesFrom("gateway")
                    .through("orders")
                    .indirectlyTo("payment");
        }

        @Test
        void failsIfNothingGetsThere() {
            assertFails(
                    () -> assertThat(Spans.trace(checkout().get(0)))
                            .propagatesFrom("gateway")
                            .indirectlyTo("orders"),
                    """
                    expected the context to propagate from gateway indirectly to orders, but it does not get from gateway to orders:
                      gateway ✗ orders
                      No service orders is known. Known: gateway.

                      gateway: POST /checkout  [SERVER]  120 ms""");
        }
    }

    @Test
    void isCollectedBySoftAssertions() {
        SoftTraceAssertions softly = new SoftTraceAssertions();
        softly.assertThat(trace).propagatesFrom("payment").to("orders");
        softly.assertThat(trace).propagatesFrom("gateway").to("orders");
        org.assertj.core.api.Assertions.assertThat(softly.errorsCollected()).hasSize(1);
    }
}
