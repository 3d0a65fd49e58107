// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A server of HTTP/1.1 and HTTP/2 on the same ports, plain text. Ports are bound at once and cost a socket and a waiting
 * daemon thread each; the engine behind them comes up with the first connection, or when asked to warm up.
 */
public final class HttpServer implements AutoCloseable {
    private static final long LONGEST_STOP_MILLIS = 2_000;

    private final Supplier<Endpoint> endpoint;
    private final int maxBodyBytes;
    private final List<Listener> listeners = new ArrayList<>();
    private @Nullable Engine engine;
    private @Nullable WarmUp warmUp;
    private boolean closed;

    /**
     * Creates a server that listens nowhere yet.
     *
     * @param endpoint what answers the requests, asked for when the engine comes up
     * @param maxBodyBytes bound on the size of a request's body
     */
    public HttpServer(Supplier<Endpoint> endpoint, int maxBodyBytes) {
        this.endpoint = endpoint;
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * Binds a port and begins to accept connections on it.
     *
     * @param addresses addresses to bind, all of them with the same port; empty means loopback: {@code 127.0.0.1} and,
     *     where it exists, {@code ::1}
     * @param port port, or 0 for any
     * @return the port bound
     * @throws java.io.UncheckedIOException if it cannot be bound; the message names port and address
     * @throws IllegalStateException if this server is closed
     */
    public synchronized int listen(List<InetAddress> addresses, int port) {
        if (closed) {
            throw new IllegalStateException("the server is closed, and listens no more");
        }
        BoundPort bound = addresses.isEmpty() ? BoundPort.loopback(port) : BoundPort.bind(addresses, port);
        for (Listener listener : bound.listeners(this)) {
            listeners.add(listener);
            listener.start();
        }
        return bound.port();
    }

    /** Brings the engine up in the background. Needs a port to listen on; does nothing the second time. */
    public synchronized void warmUp() {
        if (warmUp == null && !closed) {
            warmUp = new WarmUp(listeners.get(0).address());
            warmUp.start();
        }
    }

    /** Returns the engine, or null after {@link #close()}. */
    synchronized @Nullable Engine engine() {
        if (engine == null && !closed) {
            engine = new Engine(endpoint.get(), maxBodyBytes);
        }
        return closed ? null : engine;
    }

    /** Closes all ports and connections, and ends all threads. Does nothing the second time. */
    @Override
    public void close() {
        Engine running;
        WarmUp warming;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            running = engine;
            warming = warmUp;
        }
        for (Listener listener : listeners) {
            listener.close();
        }
        if (running != null) {
            running.close();
        }
        if (warming != null) {
            join(warming);
        }
    }

    /** Waits for a thread that is about to end. */
    static void join(Thread thread) {
        try {
            thread.join(LONGEST_STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
