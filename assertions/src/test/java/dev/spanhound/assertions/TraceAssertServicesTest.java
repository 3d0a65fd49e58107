// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.edge;
import static java.time.Duration.ofSeconds;

import dev.spanhound.trace.Trace;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Assertions on the services of a trace and who calls whom. */
class TraceAssertServicesTest {
    private final Trace trace = Trace.of(checkout());

    @Nested
    class HasServices {
        @Test
        void passesInAnyOrder() {
            assertThat(trace).hasServices("payment", "gateway", "orders");
        }

        @Test
        void namesWhatIsMissingAndWhatIsTooMuch() {
            assertFails(() -> assertThat(trace).hasServices("auth", "gateway", "orders"), """
                    expected the trace to have exactly the services auth, gateway and orders, but auth is missing and payment was not expected:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms   ✗ not expected
                                  └─ charge_card      [INTERNAL]   35 ms   ✗ not expected""");
        }

        @Test
        void suspectsTheMissingService() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().subList(0, 1))
                                    .known(checkout().get(2), ofSeconds(7)))
                            .hasServices("gateway", "orders"),
                    """
                    expected the trace to have exactly the services gateway and orders, but orders is missing:

                      gateway: POST /checkout  [SERVER]  120 ms

                      waited 5.0 s for the trace to be complete and quiet for 200 ms; last span of this trace arrived 5.5 s ago
                      likely cause: orders sends spans up to 7.0 s after their end, and the wait is 5.0 s
                        Let it send sooner (OTEL_BSP_SCHEDULE_DELAY=100, in milliseconds), or wait longer.""");
        }
    }

    @Nested
    class HasServiceEdge {
        @Test
        void passesIfOneCallsTheOther() {
            assertThat(trace).hasServiceEdge("gateway", "orders").hasServiceEdge("orders", "payment");
        }

        @Test
        void namesTheEdgesThereAre() {
            assertFails(() -> assertThat(trace).hasServiceEdge("gateway", "payment"), """
                    expected the trace to have the service edge gateway → payment, but it has gateway → orders and orders → payment:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }

        @Test
        void saysThatThereIsNone() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).hasServiceEdge("gateway", "orders"), """
                    expected the trace to have the service edge gateway → orders, but it has none:

                      gateway: POST /checkout  [SERVER]  120 ms""");
        }
    }

    @Nested
    class DoesNotHaveServiceEdge {
        @Test
        void passesIfOneDoesNotCallTheOther() {
            assertThat(trace).doesNotHaveServiceEdge("gateway", "payment").doesNotHaveServiceEdge("orders", "gateway");
        }

        @Test
        void marksTheCalledSpan() {
            assertFails(() -> assertThat(trace).doesNotHaveServiceEdge("gateway", "orders"), """
                    expected the trace not to have the service edge gateway → orders, but it has:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms   ✗ not expected
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }
    }

    @Nested
    class HasOnlyServiceEdges {
        @Test
        void passesInAnyOrder() {
            assertThat(trace).hasOnlyServiceEdges(edge("orders", "payment"), edge("gateway", "orders"));
        }

        @Test
        void namesWhatIsMissingAndWhatIsTooMuch() {
            assertFails(
                    () -> assertThat(trace).hasOnlyServiceEdges(edge("gateway", "auth"), edge("gateway", "orders")),
                    """
                    expected the trace to have exactly the service edges gateway → auth and gateway → orders, but gateway → auth is missing and orders → payment was not expected:

                      gateway: POST /checkout         [SERVER]    120 ms
                      └─ gateway: POST                [CLIENT]    105 ms
                         └─ orders: POST /orders      [SERVER]     95 ms
                            ├─ get_order              [INTERNAL]   28 ms
                            └─ orders: POST           [CLIENT]     55 ms
                               └─ payment: POST /pay  [SERVER]     45 ms   ✗ not expected
                                  └─ charge_card      [INTERNAL]   35 ms""");
        }
    }
}
