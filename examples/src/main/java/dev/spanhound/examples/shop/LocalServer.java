// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An HTTP server on a free port of the loopback interface. */
final class LocalServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    LocalServer(String service) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, service);
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
    }

    void serve(String pathPrefix, HttpHandler handler) {
        server.createContext(pathPrefix, handler);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    /** Takes no more requests, and waits until those that were answered are done: a handler's span ends after its reply. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a request is still being handled after 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
