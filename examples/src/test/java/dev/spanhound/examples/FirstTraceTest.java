// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.span;

import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import org.junit.jupiter.api.Test;

/** The first test: spans of this JVM, with no network and nothing to set up. */
@TraceTest
class FirstTraceTest {

    @Test
    void looksUpTheOrder(TestTrace trace, Tracer tracer) {
        // Your code, with this test's tracer.
        Span span = tracer.spanBuilder("get_order").setAttribute("order.id", 42).startSpan();
        span.end();

        assertThat(trace)
                .isComplete()
                .hasNoErrors()
                .containsSpan(span("get_order").with("order.id", 42));
    }
}
