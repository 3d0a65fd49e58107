// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.propagation;

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

/** A service as services are: it knows nothing of contracts, and calls its downstream service once for each request. */
final class PassingService implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RelayService.Tracing tracing;
    private final URI downstream;
    private final HttpServer server;

    PassingService(RelayService.Tracing tracing, URI downstream) {
        this.tracing = tracing;
        this.downstream = downstream;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            tracing.serve(exchange.getRequestHeaders(), this::pay);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void pay() throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(downstream.resolve("/payments")).POST(BodyPublishers.ofString("{}"));
        tracing.call(request, () -> {
            try {
                http.send(request.build(), BodyHandlers.discarding());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
