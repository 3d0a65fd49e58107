// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import dev.spanhound.trace.propagation.HeaderLines;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The HTTP server inside of a {@link TracedMockServer}: okhttp's MockWebServer, of one generation or the other. */
interface HttpEngine extends AutoCloseable {
    /** The address that every engine is bound to. */
    String HOST = "127.0.0.1";

    /** Returns {@link #HOST} as an address, whatever the JVM prefers for loopback. */
    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // only for addresses of other lengths
        }
    }

    /** Returns the port it is bound to. */
    int port();

    /** Closes the port and ends all threads. */
    @Override
    void close();

    /** Answers requests, at the same time if they come so. */
    interface Handler {

        /** Returns the answer; nothing breaks the connection. Throws nothing, for an engine would never answer then. */
        Optional<MockReply> handle(Request request);
    }

    /**
     * A request as it came.
     *
     * @param target what its first line asks for, path and query
     */
    record Request(String method, String target, HeaderLines headers, byte[] body) {}
}
