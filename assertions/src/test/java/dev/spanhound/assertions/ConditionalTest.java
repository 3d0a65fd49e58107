// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.fail;
import static java.time.Duration.ofMillis;

import dev.spanhound.trace.Trace;
import org.junit.jupiter.api.Test;

class ConditionalTest {
    private final Trace trace = Trace.of(checkout());

    @Test
    void verifiesWhatHoldsIfTheSpanIsThere() {
        assertThat(trace)
                .when(client("POST").in("orders"))
                .then(paid -> paid.containsSpan("charge_card"))
                .otherwise(unpaid -> fail("the span is there"))
                .and()
                .hasNoErrors();
    }

    @Test
    void verifiesWhatHoldsIfTheSpanIsNotThere() {
        assertThat(trace)
                .when("cache hit")
                .then(hit -> fail("the span is not there"))
                .otherwise(missed -> missed.containsSpan("get_order"));
    }

    @Test
    void failsAsItsExpectationsDo() {
        assertFails(
                () -> assertThat(Spans.trace(checkout().get(0)))
                        .when("POST /checkout")
                        .then(there -> there.hasSpanCount(2)),
                """
                    expected the trace to have 2 spans, but it has 1:

                      gateway: POST /checkout  [SERVER]  120 ms""");
    }

    @Test
    void doesNotWaitForASpanThatIsThere() {
        FakeLiveTrace live = FakeLiveTrace.of(checkout());
        assertThat(live).when("get_order").then(there -> there.containsSpan("charge_card"));
        assertThat(live.waited()).isZero();
    }

    @Test
    void takesASpanForAbsentOnceTheTraceIsCompleteAndQuiet() {
        FakeLiveTrace live = FakeLiveTrace.of(checkout());
        assertThat(live).when("cache hit").otherwise(missed -> missed.containsSpan("get_order"));
        assertThat(live.waited()).isEqualTo(ofMillis(200));
    }

    @Test
    void cannotTellOfATraceThatIsNotComplete() {
        assertFails(() -> assertThat(FakeLiveTrace.of(checkout().subList(6, 7))).when("cache hit"), """
                    expected the trace to contain the span cache hit or not, but the trace is not complete, so that it cannot be told:
                      the parent 0000000000000006 of payment: charge_card [INTERNAL] has not arrived

                      payment: charge_card  [INTERNAL]  35 ms   ? parent 0000000000000006 never arrived

                      waited 5.0 s for the trace to be complete and quiet for 200 ms; last span of this trace arrived 5.5 s ago
                      likely cause: nobody has exported span 0000000000000006, the parent of payment: charge_card [INTERNAL]
                        All services known to send spans have spans here: payment.
                        Its service has not exported it yet, never ended it, dropped it, or is a proxy that passes headers on but exports nothing.""");
    }
}
