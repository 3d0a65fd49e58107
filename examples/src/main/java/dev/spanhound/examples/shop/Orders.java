// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Finds an order, and asks payment whether it is paid. */
final class Orders implements AutoCloseable {
    static final String NAME = "orders-service";

    private final LocalServer server = new LocalServer(NAME);
    private final OpenTelemetrySdk telemetry;
    private final Tracer tracer;
    private final TracedClient client;
    private final Payment payment;
    private final OrderStore store;

    Orders(OpenTelemetrySdk telemetry, TracedClient client, Payment payment) {
        this.telemetry = telemetry;
        this.tracer = telemetry.getTracer("shop.orders");
        this.client = client;
        this.payment = payment;
        this.store = new OrderStore(tracer);
        server.serve("/orders/", new TracedHandler(telemetry, "/orders/<order_id>", this::order));
    }

    private Reply order(long id) throws IOException, InterruptedException {
        Span span = tracer.spanBuilder("get_order").setAttribute("order.id", id).startSpan();
        try (Scope ignored = span.makeCurrent()) {
            Optional<Order> cached = store.cached(id);
            span.setAttribute("order.cached", cached.isPresent());
            Order order = cached.orElseGet(() -> store.fetch(id));
            return Reply.ok("order " + id + ": payment " + verifyPayment(order));
        } catch (PaymentDeclinedException e) {
            span.setStatus(StatusCode.ERROR, "not paid");
            return new Reply(500, "order " + id + ": " + e.getMessage());
        } finally {
            span.end();
        }
    }

    private String verifyPayment(Order order) throws IOException, InterruptedException {
        Span span = tracer.spanBuilder("verify_payment").startSpan();
        try (Scope ignored = span.makeCurrent()) {
            Reply reply = client.post(payment.uri(order));
            if (reply.status() != 200) {
                throw new PaymentDeclinedException(reply.body());
            }
            span.setAttribute("payment.status", reply.body());
            return reply.body();
        } catch (PaymentDeclinedException e) {
            span.setAttribute("payment.status", "declined");
            span.recordException(e);
            span.setStatus(StatusCode.ERROR, "payment declined");
            throw e;
        } finally {
            span.end();
        }
    }

    URI uri(long id) {
        return server.uri("/orders/" + id);
    }

    @Override
    public void close() {
        server.close();
        client.close();
        telemetry.close();
    }
}
