// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.INTERNAL;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static java.time.Duration.ofMillis;

import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.Attributes;

/** The trace of an order request. */
final class ShopTrace {

    private ShopTrace() {}

    static Trace withOrderIdAsString() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "gateway", "GET /orders/{id}", SERVER, TestSpans.lasting(ofMillis(118)));
        String call = spans.add(root, "gateway", "GET", CLIENT, TestSpans.lasting(ofMillis(61)));
        String orders =
                spans.add(call, "orders-service", "GET /orders/<order_id>", SERVER, TestSpans.lasting(ofMillis(55)));
        String order = spans.add(
                orders,
                "orders-service",
                "get_order",
                INTERNAL,
                span -> TestSpans.lasting(ofMillis(50))
                        .andThen(TestSpans.with(
                                Attributes.builder().put("order.id", "42").build()))
                        .apply(span));
        spans.add(order, "orders-service", "fetch_order_db", INTERNAL);
        spans.add(order, "orders-service", "verify-payment", INTERNAL);
        spans.add(root, "gateway", "GET /price", CLIENT);
        return spans.trace();
    }
}
