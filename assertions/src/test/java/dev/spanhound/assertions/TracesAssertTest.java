// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.OTHER_TRACE_ID;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.TraceAssertions.assertThatTraces;
import static dev.spanhound.assertions.TraceAssertions.span;

import dev.spanhound.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TracesAssertTest {
    private final Trace shop = Spans.trace(checkout().get(0), checkout().get(1));
    private final Trace health = Spans.trace(Spans.span(1, 0, "gateway", "GET /health", 0, 2)
            .in(OTHER_TRACE_ID)
            .error("down")
            .build());
    private final List<Trace> traces = List.of(shop, health);

    @Nested
    class HasTracesSatisfyingExactlyInAnyOrder {
        @Test
        void passesInAnyOrder() {
            assertThatTraces(traces)
                    .hasTracesSatisfyingExactlyInAnyOrder(
                            trace -> trace.containsSpan("GET /health"), trace -> trace.containsSpan("POST /checkout"));
        }

        @Test
        void findsAPairingThatTheFirstFitDoesNot() {
            assertThatTraces(List.of(shop, health))
                    .hasTracesSatisfyingExactlyInAnyOrder(
                            trace -> trace.hasServices("gateway"), trace -> trace.containsSpan("POST /checkout"));
        }

        @Test
        void saysWhatKeepsATraceFromMeetingARequirement() {
            assertFails(
                    () -> assertThatTraces(traces)
                            .hasTracesSatisfyingExactlyInAnyOrder(
                                    trace -> trace.containsSpan("POST /checkout"),
                                    trace -> trace.containsSpan("GET /health").hasNoErrors()),
                    """
                    expected exactly 2 traces, one for each requirement, but requirement 2 is not met:

                      trace 4bf92f3577b34da6a3ce929d0e0e4736:
                        gateway: GET /health  [INTERNAL]  2 ms  !ERROR "down"
                        requirement 2: expected the trace to have no errors, but 1 span has status ERROR:
                          gateway: GET /health [INTERNAL]: ERROR "down\"""");
        }

        @Test
        void saysThatATraceIsLeftOver() {
            assertFails(
                    () -> assertThatTraces(traces)
                            .hasTracesSatisfyingExactlyInAnyOrder(trace -> trace.containsSpan("POST /checkout")),
                    """
                    expected exactly 1 trace, one for each requirement, but there are 2:

                      trace 4bf92f3577b34da6a3ce929d0e0e4736:
                        gateway: GET /health  [INTERNAL]  2 ms  !ERROR "down\"""");
        }

        @Test
        void saysThatATraceIsMissing() {
            assertFails(
                    () -> assertThatTraces(List.of(shop))
                            .hasTracesSatisfyingExactlyInAnyOrder(
                                    trace -> trace.containsSpan("POST /checkout"),
                                    trace -> trace.containsSpan("GET /health")),
                    """
                    expected exactly 2 traces, one for each requirement, but there is 1 and requirement 2 is not met:

                      trace 0af7651916cd43dd8448eb211c80319c:
                        gateway: POST /checkout  [SERVER]  120 ms
                        └─ gateway: POST         [CLIENT]  105 ms
                        requirement 2: expected the trace to contain the span GET /health, but there is none""");
        }
    }

    @Nested
    class EachTrace {
        @Test
        void passesIfAllSatisfyTheRequirements() {
            assertThatTraces(traces).eachTrace(trace -> trace.hasServices("gateway"));
        }

        @Test
        void saysWhatIsWrongWithEach() {
            assertFails(
                    () -> assertThatTraces(traces)
                            .eachTrace(trace -> trace.hasNoErrors().hasSpanCount(2)),
                    """
                    expected each of 2 traces as required, but 1 is not:

                      trace 4bf92f3577b34da6a3ce929d0e0e4736:
                        gateway: GET /health  [INTERNAL]  2 ms  !ERROR "down"
                        expected the trace to have no errors, but 1 span has status ERROR:
                          gateway: GET /health [INTERNAL]: ERROR "down"
                        expected the trace to have 2 spans, but it has 1""");
        }
    }

    @Nested
    class AreDistinct {
        @Test
        void passesForDifferentTraceIds() {
            assertThatTraces(traces).areDistinct();
        }

        @Test
        void namesARepeatedTraceId() {
            assertFails(
                    () -> assertThatTraces(List.of(shop, health, shop))
                            .as("two requests")
                            .areDistinct(),
                    """
                    [two requests] expected distinct traces, but some have one trace ID:

                      0af7651916cd43dd8448eb211c80319c, 2 times""");
        }
    }

    @Nested
    class Navigation {
        @Test
        void isThatOfAssertJ() {
            assertThatTraces(traces).first().hasSpanCount(2);
            assertThatTraces(traces).element(1).containsSpan("GET /health");
            assertThatTraces(traces)
                    .filteredOn(trace -> trace.size() == 1)
                    .singleElement()
                    .containsSpan("GET /health");
            assertThatTraces(traces)
                    .filteredOnSpan(span("POST"))
                    .hasSize(1)
                    .extracting(Trace::traceId)
                    .containsExactly(Spans.TRACE_ID);
        }

        @Test
        void saysWhichElementFailed() {
            assertFails(() -> assertThatTraces(traces).last().hasNoErrors(), """
                    [Traces check last element] expected the trace to have no errors, but 1 span has status ERROR:

                      gateway: GET /health  [INTERNAL]  2 ms  !ERROR "down"   ✗ error""");
        }
    }
}
