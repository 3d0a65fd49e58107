// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.catchThrowableOfType;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;

import dev.spanhound.trace.Trace;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Assertions on the shape of a trace. */
class TraceAssertTreesTest {
    private static final String WHOLE =
            """
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
        void waitsForTheTree() {
            FakeLiveTrace live = FakeLiveTrace.of(checkout().subList(0, 6))
                    .arrivingAfter(java.time.Duration.ofSeconds(1), checkout().get(6));
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
                    "@@tree1");
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
            assertFails(
                    () -> assertThat(trace)
                            .hasExactlyTree(
                                    """
                                    gateway: POST /checkout [SERVER]
                                      gateway: POST [CLIENT]
                                        orders: POST /orders [SERVER]
                                          get_order
                                    """),
                    "@@exactly1");
        }

        @Test
        void cannotTellOfATraceThatIsNotComplete() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().subList(6, 7))).hasExactlyTree("charge_card"),
                    "@@exactly2");
        }
    }
}
