// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.Subscription;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.collector.TraceCollector;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One test while it runs: its SDK, its span and its trace. The Store of its context holds it, and closes it. */
final class RunningTest implements Stored {
    private static final AttributeKey<String> SUITE = AttributeKey.stringKey("test.suite.name");
    private static final AttributeKey<String> CASE = AttributeKey.stringKey("test.case.name");
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("test.case.result.status");

    private final Registrations registrations;
    private final TraceBackend backend;
    private final String caseName;
    private final TestSdk sdk;
    private final Span span;
    private final Context context;
    private final LiveTrace live;
    private final TestTrace trace;
    private final @Nullable TraceCollector collector;
    private final @Nullable Subscription collected;
    private @Nullable OpenTelemetry openTelemetry;

    private RunningTest(ExtensionContext extension) {
        registrations = Registrations.of(extension);
        backend = registrations.backend();
        backend.declareServices(registrations.settings().services().toArray(new String[0]));
        Class<?> testClass = extension.getRequiredTestClass();
        caseName = testClass.getName() + "." + extension.getRequiredTestMethod().getName();
        sdk = TestSdk.of(testClass, backend);
        span = sdk.tracerProvider()
                .get("dev.spanhound.junit")
                .spanBuilder(extension.getDisplayName())
                .setNoParent()
                .setAttribute(SUITE, testClass.getName())
                .setAttribute(CASE, caseName)
                .startSpan();
        context = Context.root().with(span);
        live = backend.watch(span.getSpanContext(), patience());
        trace = new TestTrace(this, TestSdk.W3C);
        List<String> configuration = registrations.settings().collector();
        collector = configuration.isEmpty() ? null : TraceCollector.load(configuration.toArray(new String[0]));
        collected = collector == null ? null : CollectorFeed.begin(backend, span.getSpanContext(), collector);
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

    /** Returns the test's collector, if one is configured. */
    Optional<TraceCollector> collector() {
        return Optional.ofNullable(collector);
    }

    /** Returns the name of the test method, with that of its class. */
    String caseName() {
        return caseName;
    }

    /** Returns the context of the test's span. */
    Context context() {
        return context;
    }

    LiveTrace live() {
        return live;
    }

    /** Returns how long assertions wait: extensions may join until the test's own code runs. */
    Patience patience() {
        return registrations.settings().patience();
    }

    Map<String, String> environment(String service) {
        return ProcessEnvironment.of(service, backend.endpoint(), caseName);
    }

    /** Returns the spans of the test's trace so far; the test's own is among them once it has ended. */
    List<SpanData> ownSpans() {
        return backend.find(live.traceId()).map(Trace::received).orElse(List.of());
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
        if (collected != null) {
            collected.close();
        }
        span.end();
        sdk.close();
    }
}
