// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.edge;

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
            assertFails(() -> assertThat(trace).hasServices("auth", "gateway", "orders"), "@@services1");
        }

        @Test
        void suspectsTheMissingService() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().subList(0, 1))
                                    .known(checkout().get(2), java.time.Duration.ofSeconds(7)))
                            .hasServices("gateway", "orders"),
                    "@@services2");
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
            assertFails(() -> assertThat(trace).hasServiceEdge("gateway", "payment"), "@@edge1");
        }

        @Test
        void saysThatThereIsNone() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).hasServiceEdge("gateway", "orders"), "@@edge2");
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
            assertFails(() -> assertThat(trace).doesNotHaveServiceEdge("gateway", "orders"), "@@noedge");
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
                    "@@edges");
        }
    }
}
