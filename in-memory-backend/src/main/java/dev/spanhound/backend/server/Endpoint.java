// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

/** Answers requests. Called on the server's threads, several at a time; must not block. */
@FunctionalInterface
public interface Endpoint {

    /** Returns the answer. What it throws is answered with status 500. */
    Response answer(Request request);

    /**
     * Returns the answer to a request whose body exceeds the server's limit. By default status 413 and a text.
     *
     * @param head the request without its body
     * @param maxBytes the limit
     */
    default Response tooLarge(Request head, int maxBytes) {
        return Response.of(413, "text/plain", "body: more than " + maxBytes + " bytes (expected: at most that)");
    }

    /**
     * Is told of bytes that are no request, such as a TLS handshake.
     *
     * @param reason what came and what was expected
     */
    default void unreadable(String reason) {}
}
