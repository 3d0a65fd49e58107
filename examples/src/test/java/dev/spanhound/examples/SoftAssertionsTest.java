// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.span;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.assertions.LiveTraceAssert;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import dev.spanhound.trace.LiveTrace;
import io.opentelemetry.api.trace.Tracer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** All that is wrong at once, with AssertJ's soft assertions. */
@TraceTest(timeout = "500 ms")
class SoftAssertionsTest {

    @Test
    void collectsAllFailures(TestTrace trace, Tracer tracer) {
        tracer.spanBuilder("get_order").setAttribute("order.id", "42").startSpan().end();

        SoftAssertions softly = new SoftAssertions();
        LiveTraceAssert soft = softly.proxy(LiveTraceAssert.class, LiveTrace.class, trace);
        soft.hasSpanCount(2);
        soft.containsSpan("get_order");
        soft.containsSpan(span("get_order").with("order.id", 42));

        assertThatThrownBy(softly::assertAll)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Multiple Failures (2 failures)")
                .hasMessageContaining("order.id: expected 42 (long) but was \"42\" (string)");
    }
}
