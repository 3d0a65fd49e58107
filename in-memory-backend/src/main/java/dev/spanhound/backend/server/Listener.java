// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/** A bound socket and the thread that accepts its connections. */
final class Listener implements Runnable {
    private static final long PAUSE_AFTER_FAILURE_NANOS = 10_000_000;

    private final HttpServer server;
    private final ServerSocketChannel socket;
    private final Thread thread;

    Listener(HttpServer server, ServerSocketChannel socket, int port) {
        this.server = server;
        this.socket = socket;
        this.thread = new Thread(null, this, "spanhound-accept-" + port, 0, false);
        this.thread.setDaemon(true);
    }

    /** Returns the address bound. */
    SocketAddress address() {
        try {
            return socket.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        while (socket.isOpen()) {
            try {
                serve(socket.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // Such as too many open files: the next attempt may succeed, but not at once.
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
            }
        }
    }

    private void serve(SocketChannel connection) throws IOException {
        try {
            Engine engine = server.engine();
            if (engine != null) {
                engine.serve(connection);
                return;
            }
        } catch (RuntimeException | LinkageError e) {
            // The client is gone already, or the engine cannot be: either way it is told, and the next one is heard.
        }
        connection.close();
    }

    /** Closes the socket and waits for the thread to end. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // The port is gone all the same.
        }
        HttpServer.join(thread);
    }
}
