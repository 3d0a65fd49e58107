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
                "@@when1");
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
        assertFails(() -> assertThat(FakeLiveTrace.of(checkout().subList(6, 7))).when("cache hit"), "@@when2");
    }
}
