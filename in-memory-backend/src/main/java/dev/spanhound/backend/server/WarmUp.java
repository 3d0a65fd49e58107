// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Runs through what a first connection of each kind would run through, by a request to a server of this JVM. */
final class WarmUp extends Thread {
    private static final String HTTP_1 = "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    /** The preface, empty settings, and a stream with {@code GET http://localhost/}: static entries of HPACK's table. */
    private static final String HTTP_2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            + "\0\0\0\u0004\0\0\0\0\0"
            + "\0\0\u000e\u0001\u0005\0\0\0\u0001" + "\u0082\u0086\u0084\u0001\u0009localhost";

    private final SocketAddress address;

    WarmUp(SocketAddress address) {
        super(null, null, "spanhound-warm-up", 0, false);
        this.address = address;
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            talk(HTTP_1);
            talk(HTTP_2);
        } catch (IOException e) {
            // The server was closed meanwhile.
        }
    }

    private void talk(String request) throws IOException {
        try (SocketChannel connection = SocketChannel.open(address)) {
            connection.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
            connection.shutdownOutput();
            ByteBuffer answer = ByteBuffer.allocate(1024);
            while (connection.read(answer) >= 0) {
                answer.clear();
            }
        }
    }
}
