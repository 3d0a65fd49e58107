// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.child;

import dev.spanhound.backend.TraceBackend;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Has the backend serve good and bad connections of each kind. */
public final class TalkToIt {

    private TalkToIt() {}

    public static void main(String[] arguments) throws IOException {
        try (TraceBackend backend = TraceBackend.create()) {
            URI endpoint = backend.endpoint();
            talk(endpoint, "GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            talk(endpoint, "POST /v1/traces HTTP/1.1\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");
            talk(endpoint, "no such thing\r\n\r\n");
            talk(endpoint, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0".repeat(50));
            talk(endpoint, "PRI * HTTP/2.0 which is not so");
            talk(endpoint, "\u0016\u0003\u0001\0\0");
        }
    }

    private static void talk(URI endpoint, String request) throws IOException {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            while (socket.getInputStream().read() >= 0) {
                // To the end, so that all of the answer's code has run.
            }
        }
    }
}
