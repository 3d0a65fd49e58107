// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The answer to a {@link Request}.
 *
 * @param status HTTP status code
 * @param headers header lines, names in lower case
 * @param body body, may be empty
 * @param trailers trailer lines, sent over HTTP/2 only: gRPC's status
 * @param delivery when it is sent, and whether whole
 */
public record Response(
        int status, Map<String, String> headers, byte[] body, Map<String, String> trailers, Delivery delivery) {

    /** Creates an answer that is sent whole and at once. */
    public Response(int status, Map<String, String> headers, byte[] body, Map<String, String> trailers) {
        this(status, headers, body, trailers, Delivery.AT_ONCE);
    }

    /** Returns an answer with a text body. */
    public static Response of(int status, String contentType, String text) {
        return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns an answer with a body of this type. */
    public static Response of(int status, String contentType, byte[] body) {
        return new Response(status, Map.of("content-type", contentType), body, Map.of());
    }

    /** Returns an answer without a body. */
    public static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0], Map.of());
    }

    /** Returns this answer with one more header line. */
    public Response with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body, trailers, delivery);
    }

    /** Returns this answer, delivered in another way. */
    public Response with(Delivery delivery) {
        return new Response(status, headers, body, trailers, delivery);
    }
}
