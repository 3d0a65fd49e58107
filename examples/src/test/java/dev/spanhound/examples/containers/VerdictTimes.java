// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.containers;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;
import static io.restassured.RestAssured.given;

import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.containers.TracedNetwork;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.lifecycle.Startables;

/**
 * How long after the response of an order the verdict on its whole trace over four services is there: with the delays that
 * {@code TracedNetwork} sets, and with those that SDKs have by themselves. {@code -Dorders=n} says how often, 50 by default.
 *
 * <pre>{@code mvn -q -Dquick -Pverdict-times -pl examples -am verify -DskipTests}</pre>
 */
final class VerdictTimes {
    private static final int WARM_UP = 20;
    private static final Patience PATIENCE = Patience.DEFAULT.withTimeout(Duration.ofSeconds(60));
    private static final List<String> DELAYS = List.of(
            "OTEL_BSP_SCHEDULE_DELAY",
            "MANAGEMENT_TRACING_OPENTELEMETRY_EXPORT_SCHEDULEDELAY",
            "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULEDELAY");

    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    private VerdictTimes() {}

    public static void main(String[] arguments) {
        int orders = Integer.getInteger("orders", 50);
        VerdictTimes times = new VerdictTimes();
        times.measure("delays as TracedNetwork sets them", Map.of(), WARM_UP, orders);
        Map<String, String> own = new LinkedHashMap<>();
        DELAYS.forEach(name -> own.put(name, name.startsWith("OTEL") ? "5000" : "5s"));
        // Each order of these takes seconds.
        times.measure("delays that SDKs have by themselves (5 s)", own, 2, Math.max(5, orders / 5));
        times.print();
    }

    private void measure(String row, Map<String, String> variables, int warmUp, int orders) {
        try (TraceBackend backend = TraceBackend.create();
                TracedNetwork shop = TracedNetwork.exportingTo(backend)) {
            GenericContainer<?> gateway = ShopServices.gateway(shop, "gateway");
            List<GenericContainer<?>> containers = List.of(
                    gateway,
                    ShopServices.auth(shop, "auth"),
                    ShopServices.orders(shop, "orders-service"),
                    ShopServices.payment(shop, "payment-service"));
            containers.forEach(container -> container.withEnv(variables));
            try {
                long start = System.nanoTime();
                Startables.deepStart(containers).join();
                add(row + ": start of the four containers", start);
                URI order = TracedNetwork.urlOf(gateway, "/orders/42");
                for (int i = -warmUp; i < orders; i++) {
                    order(row, order, backend, i >= 0);
                }
            } finally {
                containers.forEach(GenericContainer::stop);
            }
        }
    }

    private void order(String row, URI order, TraceBackend backend, boolean counted) {
        IdGenerator ids = IdGenerator.random();
        SpanContext caller = SpanContext.createFromRemoteParent(
                ids.generateTraceId(), ids.generateSpanId(), TraceFlags.getSampled(), TraceState.getDefault());
        LiveTrace trace = backend.watch(caller, PATIENCE);

        given().header("traceparent", "00-" + caller.getTraceId() + "-" + caller.getSpanId() + "-01")
                .get(order)
                .then()
                .statusCode(200);
        long response = System.nanoTime();
        assertThat(trace).containsTree(wholeOrder());
        if (counted) {
            add(row + ": this tree", response);
        }
        assertThat(trace).isComplete();
        if (counted) {
            add(row + ": complete, and quiet since", response);
        }
    }

    private static ExpectedSpan wholeOrder() {
        return server("http get /orders/{id}")
                .in("gateway")
                .child(client("http get")
                        .child(server("GET /orders/")
                                .in("auth")
                                .child(client("GET")
                                        .child(server("GET /orders/<int:order_id>")
                                                .in("orders-service")
                                                .child(span("get_order")
                                                        .child("fetch_order_db")
                                                        .child(span("verify_payment")
                                                                .child(client("POST")
                                                                        .child(payment()))))))));
    }

    private static ExpectedSpan payment() {
        return server("POST /payments")
                .in("payment-service")
                .child(span("request handler").child("process_payment"));
    }

    private void add(String row, long since) {
        millis.computeIfAbsent(row, name -> new ArrayList<>()).add((System.nanoTime() - since) / 1e6);
    }

    private void print() {
        System.out.printf(Locale.ROOT, "%n%-80s %9s %9s %9s  n   (ms)%n", "", "median", "p90", "max");
        millis.forEach((row, values) -> {
            List<Double> sorted = values.stream().sorted().toList();
            System.out.printf(
                    Locale.ROOT,
                    "%-80s %9.0f %9.0f %9.0f  %d%n",
                    row,
                    sorted.get(sorted.size() / 2),
                    sorted.get(sorted.size() * 9 / 10),
                    sorted.get(sorted.size() - 1),
                    sorted.size());
        });
    }
}
