// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.anySpan;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.edge;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;
import static io.restassured.RestAssured.given;

import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.examples.shop.Shop;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One order through four services: the spans they export by three protocols are one tree. */
@TraceTest
class CheckoutTraceTest {
    @AutoClose
    private static Shop shop;

    @BeforeAll
    static void openShop(TraceBackend backend) {
        Endpoints endpoints = backend.endpoints();
        shop = Shop.exportingTo(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin());
    }

    @Test
    void checkoutReachesPayment(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(trace)
                .isComplete()
                .hasNoErrors()
                .containsTree(server("GET /orders/{id}")
                        .in("gateway")
                        .descendant(server("GET /orders/<order_id>")
                                .in("orders-service")
                                .child(span("get_order")
                                        .with("order.id", 42)
                                        .child("fetch_order_db")
                                        .child(span("verify_payment")
                                                .with("payment.status", "success")
                                                .descendant("process_payment")))));
    }

    @Test
    void theContextGetsToPayment(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(trace)
                .propagatesFrom("gateway")
                .through("auth", "orders-service")
                .to("payment-service");
    }

    @Test
    void checkoutIsThisTree(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(trace).hasExactlyTree("""
                gateway: GET /orders/{id}                                [SERVER]
                └─ gateway: GET                                          [CLIENT]
                   └─ auth: GET /authorized/orders/{id}                  [SERVER]
                      ├─ check_token                                     [INTERNAL]
                      └─ auth: GET                                       [CLIENT]
                         └─ orders-service: GET /orders/<order_id>       [SERVER]
                            └─ get_order                                 [INTERNAL]  {order.id=42}
                               ├─ fetch_order_db                         [INTERNAL]  {db.rows_returned=1}
                               └─ verify_payment                         [INTERNAL]  {payment.status="success"}
                                  └─ orders-service: POST                [CLIENT]
                                     └─ payment-service: post /payments  [SERVER]
                                        └─ process_payment               [INTERNAL]  {payment.amount="99.5"}
                """);
    }

    @Test
    void eachServiceCallsTheNextOne(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(trace)
                .hasServices("gateway", "auth", "orders-service", "payment-service")
                .hasOnlyServiceEdges(
                        edge("gateway", "auth"),
                        edge("auth", "orders-service"),
                        edge("orders-service", "payment-service"))
                .eachSpan(
                        anySpan().kind(SpanKind.CLIENT),
                        call -> call.hasChild(anySpan().kind(SpanKind.SERVER)));
    }
}
