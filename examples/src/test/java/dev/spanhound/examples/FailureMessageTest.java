// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;
import static io.restassured.RestAssured.given;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.examples.shop.Shop;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a failure reads like. */
@TraceTest
class FailureMessageTest {

    @AutoClose
    private static Shop shop;

    @BeforeAll
    static void openShop(TraceBackend backend) {
        Endpoints endpoints = backend.endpoints();
        shop = Shop.exportingTo(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin());
    }

    @Test
    void showsTheTraceWithWhatIsWrong(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(trace).isComplete();
        Throwable failure = catchThrowable(() -> assertThat(trace)
                .within(ofMillis(1))
                .containsTree(server("GET /orders/<order_id>")
                        .in("orders-service")
                        .child(span("get_order")
                                .with("order.id", "42")
                                .child("fetch_order_db")
                                .child("verify-payment"))));

        assertThat(treeWithoutTimes(failure)).isEqualTo("""
                expected the trace to contain this tree, but 1 span is missing and 1 differs:

                  gateway: GET /orders/{id} [SERVER] TIME
                  └─ gateway: GET [CLIENT] TIME
                     └─ auth: GET /authorized/orders/{id} [SERVER] TIME
                        ├─ check_token [INTERNAL] TIME
                        └─ auth: GET [CLIENT] TIME
                           └─ orders-service: GET /orders/<order_id> [SERVER] TIME
                              └─ get_order [INTERNAL] TIME ✗ order.id: expected "42" (string) but was 42 (long)
                                 ├─ fetch_order_db [INTERNAL] TIME
                                 ├─ verify_payment [INTERNAL] TIME
                                 │  └─ orders-service: POST [CLIENT] TIME
                                 │     └─ payment-service: post /payments [SERVER] TIME
                                 │        └─ process_payment [INTERNAL] TIME
                                 └─ (missing) verify-payment nearest: "verify_payment" (name differs)""");
        assertThat(failure).hasMessageContaining("  waited ").hasMessageContaining("last span of this trace arrived ");
    }

    private static String treeWithoutTimes(Throwable failure) {
        String message = failure.getMessage().strip();
        return message.substring(0, message.indexOf("\n\n  waited"))
                .replaceAll("[0-9.]+ (ns|µs|ms|s)\\b", "TIME")
                .replaceAll("(?<=[^\\s│]) +", " ");
    }
}
