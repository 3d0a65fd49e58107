// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.span;
import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;

import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.examples.shop.Shop;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The order of spans in time, and how long they may take. */
@TraceTest
class SpanOrderTest {
    @AutoClose
    private static Shop shop;

    @BeforeAll
    static void openShop(TraceBackend backend) {
        Endpoints endpoints = backend.endpoints();
        shop = Shop.exportingTo(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin());
    }

    @Test
    void orderIsReadBeforeItsPaymentIsVerified(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(trace)
                .happensBefore("fetch_order_db", "verify_payment")
                .happensInside("process_payment", "verify_payment")
                .containsTree(span("get_order")
                        .child("fetch_order_db")
                        .child("verify_payment")
                        .childrenInOrder());
    }

    @Test
    void paymentIsDoneSoonAfterTheRequest(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(trace)
                .lastsAtMost(ofSeconds(5))
                .span("process_payment")
                .endsWithin(ofSeconds(5))
                .ofRoot();
    }
}
