// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatTraces;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TraceTest;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several traces: each order has one of its own. */
@TraceTest(isolation = Isolation.PER_CLASS)
class SeveralTracesTest {

    @Test
    void eachOrderHasATraceOfItsOwn(Tracer tracer, TraceBackend backend) {
        for (int order = 1; order <= 3; order++) {
            tracer.spanBuilder("order " + order).setNoParent().startSpan().end();
        }
        List<Trace> orders = backend.find(trace -> trace.roots().get(0).name().startsWith("order "));

        assertThatTraces(orders)
                .hasSize(3)
                .allSatisfy(order -> assertThat(order).isComplete().hasSpanCount(1))
                .first()
                .containsSpan("order 1");
    }
}
