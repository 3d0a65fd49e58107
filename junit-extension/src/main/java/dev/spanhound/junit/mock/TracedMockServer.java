// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.propagation.PropagationFormat;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A service that is not there: it answers as it is told, remembers what it was asked, and reports a SERVER span of its own
 * for each request, child of the caller's, so that the trace is whole.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TraceTestExtension traces = TraceTestExtension.create();
 *
 * @AutoClose
 * static final TracedMockServer payment = TracedMockServer.start("payment-service", traces.backend())
 *         .on("POST", "/payments").reply(200, "success");
 *
 * assertThat(payment.takeRequest(ofSeconds(2)).body()).isEqualTo("99.5");
 * }</pre>
 *
 * <p>It is okhttp's MockWebServer inside, on a free port of the loopback address, and needs
 * {@code com.squareup.okhttp3:mockwebserver} 4.12 or {@code mockwebserver3} 5 on the class path; none of their types shows
 * here. Its span has the attributes that OpenTelemetry's semantic conventions give to HTTP servers, and each propagation
 * header that came as {@code http.request.header.<name>}: what was on the wire. The caller's context is continued in any
 * {@linkplain PropagationFormat format}; Zipkin's shared span IDs are not used. What the caller did not sample is not
 * reported, and remembered all the same.
 *
 * <p>Safe for use by many threads, and for tests in parallel: {@link #in(LiveTrace)} has the requests, stubs and faults of
 * one trace.
 */
public final class TracedMockServer implements AutoCloseable {
    private final MockService service;
    private final Scope scope;

    private TracedMockServer(MockService service, Scope scope) {
        this.service = service;
        this.scope = scope;
    }

    /**
     * Starts a server. It listens by the time this returns.
     *
     * @param service name of the service that it stands for, {@code service.name} of its resource
     * @param backend where it reports its spans, in process
     * @throws IllegalStateException if no MockWebServer is on the class path; the message has the dependency to add
     */
    public static TracedMockServer start(String service, TraceBackend backend) {
        return builder(service, backend).start();
    }

    /** Returns a builder of a server, see {@link #start(String, TraceBackend)}. */
    public static Builder builder(String service, TraceBackend backend) {
        return new Builder(service, backend);
    }

    /**
     * Returns this server as far as one trace is concerned: stubs and faults set there hold for requests of that trace and
     * come before those for all, and requests asked for there are of that trace. So tests in parallel share a server.
     *
     * <pre>{@code payment.in(trace).on("POST", "/payments").reply(402);}</pre>
     */
    public TracedMockServer in(LiveTrace trace) {
        return new TracedMockServer(service, new Scope(trace.traceId()));
    }

    /** Returns the name of the service. */
    public String service() {
        return service.name();
    }

    /** Returns the URL of the server, such as {@code http://127.0.0.1:40123}. */
    public URI url() {
        return URI.create("http://" + HttpEngine.HOST + ":" + service.port());
    }

    /** Returns the URL of a path, such as {@code /payments}. */
    public URI url(String path) {
        return url().resolve(path);
    }

    /**
     * Begins to say what is answered to a request. Of several stubs that match, the latest counts.
     *
     * @param method method, in upper case
     * @param path path as it stands, or with <code>{name}</code> for any one part, or with {@code /**} at its end for all that
     *     may follow; it becomes {@code http.route}
     * @throws IllegalArgumentException if the method is not in upper case, or the path does not begin with a slash
     */
    public Stub on(String method, String path) {
        return new Stub(this, new Stub.Route(method, new PathPattern(path)));
    }

    TracedMockServer learn(Stub.Route route, Function<? super ReceivedCall, MockReply> answer) {
        service.stubs().learn(scope, route, answer);
        return this;
    }

    TracedMockServer relay(Stub.Route route, URI realService) {
        return learn(route, service.relayTo(realService));
    }

    /** Answers requests that no stub matches with this. Default: status 404, and a text that lists the stubs. */
    public TracedMockServer otherwise(MockReply reply) {
        service.stubs().otherwise(reply);
        return this;
    }

    /** Misbehaves from now on, until {@link #behave()} or another fault is set. */
    public TracedMockServer misbehave(Misbehaviour... misbehaviours) {
        return misbehaveFor(Conducts.FOR_GOOD, misbehaviours);
    }

    /**
     * Misbehaves for the next requests, and behaves then.
     *
     * @param requests number of requests
     * @throws IllegalArgumentException if the number is less than 1
     */
    public TracedMockServer misbehaveFor(int requests, Misbehaviour... misbehaviours) {
        if (requests < 1) {
            throw new IllegalArgumentException("requests: " + requests + " (expected: >= 1)");
        }
        service.conducts().set(scope, Conduct.with(List.of(misbehaviours)), requests);
        return this;
    }

    /** Behaves again. */
    public TracedMockServer behave() {
        service.conducts().clear(scope);
        return this;
    }

    /** Returns the requests so far, in the order in which they came, whether taken or not. */
    public List<ReceivedCall> requests() {
        return service.journal().calls(scope);
    }

    /** Returns the requests of a trace so far: the same as {@code in(trace).requests()}. */
    public List<ReceivedCall> requestsOf(LiveTrace trace) {
        return in(trace).requests();
    }

    /**
     * Takes the earliest request that was not taken yet, and waits for it.
     *
     * @param atMost longest time to wait
     * @throws AssertionError if none came in time; the message lists those of other traces
     */
    public ReceivedCall takeRequest(Duration atMost) {
        return service.journal().take(scope, atMost);
    }

    /**
     * Closes the port and ends all threads; a request that is waiting for its answer gets none. A stub that still computes one is
     * waited for, but for 5 seconds at most: its thread ends when it has done so.
     */
    @Override
    public void close() {
        service.close();
    }

    /** Returns the service and its URL. */
    @Override
    public String toString() {
        return "mock of " + service() + " at " + url() + scope.suffix();
    }

    /** Settings of a server. */
    public static final class Builder {
        private final String service;
        private final TraceBackend backend;
        private List<PropagationFormat> formats = List.of(PropagationFormat.values());
        private boolean tellsTrace;

        private Builder(String service, TraceBackend backend) {
            this.service = service;
            this.backend = backend;
        }

        /**
         * Sets in which formats the caller's context is looked for, in this order: the first that is there and valid counts.
         * Default: all, W3C Trace Context first.
         */
        public Builder extracting(PropagationFormat... formats) {
            this.formats = List.of(formats);
            return this;
        }

        /**
         * Tells the trace in each reply, by a header {@code traceresponse} in the form of {@code traceparent}, with the ID of
         * the server's own span.
         */
        public Builder tellingTrace() {
            this.tellsTrace = true;
            return this;
        }

        /** Starts the server, see {@link TracedMockServer#start(String, TraceBackend)}. */
        public TracedMockServer start() {
            return new TracedMockServer(new MockService(service, backend, formats, tellsTrace), Scope.ALL);
        }
    }
}
