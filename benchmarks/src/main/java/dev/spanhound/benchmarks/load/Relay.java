// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * Passes bytes on between a client and a server, as a server reads that leaves it to the system when to acknowledge.
 */
public final class Relay implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI target;

    /** Listens on a port of its own. */
    public Relay(URI target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    /** Returns the address of a client's view. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = Client.connect(target);
            server.setSoTimeout(0);
            client.setTcpNoDelay(true);
            start(() -> client.getInputStream().transferTo(server.getOutputStream()));
            start(() -> server.getInputStream().transferTo(client.getOutputStream()));
        }
    }

    private interface Passing {
        void run() throws IOException;
    }

    private static void start(Passing passing) {
        Thread thread = new Thread(() -> {
            try {
                passing.run();
            } catch (IOException e) {
                // One of the two has closed its end: there is nothing more to pass on.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
