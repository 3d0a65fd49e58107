// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;

import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.reactor.v3_1.ContextPropagationOperator;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Work that is handed to other threads belongs to the span that handed it over, and begins no trace of its own. */
@TraceTest(isolation = Isolation.PER_CLASS)
class ThreadsTest {
    private static final ContextPropagationOperator REACTOR = ContextPropagationOperator.create();

    @AutoClose("shutdown")
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @BeforeAll
    static void instrumentReactor() {
        REACTOR.registerOnEachOperator();
    }

    @AfterAll
    static void leaveReactorAsItWas() {
        REACTOR.resetOnEachOperator();
    }

    private static void inSpan(Tracer tracer, String name, Runnable work) {
        Span span = tracer.spanBuilder(name).startSpan();
        try (Scope ignored = span.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }

    private static void reserveStock(Tracer tracer) {
        inSpan(tracer, "reserve_stock", () -> {});
    }

    @Test
    void spansOfAnotherThreadAreOfThisTrace(TestTrace trace, Tracer tracer) {
        threads.execute(
                trace.wrap(() -> tracer.spanBuilder("reserve_stock").startSpan().end()));
        threads.execute(
                trace.wrap(() -> tracer.spanBuilder("send_mail").startSpan().end()));

        assertThat(trace).hasSpanCount(2).containsSpan("reserve_stock").containsSpan("send_mail");
    }

    @Test
    void anExecutorPassesTheContextOn(TestTrace trace, Tracer tracer) {
        ExecutorService executor = Context.taskWrapping(threads);

        inSpan(tracer, "place_order", () -> executor.execute(() -> reserveStock(tracer)));

        assertThat(trace).span("reserve_stock").hasAncestor("place_order");
        assertThat(trace).isTheOnlyTrace();
    }

    @Test
    void eachStageOfACompletableFutureDoes(TestTrace trace, Tracer tracer) {
        ExecutorService executor = Context.taskWrapping(threads);

        inSpan(
                tracer,
                "place_order",
                () -> CompletableFuture.runAsync(() -> reserveStock(tracer), executor)
                        .thenRunAsync(() -> inSpan(tracer, "send_mail", () -> {}), executor)
                        .join());

        assertThat(trace).span("reserve_stock").hasAncestor("place_order");
        assertThat(trace).span("send_mail").hasAncestor("place_order");
        assertThat(trace).isTheOnlyTrace();
    }

    @Test
    void aReactivePipelineDoes(TestTrace trace, Tracer tracer) {
        inSpan(
                tracer,
                "place_order",
                () -> Mono.just(42)
                        .publishOn(Schedulers.parallel())
                        .doOnNext(order -> reserveStock(tracer))
                        .subscribeOn(Schedulers.boundedElastic())
                        .block());

        assertThat(trace).span("reserve_stock").hasAncestor("place_order");
        assertThat(trace).isTheOnlyTrace();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with Java 21")
    void aVirtualThreadDoes(TestTrace trace, Tracer tracer) throws Throwable {
        ExecutorService virtual = virtualThreads();
        ExecutorService executor = Context.taskWrapping(virtual);

        inSpan(tracer, "place_order", () -> executor.execute(() -> reserveStock(tracer)));

        assertThat(trace).span("reserve_stock").hasAncestor("place_order");
        assertThat(trace).isTheOnlyTrace();
        virtual.shutdown();
    }

    /** {@code Executors.newVirtualThreadPerTaskExecutor()}, which Java 17 does not know. */
    private static ExecutorService virtualThreads() throws Throwable {
        return (ExecutorService) MethodHandles.lookup()
                .findStatic(
                        Executors.class,
                        "newVirtualThreadPerTaskExecutor",
                        MethodType.methodType(ExecutorService.class))
                .invokeExact();
    }
}
