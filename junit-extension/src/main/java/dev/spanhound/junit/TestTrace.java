// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The trace of one test: what the test's own span caused, as it arrives at the backend.
 *
 * <p>The test's span is the parent of it all, and not a part of it. {@code TraceAssertions.assertThat(trace)} waits for
 * the spans to come. Safe for use by many threads.
 *
 * <p>What is propagated, by {@link #headers()} and its kind, is the current context of the calling thread if it is of
 * this trace: a span that the test has begun, and baggage. On a thread that has no such context it is the test's own
 * span.
 */
public final class TestTrace implements LiveTrace {
    /** What OpenTelemetry's distributions propagate unless told otherwise. */
    static final TextMapPropagator W3C =
            TextMapPropagator.composite(W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance());

    private final RunningTest test;
    private final TextMapPropagator propagator;

    TestTrace(RunningTest test, TextMapPropagator propagator) {
        this.test = test;
        this.propagator = propagator;
    }

    @Override
    public String traceId() {
        return test.live().traceId();
    }

    @Override
    public Sighting look() {
        return test.live().look();
    }

    @Override
    public Sighting awaitChange(Sighting since, Duration atMost) {
        return test.live().awaitChange(since, atMost);
    }

    /** Returns how long assertions on this trace wait: what {@link TraceTest} and its kind say. */
    @Override
    public Patience patience() {
        return test.patience();
    }

    @Override
    public boolean isSampled() {
        return test.live().isSampled();
    }

    /** Returns the context that holds the test's span and nothing else. */
    public Context context() {
        return test.context();
    }

    /**
     * Returns this trace with other propagators: {@link #headers()}, {@link #inject}, {@link #restAssured()},
     * {@link #okHttp()}, {@link #grpc()} and {@link #http} of what is returned write their headers in place of {@code traceparent},
     * {@code tracestate} and {@code baggage}.
     *
     * <pre>{@code
     * trace.propagatedBy(B3Propagator.injectingMultiHeaders()).headers()    // X-B3-TraceId, X-B3-SpanId, X-B3-Sampled
     * }</pre>
     *
     * <p>{@code B3Propagator} is in {@code io.opentelemetry:opentelemetry-extension-trace-propagators}.
     */
    public TestTrace propagatedBy(TextMapPropagator... propagators) {
        return new TestTrace(test, TextMapPropagator.composite(propagators));
    }

    /**
     * Returns this trace with other formats: {@link #headers()} and its kind of what is returned write the headers of these
     * formats in place of {@code traceparent} and {@code tracestate}. {@code baggage} stays. Needs no library.
     *
     * <pre>{@code
     * trace.propagatedBy(PropagationFormat.W3C, PropagationFormat.B3_SINGLE).restAssured()
     * }</pre>
     *
     * <p>OT trace has the right half of the trace ID only, so that its receivers go on with another trace.
     */
    public TestTrace propagatedBy(PropagationFormat... formats) {
        return propagatedBy(new FormatPropagator(List.of(formats)), W3CBaggagePropagator.getInstance());
    }

    /** Returns the headers that make a request part of this trace. Unmodifiable. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        inject(headers, (carrier, key, value) -> headers.put(key, value));
        return Collections.unmodifiableMap(headers);
    }

    /** Writes the headers that make a request or message part of this trace. */
    public <C> void inject(C carrier, TextMapSetter<C> setter) {
        propagator.inject(propagated(), carrier, setter);
    }

    private Context propagated() {
        Context current = Context.current();
        boolean ofThisTrace =
                Span.fromContext(current).getSpanContext().getTraceId().equals(traceId());
        return ofThisTrace ? current : context();
    }

    /** Sets the headers of a {@code java.net.http} request that make it part of this trace, and returns its builder. */
    public HttpRequest.Builder http(HttpRequest.Builder request) {
        headers().forEach(request::setHeader);
        return request;
    }

    /** Returns a filter that makes rest-assured's requests part of this trace. Needs rest-assured, 5.5 or later. */
    public io.restassured.filter.Filter restAssured() {
        return RestAssuredFilter.of(this);
    }

    /** Returns an interceptor that makes okhttp's requests part of this trace. Needs okhttp, 4.12 or later. */
    public okhttp3.Interceptor okHttp() {
        return OkHttpInterceptor.of(this);
    }

    /**
     * Returns an interceptor that makes gRPC's calls part of this trace. Needs {@code io.grpc:grpc-api}. A channel that is
     * instrumented needs none: it takes up the test's span by itself, where that is current.
     */
    public io.grpc.ClientInterceptor grpc() {
        return GrpcInterceptor.of(this);
    }

    /**
     * Returns the environment variables that make a process with an OpenTelemetry SDK or agent export to this test's
     * backend. They set the service name, OTLP over HTTP to the backend's endpoint, 50 ms between exports of spans,
     * sampling of all that the caller sampled, W3C propagation, no metrics and no logs, and the test's name as resource
     * attribute {@code test.case.name}. Binds the backend's port if it is not bound yet. Unmodifiable.
     *
     * <pre>{@code
     * ProcessBuilder orders = new ProcessBuilder("python", "orders.py");
     * orders.environment().putAll(trace.environment("orders-service"));
     * }</pre>
     *
     * @param service name of the service, {@code service.name} of its resource
     */
    public Map<String, String> environment(String service) {
        return test.environment(service);
    }

    /** Runs with the test's span as the current one, on whatever thread this is called. */
    @SuppressWarnings("try") // the scope is there to be closed
    public void run(Runnable task) {
        try (Scope scope = context().makeCurrent()) {
            task.run();
        }
    }

    /**
     * Calls with the test's span as the current one, on whatever thread this is called.
     *
     * @throws Exception what the task throws
     */
    @SuppressWarnings("try") // the scope is there to be closed
    public <T extends @Nullable Object> T call(Callable<T> task) throws Exception {
        try (Scope scope = context().makeCurrent()) {
            return task.call();
        }
    }

    /** Returns the task such that it runs with the test's span as the current one, on whatever thread runs it. */
    public Runnable wrap(Runnable task) {
        return () -> run(task);
    }

    /** Returns the task such that it runs with the test's span as the current one, on whatever thread calls it. */
    public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
        return () -> call(task);
    }

    @Override
    public String toString() {
        return "trace " + traceId() + " of " + test.caseName();
    }
}
