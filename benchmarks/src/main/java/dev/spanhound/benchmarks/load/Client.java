// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** One connection with one request at a time on it. Not safe for use by many threads. */
public interface Client extends AutoCloseable {

    /**
     * Sends a request and waits for the answer to its end.
     *
     * @throws IOException if the answer does not say that the body was taken
     */
    void send(byte[] body) throws IOException;

    @Override
    void close() throws IOException;

    /** Opens a connection to the port of this address. */
    static Socket connect(URI server) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        return socket;
    }
}
