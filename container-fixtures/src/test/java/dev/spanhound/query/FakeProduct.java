// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A product as its query API goes: recorded answers by path. What no answer is set for is answered as Go does it. */
final class FakeProduct implements AutoCloseable {
    private static final Reply UNKNOWN = new Reply(404, "text/plain; charset=utf-8", "404 page not found\n");

    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** An answer as it was recorded. */
    record Reply(int status, String contentType, byte[] body) {
        Reply(int status, String contentType, String body) {
            this(status, contentType, body.getBytes(StandardCharsets.UTF_8));
        }

        static Reply json(String body) {
            return new Reply(200, "application/json", body);
        }
    }

    FakeProduct() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Sets the answers to requests of a path.
     *
     * @param inTurn each for one request, and the last for all that follow
     */
    FakeProduct on(String path, Reply... inTurn) {
        replies.put(path, new ArrayDeque<>(List.of(inTurn)));
        return this;
    }

    /** Returns paths and queries of all requests so far. */
    List<String> requests() {
        return requests;
    }

    /** Returns the value of a header of the last request. */
    String lastHeader(String name) {
        return headers.get(headers.size() - 1)
                .getOrDefault(name, List.of("none"))
                .get(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().toString());
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        Reply reply = next(exchange.getRequestURI().getPath());
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        if (reply.status() == 302) {
            exchange.getResponseHeaders().set("Location", "https://login.example.com/");
        }
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
        exchange.close();
    }

    private Reply next(String path) {
        Deque<Reply> inTurn = replies.get(path);
        if (inTurn == null) {
            return UNKNOWN;
        }
        synchronized (inTurn) {
            return inTurn.size() > 1 ? inTurn.remove() : inTurn.element();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
