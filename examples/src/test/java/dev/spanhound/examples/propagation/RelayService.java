// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.propagation;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A service with the relay endpoint of a propagation contract: {@code POST /relay} takes a JSON array of {@code {"url",
 * "arguments"}} and POSTs to each URL before it answers. Its tracing is given.
 */
final class RelayService implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("\"url\": *\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;
    private final Tracing tracing;

    /** What a tracer does for an HTTP server and an HTTP client. */
    interface Tracing {
        /** Runs the task in a span that continues what the headers say. */
        void serve(Headers incoming, Task task) throws IOException;

        /** Runs the task in a span of a call, whose context is in the headers of the request. */
        void call(HttpRequest.Builder request, Task task) throws IOException;
    }

    /** What a request leads to. */
    interface Task {
        void run() throws IOException;
    }

    RelayService(Tracing tracing) {
        this(tracing, 0);
    }

    private RelayService(Tracing tracing, int port) {
        this.tracing = tracing;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/relay", this::relay);
        server.start();
    }

    /** Serves until it is killed: {@code otel} or {@code brave-w3c} or {@code brave-b3} at a port. */
    public static void main(String[] tracingAndPort) {
        Tracing tracing = switch (tracingAndPort[0]) {
            case "brave-w3c" -> BraveTracing.w3c();
            case "brave-b3" -> BraveTracing.b3();
            default -> new OpenTelemetryTracing();
        };
        new RelayService(tracing, Integer.parseInt(tracingAndPort[1]));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/relay");
    }

    private void relay(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            List<String> urls =
                    URL.matcher(body).results().map(found -> found.group(1)).toList();
            tracing.serve(exchange.getRequestHeaders(), () -> {
                for (String url : urls) {
                    call(URI.create(url));
                }
            });
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void call(URI url) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("[]"));
        tracing.call(request, () -> send(request.build()));
    }

    private void send(HttpRequest request) throws IOException {
        try {
            http.send(request, BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
