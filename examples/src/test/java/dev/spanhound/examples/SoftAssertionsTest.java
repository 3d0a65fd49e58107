// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.span;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.assertions.SoftTraceAssertions;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.api.trace.Tracer;
import org.junit.jupiter.api.Test;

/** All that is wrong at once, with AssertJ's soft assertions. */
@TraceTest(timeout = "500 ms")
class SoftAssertionsTest {

    @Test
    void collectsAllFailures(TestTrace trace, Tracer tracer) {
        tracer.spanBuilder("get_order")
                .setAttribute("order.id", "42")
                .startSpan()
                .end();

        SoftTraceAssertions softly = new SoftTraceAssertions();
        softly.assertThat(trace)
                .hasSpanCount(2)
                .containsSpan("get_order")
                .containsSpan(span("get_order").with("order.id", 42));

        assertThatThrownBy(softly::assertAll)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Multiple Failures (2 failures)")
                .hasMessageContaining("order.id: expected 42 (long) but was \"42\" (string)");
    }
}
