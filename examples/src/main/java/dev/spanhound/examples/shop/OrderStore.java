// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import java.util.Map;
import java.util.Optional;

/** Orders, in a cache and behind it in a database. Order 7 is in the cache. */
final class OrderStore {
    private final Map<Long, Order> cache = Map.of(7L, new Order(7, 19.5));
    private final Tracer tracer;

    OrderStore(Tracer tracer) {
        this.tracer = tracer;
    }

    Optional<Order> cached(long id) {
        return Optional.ofNullable(cache.get(id));
    }

    /** Reads an order from the database. Order 13 is dear. */
    Order fetch(long id) {
        Span span = tracer.spanBuilder("fetch_order_db")
                .setAttribute("db.system.name", "sqlite")
                .setAttribute("db.query.text", "SELECT * FROM orders WHERE id = ?")
                .startSpan();
        try {
            Order order = new Order(id, id == 13 ? 1300 : 99.5);
            span.setAttribute("db.rows_returned", 1);
            return order;
        } finally {
            span.end();
        }
    }
}
