// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import dev.spanhound.assertions.tree.TreePrinter;
import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.examples.shop.Shop;
import dev.spanhound.trace.Trace;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Makes one order at the shop and prints its trace. */
public final class PrintCheckout {

    private PrintCheckout() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (TraceBackend backend = TraceBackend.create()) {
            Endpoints endpoints = backend.endpoints();
            try (Shop shop = Shop.exportingTo(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin())) {
                HttpRequest order =
                        HttpRequest.newBuilder(shop.url("/orders/42")).build();
                System.out.println(HttpClient.newHttpClient()
                        .send(order, BodyHandlers.ofString())
                        .body());
            }
            for (Trace trace : backend.find(trace -> true)) {
                System.out.println(TreePrinter.print(trace));
            }
        }
    }
}
