// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;

import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.api.trace.Tracer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Work on other threads: {@code wrap} takes the test's span there. */
@TraceTest
class ThreadsTest {

    @AutoClose("shutdown")
    private final ExecutorService executor = Executors.newFixedThreadPool(2);

    @Test
    void spansOfAnotherThreadAreOfThisTrace(TestTrace trace, Tracer tracer) {
        executor.execute(
                trace.wrap(() -> tracer.spanBuilder("reserve_stock").startSpan().end()));
        executor.execute(
                trace.wrap(() -> tracer.spanBuilder("send_mail").startSpan().end()));

        assertThat(trace).hasSpanCount(2).containsSpan("reserve_stock").containsSpan("send_mail");
    }
}
