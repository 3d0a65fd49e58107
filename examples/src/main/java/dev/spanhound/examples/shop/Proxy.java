// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Stands in front of one server, traces nothing, and passes no header on. */
final class Proxy implements AutoCloseable {
    private final LocalServer server = new LocalServer("proxy");
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int targetPort;

    Proxy(int targetPort) {
        this.targetPort = targetPort;
        server.serve("/", this::forward);
    }

    private void forward(HttpExchange exchange) throws IOException {
        URI target = URI.create("http://localhost:" + targetPort + exchange.getRequestURI());
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(target)
                            .method(exchange.getRequestMethod(), BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            new Reply(response.statusCode(), response.body()).sendTo(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            new Reply(503, "interrupted").sendTo(exchange);
        }
    }

    URI uri(URI target) {
        return server.uri(target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery()));
    }

    @Override
    public void close() {
        server.close();
    }
}
