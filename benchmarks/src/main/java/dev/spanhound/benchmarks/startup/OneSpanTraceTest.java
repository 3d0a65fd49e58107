// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.startup;

import static dev.spanhound.assertions.TraceAssertions.assertThat;

import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.api.trace.Tracer;
import org.junit.jupiter.api.Test;

@TraceTest
final class OneSpanTraceTest {
    @Test
    void seesItsSpan(TestTrace trace, Tracer tracer) {
        tracer.spanBuilder("work").startSpan().end();
        assertThat(trace).containsSpan("work");
    }
}
