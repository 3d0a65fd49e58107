// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.okhttp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Socket;
import java.net.URI;

/** A request with just these header lines, byte for byte, which no HTTP client sends. */
final class RawCall {
    private RawCall() {}

    /** Sends a GET and waits for the first byte of the answer. */
    static void send(URI uri, String... namesAndValues) throws Exception {
        StringBuilder request = new StringBuilder("GET " + uri.getPath() + " HTTP/1.1\r\nHost: payment\r\n");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request.append(namesAndValues[i])
                    .append(": ")
                    .append(namesAndValues[i + 1])
                    .append("\r\n");
        }
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(UTF_8));
            if (socket.getInputStream().read() < 0) {
                throw new IllegalStateException("no answer from " + uri);
            }
        }
    }
}
