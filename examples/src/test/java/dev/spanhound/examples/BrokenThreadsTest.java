// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.span;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An executor that is not wrapped: work on it begins a trace of its own. */
@TraceTest(isolation = Isolation.PER_CLASS)
class BrokenThreadsTest {

    @AutoClose("shutdown")
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @Test
    void theWorkIsFoundInATraceOfItsOwn(TestTrace trace, Tracer tracer) {
        Span order = tracer.spanBuilder("place_order").startSpan();
        try (Scope ignored = order.makeCurrent()) {
            CompletableFuture.runAsync(
                            () -> tracer.spanBuilder("reserve_stock")
                                    .startSpan()
                                    .end(),
                            threads)
                    .join();
        }
        order.end();

        assertThatThrownBy(() -> assertThat(trace).isTheOnlyTrace(span("reserve_stock")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected the trace to be the only one that began with the root reserve_stock,"
                        + " but 1 other did:\n\n  BrokenThreadsTest: place_order")
                .hasMessageContaining("began meanwhile:\n  BrokenThreadsTest: reserve_stock")
                .hasMessageContaining("likely cause: context lost inside BrokenThreadsTest")
                .hasMessageContaining("Context.taskWrapping");
    }
}
