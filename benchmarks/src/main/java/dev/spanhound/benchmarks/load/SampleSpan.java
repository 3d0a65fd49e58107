// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.load;

import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A span of the load, before a format is chosen.
 *
 * @param traceIdHigh first eight bytes of the trace ID
 * @param traceIdLow last eight bytes of the trace ID
 * @param parentId ID of the parent span, 0 for none
 * @param startMicros start, in microseconds since the epoch
 * @param failed whether its status is ERROR
 * @param attributes values of type String, Long and Boolean
 */
record SampleSpan(
        long traceIdHigh,
        long traceIdLow,
        long id,
        long parentId,
        String name,
        SpanKind kind,
        long startMicros,
        long durationMicros,
        boolean failed,
        Map<String, Object> attributes) {
    private static final int SPANS_PER_TRACE = 8;
    private static final String[] ROUTES = {"/orders/{id}", "/orders", "/payments/{id}", "/customers/{id}/orders"};
    private static final String[] TIERS = {"gold", "silver", "none"};
    private static final String[] METHODS = {"GET", "POST", "PUT", "DELETE"};

    /** Returns spans in traces of eight: a server span and a chain and a fan of internal and client spans below it. */
    static List<SampleSpan> batch(int spans, long seed) {
        Random random = new Random(seed);
        long now = System.currentTimeMillis() * 1000;
        List<SampleSpan> batch = new ArrayList<>(spans);
        while (batch.size() < spans) {
            long high = random.nextLong();
            long low = random.nextLong();
            long[] ids = random.longs(SPANS_PER_TRACE).toArray();
            for (int i = 0; i < SPANS_PER_TRACE && batch.size() < spans; i++) {
                String method = METHODS[random.nextInt(METHODS.length)];
                String route = ROUTES[random.nextInt(ROUTES.length)];
                batch.add(new SampleSpan(
                        high,
                        low,
                        ids[i],
                        i == 0 ? 0 : ids[(i - 1) / 2],
                        method + " " + route,
                        i == 0 ? SpanKind.SERVER : i % 2 == 0 ? SpanKind.CLIENT : SpanKind.INTERNAL,
                        now + i * 100L,
                        50_000 - i * 1000L,
                        false,
                        attributes(random, method, route)));
            }
        }
        return batch;
    }

    /**
     * Returns the traffic of a service, for a sampler to choose from: of 100 traces about 5 failed, 5 took more than a
     * second, 20 are health checks, and the others are of three kinds of customer.
     */
    static List<SampleSpan> traffic(int traces, int spansPerTrace, long seed) {
        Random random = new Random(seed);
        long now = System.currentTimeMillis() * 1000;
        List<SampleSpan> traffic = new ArrayList<>(traces * spansPerTrace);
        for (int trace = 0; trace < traces; trace++) {
            long high = random.nextLong();
            long low = random.nextLong();
            int kind = random.nextInt(100);
            boolean failed = kind < 5;
            long duration = kind >= 5 && kind < 10 ? 1_000_000L + random.nextInt(2_000_000) : 50_000;
            String route = kind >= 80 ? "/healthz" : ROUTES[random.nextInt(ROUTES.length)];
            String tier = TIERS[random.nextInt(TIERS.length)];
            long[] ids = random.longs(spansPerTrace).toArray();
            for (int i = 0; i < spansPerTrace; i++) {
                Map<String, Object> attributes = attributes(random, "GET", route);
                attributes.put("customer.tier", tier);
                attributes.put("http.response.status_code", failed ? 503L : 200L);
                traffic.add(new SampleSpan(
                        high,
                        low,
                        ids[i],
                        i == 0 ? 0 : ids[(i - 1) / 2],
                        "GET " + route,
                        i == 0 ? SpanKind.SERVER : i % 2 == 0 ? SpanKind.CLIENT : SpanKind.INTERNAL,
                        now + i * 100L,
                        i == 0 ? duration : duration / 2,
                        failed && i == spansPerTrace - 1,
                        attributes));
            }
        }
        return traffic;
    }

    private static Map<String, Object> attributes(Random random, String method, String route) {
        int id = random.nextInt(100_000);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("http.request.method", method);
        attributes.put("http.route", route);
        attributes.put("url.path", route.replace("{id}", Integer.toString(id)));
        attributes.put("http.response.status_code", 200L);
        attributes.put("server.address", "orders.example.com");
        attributes.put("server.port", 8080L);
        attributes.put("order.id", (long) id);
        attributes.put("cache.hit", random.nextBoolean());
        return attributes;
    }
}
