// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What is behind the handles of one mock server: the port, what it has learned, and what it was asked. */
final class MockService implements HttpEngine.Handler, AutoCloseable {
    private static final Duration RELAY_TIMEOUT = Duration.ofSeconds(30);

    private final String name;
    private final List<PropagationFormat> formats;
    private final boolean tellsTrace;
    private final Stubs stubs = new Stubs();
    private final Conducts conducts = new Conducts();
    private final Journal journal;
    private final ServerSpans spans;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpEngine engine;

    MockService(String name, TraceBackend backend, List<PropagationFormat> formats, boolean tellsTrace) {
        this.name = name;
        this.formats = List.copyOf(formats);
        this.tellsTrace = tellsTrace;
        this.journal = new Journal(name);
        this.spans = new ServerSpans(name, backend);
        this.engine = HttpEngines.start(this);
        backend.declareServices(name);
    }

    String name() {
        return name;
    }

    int port() {
        return engine.port();
    }

    Stubs stubs() {
        return stubs;
    }

    Relay relayTo(URI realService) {
        return new Relay(realService, spans.tracer(), RELAY_TIMEOUT);
    }

    Conducts conducts() {
        return conducts;
    }

    Journal journal() {
        return journal;
    }

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    public Optional<MockReply> handle(HttpEngine.Request request) {
        Caller caller = Caller.of(request.headers(), formats);
        Optional<Stubs.Match> stub = stubs.find(request, caller);
        ReceivedCall call = new ReceivedCall(
                request,
                caller.context(),
                stub.map(Stubs.Match::route).orElse(null),
                stub.map(Stubs.Match::pathVariables).orElse(Map.of()));
        Conduct conduct = conducts.next(caller);
        Span span = spans.begin(call, caller, conduct, port());
        journal.add(call, caller);
        Optional<MockReply> reply;
        try (Scope current = Context.root().with(span).makeCurrent()) {
            boolean isClosed = delay(conduct.delay());
            reply = isClosed || conduct.breaksConnection()
                    ? Optional.empty()
                    : Optional.of(conduct.reply().orElseGet(() -> answer(call, stub, span)))
                            .map(sent -> completed(sent, call, span));
        }
        // Reported before it is answered: who has the reply finds the span.
        ServerSpans.end(span, reply);
        return reply;
    }

    private MockReply answer(ReceivedCall call, Optional<Stubs.Match> stub, Span span) {
        try {
            return stub.isPresent()
                    ? Objects.requireNonNull(
                            stub.get().reply().apply(call), "the answer is null (expected: a MockReply)")
                    : stubs.toUnknown(name, call);
        } catch (Throwable e) { // checked ones too: Kotlin and Groovy let any of them pass
            span.recordException(e);
            span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
            return MockReply.of(500, name + " is a mock, and computing its answer to " + call + " failed: " + e);
        }
    }

    private MockReply completed(MockReply reply, ReceivedCall call, Span span) {
        boolean isTold = tellsTrace && span.getSpanContext().isValid();
        MockReply told = isTold
                ? reply.with(
                        "traceresponse",
                        PropagationFormat.W3C
                                .write(span.getSpanContext())
                                .first("traceparent")
                                .orElseThrow())
                : reply;
        return call.method().equals("HEAD") ? told.toHead() : told;
    }

    /** Waits, and returns whether the server was closed meanwhile. */
    private boolean delay(Duration delay) {
        if (delay.isZero()) {
            return false;
        }
        try {
            return closed.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public synchronized void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        try {
            engine.close();
        } finally {
            spans.close();
        }
    }
}
