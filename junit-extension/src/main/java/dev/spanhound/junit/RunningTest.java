// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One test while it runs: its SDK, its span and its trace. The Store of its context holds it, and closes it. */
final class RunningTest implements Stored {
    private static final AttributeKey<String> SUITE = AttributeKey.stringKey("test.suite.name");
    private static final AttributeKey<String> CASE = AttributeKey.stringKey("test.case.name");
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("test.case.result.status");

    private final TraceBackend backend;
    private final TestSdk sdk;
    private final Span span;
    private final TestTrace trace;
    private @Nullable OpenTelemetry openTelemetry;

    private RunningTest(ExtensionContext context) {
        Registrations registrations = Registrations.of(context);
        backend = registrations.backend();
        backend.declareServices(registrations.settings().services().toArray(new String[0]));
        Class<?> testClass = context.getRequiredTestClass();
        sdk = TestSdk.of(testClass, backend);
        span = sdk.tracerProvider()
                .get("dev.spanhound.junit")
                .spanBuilder(context.getDisplayName())
                .setNoParent()
                .setAttribute(SUITE, testClass.getName())
                .setAttribute(
                        CASE,
                        testClass.getName() + "."
                                + context.getRequiredTestMethod().getName())
                .startSpan();
        trace = new TestTrace(
                backend.watch(span.getSpanContext(), registrations.settings().patience()),
                Context.root().with(span),
                () -> registrations.settings().patience());
    }

    /** Returns the running test of the context, which begins now if it has not begun yet. */
    static RunningTest of(ExtensionContext context) {
        return Stored.computeIfAbsent(context, RunningTest.class, RunningTest.class, () -> new RunningTest(context));
    }

    /** Returns the running test of the context, if it has begun. */
    static Optional<RunningTest> find(ExtensionContext context) {
        return Optional.ofNullable(Stored.in(context).get(RunningTest.class, RunningTest.class));
    }

    /** Returns the test's SDK, the same one each time. */
    synchronized OpenTelemetry openTelemetry() {
        OpenTelemetry made = openTelemetry;
        if (made == null) {
            made = sdk.openTelemetry();
            openTelemetry = made;
        }
        return made;
    }

    Tracer tracer(String scope) {
        return sdk.tracerProvider().get(scope);
    }

    TestTrace trace() {
        return trace;
    }

    /** Returns the spans of the test's trace so far; the test's own is among them once it has ended. */
    List<SpanData> ownSpans() {
        return backend.find(trace.traceId()).map(Trace::received).orElse(List.of());
    }

    /** Ends the test's span. */
    void end(boolean passed) {
        span.setAttribute(RESULT, passed ? "pass" : "fail");
        if (!passed) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    @Override
    public void close() {
        span.end();
        sdk.close();
    }
}
