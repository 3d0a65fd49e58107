// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.catchThrowableOfType;
import static dev.spanhound.assertions.TraceAssertions.span;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The assertions on a real backend and a real SDK, with real time. */
class BackendTest {
    private final TraceBackend backend = TraceBackend.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(backend.spanProcessor())
            .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop")))
            .build();
    private final Tracer tracer = provider.get("test");
    private final Span test = tracer.spanBuilder("test").startSpan();
    private final Context inTest = Context.root().with(test);
    private final LiveTrace trace = backend.watch(test.getSpanContext(), new Patience(ofSeconds(30), ofMillis(20)));

    @AfterEach
    void close() {
        provider.close();
        backend.close();
    }

    @Test
    void passesWhenAnotherThreadEndsTheSpan() {
        Span order = tracer.spanBuilder("order").setParent(inTest).startSpan();
        Span payment =
                tracer.spanBuilder("payment").setParent(inTest.with(order)).startSpan();
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {
            payment.end();
            order.end();
        });
        assertThat(trace)
                .containsTree(span("order").child("payment"))
                .isComplete()
                .hasSpanCount(2)
                .hasServices("shop")
                .doesNotContainSpan("refund");
        assertThat(trace).root().hasName("order");
        work.join();
    }

    @Test
    void failsOnTheThreadOfTheTest() {
        tracer.spanBuilder("order").setParent(inTest).startSpan().end();
        AssertionError error = catchThrowableOfType(
                AssertionError.class,
                () -> assertThat(trace).within(ofMillis(50)).containsSpan("refund"));
        assertThat(error.getStackTrace()[0].getClassName()).isEqualTo(BackendTest.class.getName());
        assertThat(error)
                .hasMessageStartingWith(
                        "expected the trace to contain the span refund, but there is none:\n\n  shop: order");
    }

    @Test
    void tellsThatTheContextWasLost() {
        Span order = tracer.spanBuilder("order").setParent(inTest).startSpan();
        tracer.spanBuilder("send_mail").setNoParent().startSpan().end();
        order.end();
        assertThat(catchThrowableOfType(
                        AssertionError.class,
                        () -> assertThat(trace).within(ofMillis(50)).containsSpan("send_mail")))
                .hasMessageContaining("likely cause: context lost inside shop\n");
    }
}
