// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import java.net.URI;
import java.util.function.Function;

/** A request that a {@link TracedMockServer} is about to learn the answer to. */
public final class Stub {
    private final TracedMockServer server;
    private final Route route;

    /** What a stub answers to. */
    record Route(String method, PathPattern path) {
        private static final String EXPECTED = "expected: a method in upper case, such as \"POST\"";

        Route {
            boolean isMethod = !method.isEmpty() && method.chars().allMatch(each -> each >= 'A' && each <= 'Z');
            if (!isMethod) {
                throw new IllegalArgumentException("method: \"" + method + "\" (" + EXPECTED + ")");
            }
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    Stub(TracedMockServer server, Route route) {
        this.server = server;
        this.route = route;
    }

    /**
     * Answers with a status and no body.
     *
     * @return the server, for more stubs
     * @throws IllegalArgumentException if the status is not within 200 and 599
     */
    public TracedMockServer reply(int status) {
        return reply(MockReply.of(status));
    }

    /**
     * Answers with a status and a text.
     *
     * @return the server, for more stubs
     * @throws IllegalArgumentException if the status is not within 200 and 599
     */
    public TracedMockServer reply(int status, String body) {
        return reply(MockReply.of(status, body));
    }

    /**
     * Answers with this reply.
     *
     * @return the server, for more stubs
     */
    public TracedMockServer reply(MockReply reply) {
        return reply(call -> reply);
    }

    /**
     * Answers each request with what is computed from it, on the thread that serves the request and with the server's span
     * as the current one. An exception is answered with status 500 and its text, and recorded in the span; so is null.
     *
     * <pre>{@code payment.on("GET", "/payments/{id}").reply(call -> MockReply.of(200, "paid " + call.pathVariable("id")))}</pre>
     *
     * @return the server, for more stubs
     */
    public TracedMockServer reply(Function<? super ReceivedCall, MockReply> answer) {
        return server.learn(route, answer);
    }

    /**
     * Answers what the real service does: the request is sent on, in a CLIENT span of the mock, with the context of that span
     * in the formats in which the caller's came, or in W3C's if none came. What a {@link Misbehaviour} makes of the context is
     * what is sent on. A service that cannot be reached, or lets the mock wait for more than 30 seconds, is answered with
     * status 500.
     *
     * <p>The client is {@code HttpURLConnection}, and has its limits: it refuses the method {@code PATCH}, makes a POST of a GET
     * with a body, leaves out {@code Origin} and {@code Via}, and loses the body of a 401 if the request has one.
     *
     * @param service URL of the real service, to which path and query are added as they came; a user in it is not sent
     * @return the server, for more stubs
     */
    public TracedMockServer relayTo(URI service) {
        return server.relay(route, service);
    }
}
