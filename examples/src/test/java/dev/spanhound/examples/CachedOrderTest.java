// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.span;
import static io.restassured.RestAssured.given;

import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.examples.shop.Shop;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not happen: no database call for an order from the cache. */
@TraceTest
class CachedOrderTest {
    @AutoClose
    private static Shop shop;

    @BeforeAll
    static void openShop(TraceBackend backend) {
        Endpoints endpoints = backend.endpoints();
        shop = Shop.exportingTo(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin());
    }

    @Test
    void cachedOrderCausesNoDatabaseCall(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/7")).then().statusCode(200);

        assertThat(trace).containsSpan("get_order").doesNotContainSpan("fetch_order_db");
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 42})
    void databaseIsAskedOnceIfTheCacheDoesNotKnow(int order, TestTrace trace) {
        given().filter(trace.restAssured())
                .get(shop.url("/orders/" + order))
                .then()
                .statusCode(200);

        assertThat(trace)
                .when(span("get_order").with("order.cached", true))
                .then(hit -> hit.hasSpan("fetch_order_db").never())
                .otherwise(miss -> miss.hasSpan("fetch_order_db").once());
    }
}
