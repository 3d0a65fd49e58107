// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.OTHER_TRACE_ID;
import static dev.spanhound.assertions.Spans.span;
import static dev.spanhound.assertions.Spans.trace;
import static dev.spanhound.assertions.TraceAssertions.anySpan;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static java.time.Duration.ofMillis;

import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

/** Assertions on traces that began meanwhile. */
class TraceAssertStraysTest {
    private final SpanData order = span(1, 0, "orders", "place order", 0, 20).build();
    private final Trace stray = trace(
            span(8, 0, "orders", "reserve stock", 5, 9).in(OTHER_TRACE_ID).build(),
            span(9, 8, "orders", "UPDATE stock", 6, 8).in(OTHER_TRACE_ID).build());

    @Test
    void passesOnceTheTraceIsCompleteAndQuiet() {
        FakeLiveTrace live = FakeLiveTrace.of(order);
        assertThat(live).isTheOnlyTrace();
        org.assertj.core.api.Assertions.assertThat(live.waited()).isEqualTo(ofMillis(200));
    }

    @Test
    void passesIfOthersAreLinkedOrOfAnotherService() {
        assertThat(FakeLiveTrace.of(order).linked(stray)).isTheOnlyTrace();
        assertThat(FakeLiveTrace.of(order).strays(stray))
                .isTheOnlyTrace(anySpan().in("payment"));
    }

    @Test
    void showsTheOthersAndTheLikelyCause() {
        FakeLiveTrace live = FakeLiveTrace.of(order).strays(stray);
        assertFails(() -> assertThat(live).isTheOnlyTrace(), """
                expected the trace to be the only one that began, but 1 other did:

                  orders: place order  [INTERNAL]  20 ms

                  the trace 4bf92f3577b34da6a3ce929d0e0e4736 began meanwhile:
                  orders: reserve stock  [INTERNAL]  4 ms   ✗ not expected
                  └─ UPDATE stock        [INTERNAL]  2 ms

                  waited 200 ms for the trace to be complete and quiet for 200 ms; last span of this trace arrived 700 ms ago""", "context lost inside orders");
    }

    @Test
    void namesTheRootThatIsNotExpected() {
        FakeLiveTrace live = FakeLiveTrace.of(order).strays(stray);
        assertFails(() -> assertThat(live).isTheOnlyTrace(anySpan().in("orders")), """
                expected the trace to be the only one that began with the root orders: *, but 1 other did:

                  orders: place order  [INTERNAL]  20 ms

                  the trace 4bf92f3577b34da6a3ce929d0e0e4736 began meanwhile:
                  orders: reserve stock  [INTERNAL]  4 ms   ✗ not expected
                  └─ UPDATE stock        [INTERNAL]  2 ms

                  waited 200 ms for the trace to be complete and quiet for 200 ms; last span of this trace arrived 700 ms ago""", "context lost inside orders");
    }
}
