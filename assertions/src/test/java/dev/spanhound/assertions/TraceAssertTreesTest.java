// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.catchThrowableOfType;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;
import static java.time.Duration.ofSeconds;

import dev.spanhound.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Assertions on the shape of a trace. */
class TraceAssertTreesTest {
    private static final String WHOLE = """
            gateway: POST /checkout [SERVER]
              gateway: POST [CLIENT]
                orders: POST /orders [SERVER]
                  get_order
                  orders: POST [CLIENT]
                    payment: POST /pay [SERVER]
                      charge_card
            """;

    private final Trace trace = Trace.of(checkout());

    @Nested
    class ContainsTree {
        @Test
        void passesAmongSpansThatAreNotAskedFor() {
            assertThat(trace)
                    .containsTree(server("POST /orders").in("orders").child("get_order"))
                    .containsTree(client("POST").in("gateway"), client("POST").in("orders"))
                    .containsTree("orders: POST /orders [SERVER]\n  ...\n    charge_card");
        }

        @Test
        void showsTheTreeThoughNothingArrived() {
            assertFails(
                    () -> assertThat(Trace.of("", List.of()))
                            .containsTree(server("POST /orders").child("get_order")),
                    """
                    expected the trace to contain this tree, but 2 spans are missing:

                      (missing) POST /orders  [SERVER]
                      └─ (missing) get_order""");
        }

        @Test
        void waitsForTheTree() {
            FakeLiveTrace live = FakeLiveTrace.of(checkout().subList(0, 6))
                    .arrivingAfter(ofSeconds(1), checkout().get(6));
            assertThat(live).containsTree(server("POST /pay").child("charge_card"));
            assertThat(live.waited()).hasSeconds(1);
        }

        @Test
        void marksAllThatIsWrong() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout()))
                            .as("POST /checkout")
                            .containsTree(server("POST /checkout")
                                    .in("gateway")
                                    .child(client("POST")
                                            .child(server("POST /orders")
                                                    .child(span("get_order").with("order.id", "42"))
                                                    .child("verify_payment")))),
                    """
                    [POST /checkout] expected the trace to contain this tree, but 1 span is missing and 1 differs:

                      gateway: POST /checkout            [SERVER]    120 ms
                      └─ gateway: POST                   [CLIENT]    105 ms
                         └─ orders: POST /orders         [SERVER]     95 ms
                            ├─ get_order                 [INTERNAL]   28 ms   ✗ order.id: expected "42" (string) but was 42 (long)
                            ├─ orders: POST              [CLIENT]     55 ms
                            │  └─ payment: POST /pay     [SERVER]     45 ms
                            │     └─ charge_card         [INTERNAL]   35 ms
                            └─ (missing) verify_payment

                      waited 5.0 s; last span of this trace arrived 5.5 s ago""");
        }

        @Test
        void givesBothTreesToCompare() {
            AssertionFailedError error = catchThrowableOfType(
                    AssertionFailedError.class,
                    () -> assertThat(Spans.trace(checkout().get(0)))
                            .containsTree(server("POST /checkout").child("verify")));
            assertThat(error.getExpected().getValue()).isEqualTo("POST /checkout [SERVER]\n└─ verify");
            assertThat(error.getActual().getValue()).isEqualTo("gateway: POST /checkout [SERVER]");
        }
    }

    @Nested
    class HasExactlyTree {
        @Test
        void passesForTheWholeTree() {
            assertThat(trace).hasExactlyTree(WHOLE);
            assertThat(Spans.trace(checkout().get(0))).hasExactlyTree(server("POST /checkout"));
        }

        @Test
        void marksWhatWasNotAskedFor() {
            assertFails(() -> assertThat(trace).hasExactlyTree("""
                                    gateway: POST /checkout [SERVER]
                                      gateway: POST [CLIENT]
                                        orders: POST /orders [SERVER]
                                          get_order
                                    """), """
                    expected the trace to be exactly this tree, but 3 spans were not asked for:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms   + not asked for, nor the 2 spans below
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void cannotTellOfATraceThatIsNotComplete() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().subList(6, 7))).hasExactlyTree("charge_card"), """
                    expected the trace to be exactly this tree, but the trace is not complete, so that it cannot be told:
                      the parent 0000000000000006 of payment: charge_card [INTERNAL] has not arrived

                      payment: charge_card  [INTERNAL]  35 ms   ? parent 0000000000000006 never arrived

                      waited 5.0 s for the trace to be complete and quiet for 200 ms; last span of this trace arrived 5.5 s ago
                      likely cause: nobody has exported span 0000000000000006, the parent of payment: charge_card [INTERNAL]
                        All services known to send spans have spans here: payment.
                        Its service has not exported it yet, never ended it, dropped it, or is a proxy that passes headers on but exports nothing.""");
        }
    }
}
