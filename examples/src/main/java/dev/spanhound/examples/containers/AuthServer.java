// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.containers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;

/** Sends each request on to orders. Knows nothing of tracing: its spans come from OpenTelemetry's Java agent. */
final class AuthServer {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private AuthServer() {}

    public static void main(String[] arguments) throws IOException {
        String orders = System.getenv().getOrDefault("ORDERS_URL", "http://orders-service:8080");
        HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/orders/", exchange -> forward(exchange, URI.create(orders)));
        server.start();
    }

    private static void forward(HttpExchange exchange, URI orders) throws IOException {
        try (exchange) {
            HttpRequest request = HttpRequest.newBuilder(orders.resolve(exchange.getRequestURI()))
                    .build();
            HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(response.statusCode(), response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
