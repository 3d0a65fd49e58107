// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.Subscription;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.collector.TraceCollector;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One test while it runs: its span, and once asked for its SDK and its trace. The Store of its context holds it, and
 * closes it.
 */
final class RunningTest implements Stored {
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> SUITE = AttributeKey.stringKey("test.suite.name");
    private static final AttributeKey<String> CASE = AttributeKey.stringKey("test.case.name");
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("test.case.result.status");

    private final Registrations registrations;
    private final TraceBackend backend;
    private final String caseName;
    private final Class<?> testClass;
    private final TestSpan span;
    private final Context context;
    private final LiveTrace live;
    private final @Nullable TraceCollector collector;
    private final @Nullable Subscription collected;
    private @Nullable TestTrace trace;
    private @Nullable TestSdk sdk;

    private RunningTest(ExtensionContext extension) {
        registrations = Registrations.of(extension);
        backend = registrations.backend();
        backend.declareServices(registrations.settings().services().toArray(new String[0]));
        testClass = extension.getRequiredTestClass();
        caseName = testClass.getName() + "." + extension.getRequiredTestMethod().getName();
        span = new TestSpan(extension.getDisplayName(), service(testClass), backend);
        span.setAttribute(SUITE, testClass.getName()).setAttribute(CASE, caseName);
        context = Context.root().with(span);
        live = backend.watch(span.getSpanContext(), patience());
        List<String> configuration = registrations.settings().collector();
        collector = configuration.isEmpty() ? null : TraceCollector.load(configuration.toArray(new String[0]));
        collected = collector == null ? null : CollectorFeed.begin(backend, span.getSpanContext(), collector);
    }

    /** Returns the running test of the context, which begins now if it has not begun yet. */
    static RunningTest of(ExtensionContext context) {
        return Stored.computeIfAbsent(
                context, RunningTest.class, RunningTest.class, absent -> new RunningTest(context));
    }

    /** Returns the running test of the context, if it has begun. */
    static Optional<RunningTest> find(ExtensionContext context) {
        return Optional.ofNullable(Stored.in(context).get(RunningTest.class, RunningTest.class));
    }

    /** Returns the service that a test class is: it has the name of the class. */
    static Resource service(Class<?> testClass) {
        return Resource.create(Attributes.of(SERVICE_NAME, testClass.getSimpleName()));
    }

    /** Returns the test's SDK, the same one each time. */
    synchronized TestSdk sdk() {
        TestSdk made = sdk;
        if (made == null) {
            made = TestSdk.of(service(testClass), backend);
            sdk = made;
        }
        return made;
    }

    /** Returns the test's trace, the same one each time. */
    synchronized TestTrace trace() {
        TestTrace made = trace;
        if (made == null) {
            made = new TestTrace(this, TestTrace.W3C);
            trace = made;
        }
        return made;
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
    public synchronized void close() {
        if (collected != null) {
            collected.close();
        }
        span.end();
        if (sdk != null) {
            sdk.close();
        }
    }
}
