// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static io.restassured.RestAssured.given;

import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.collector.TraceCollector;
import dev.spanhound.examples.shop.Shop;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether production would keep the trace that a request really makes. */
@TraceTest(collector = "otel-collector.yaml")
class SamplingOfTheShopTest {
    @AutoClose
    private static Shop shop;

    @BeforeAll
    static void openShop(TraceBackend backend) {
        Endpoints endpoints = backend.endpoints();
        shop = Shop.exportingTo(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin());
    }

    @Test
    void aFailedPaymentIsKept(TestTrace trace, TraceCollector collector) {
        given().filter(trace.restAssured()).get(shop.url("/orders/13")).then().statusCode(500);

        assertThat(collector.decisionOn(trace)).isSampled().by("errors");
        assertThat(collector.exported(trace.traceId())).isPresent();
    }

    @Test
    void aHealthyOrderIsNoError(TestTrace trace, TraceCollector collector) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(collector.decisionOn(trace)).notBy("errors");
    }
}
