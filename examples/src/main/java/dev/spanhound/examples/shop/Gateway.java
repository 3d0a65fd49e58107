// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.net.URI;

/** The door of the shop. Sends each request on to auth. */
final class Gateway implements AutoCloseable {
    static final String NAME = "gateway";

    private final LocalServer server = new LocalServer(NAME);
    private final OpenTelemetrySdk telemetry;
    private final TracedClient client;

    Gateway(OpenTelemetrySdk telemetry, TracedClient client, Auth auth) {
        this.telemetry = telemetry;
        this.client = client;
        server.serve("/orders/", new TracedHandler(telemetry, "/orders/{id}", id -> client.get(auth.uri(id))));
    }

    URI uri(String path) {
        return server.uri(path);
    }

    @Override
    public void close() {
        server.close();
        client.close();
        telemetry.close();
    }
}
