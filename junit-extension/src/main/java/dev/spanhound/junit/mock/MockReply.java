// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import dev.spanhound.trace.propagation.HeaderLines;
import java.nio.charset.StandardCharsets;

/**
 * What a {@link TracedMockServer} answers. Immutable.
 *
 * <pre>{@code MockReply.json(402, "{\"reason\": \"expired\"}").with("Retry-After", "10")}</pre>
 */
public final class MockReply {
    private final int status;
    private final HeaderLines headers;
    private final byte[] body;
    private final boolean isToHead;

    private MockReply(int status, HeaderLines headers, byte[] body, boolean isToHead) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: 200 to 599)");
        }
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.isToHead = isToHead;
    }

    /**
     * Returns a reply without a body.
     *
     * @throws IllegalArgumentException if the status is not within 200 and 599
     */
    public static MockReply of(int status) {
        return new MockReply(status, HeaderLines.none(), new byte[0], false);
    }

    /**
     * Returns a reply with a text as body, {@code text/plain} in UTF-8 unless a header says otherwise.
     *
     * @throws IllegalArgumentException if the status is not within 200 and 599
     */
    public static MockReply of(int status, String body) {
        return new MockReply(status, HeaderLines.none(), body.getBytes(StandardCharsets.UTF_8), false)
                .with("Content-Type", "text/plain; charset=utf-8");
    }

    /**
     * Returns a reply with JSON as body.
     *
     * @throws IllegalArgumentException if the status is not within 200 and 599
     */
    public static MockReply json(int status, String body) {
        return of(status, body).with("Content-Type", "application/json");
    }

    /** Returns this reply with a header: in place of one of that name. */
    public MockReply with(String name, String value) {
        return new MockReply(status, headers.without(name).with(name, value), body, isToHead);
    }

    /** Returns this reply with one more header, beside those of that name. */
    MockReply and(String name, String value) {
        return new MockReply(status, headers.with(name, value), body, isToHead);
    }

    /** Returns this reply with other bytes as body. */
    public MockReply withBody(byte[] other) {
        return new MockReply(status, headers, other.clone(), isToHead);
    }

    /** Returns the status code. */
    public int status() {
        return status;
    }

    /** Returns the headers; {@code Content-Length} comes by itself. */
    public HeaderLines headers() {
        return headers;
    }

    /** Returns the body as UTF-8. */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return body.clone();
    }

    /** Returns whether a body follows, be it empty: not where RFC 9110 forbids one. */
    boolean hasContent() {
        return !isToHead && status != 204 && status != 304;
    }

    /** Returns this reply as HEAD gets it: without its body, but with the length that it would have. */
    MockReply toHead() {
        return new MockReply(status, headers.with("Content-Length", String.valueOf(body.length)), body, true);
    }

    @Override
    public String toString() {
        return body.length == 0 ? String.valueOf(status) : status + " " + body();
    }
}
