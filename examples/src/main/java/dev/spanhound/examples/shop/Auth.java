// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.io.IOException;
import java.net.URI;

/** Checks who asks, and sends the request on to orders. */
final class Auth implements AutoCloseable {
    static final String NAME = "auth";

    private final LocalServer server = new LocalServer(NAME);
    private final OpenTelemetrySdk telemetry;
    private final Tracer tracer;
    private final TracedClient client;
    private final Orders orders;

    Auth(OpenTelemetrySdk telemetry, TracedClient client, Orders orders) {
        this.telemetry = telemetry;
        this.tracer = telemetry.getTracer("shop.auth");
        this.client = client;
        this.orders = orders;
        server.serve("/authorized/orders/", new TracedHandler(telemetry, "/authorized/orders/{id}", this::authorize));
    }

    private Reply authorize(long id) throws IOException, InterruptedException {
        Span span =
                tracer.spanBuilder("check_token").setAttribute("user.id", "ada").startSpan();
        span.end();
        return client.get(orders.uri(id));
    }

    URI uri(long id) {
        return server.uri("/authorized/orders/" + id);
    }

    @Override
    public void close() {
        server.close();
        client.close();
        telemetry.close();
    }
}
