// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.anySpan;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;
import static io.restassured.RestAssured.given;

import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.examples.shop.Shop;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An error on its way through the services: status, recorded exception, and where it began. */
@TraceTest
class FailedPaymentTest {
    @AutoClose
    private static Shop shop;

    @BeforeAll
    static void openShop(TraceBackend backend) {
        Endpoints endpoints = backend.endpoints();
        shop = Shop.exportingTo(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin());
    }

    @Test
    void recordsWhyThePaymentFailed(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/13")).then().statusCode(500);

        assertThat(trace)
                .span("verify_payment")
                .hasStatus(StatusCode.ERROR)
                .hasStatusDescription("payment declined")
                .hasException(
                        "dev.spanhound.examples.shop.PaymentDeclinedException", "declined: 1300.0 is more than 1000");
    }

    @Test
    void eachServerAnswersWithTheError(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/13")).then().statusCode(500);

        assertThat(trace)
                .isComplete()
                .hasSpan(failedServer())
                .times(3)
                .containsTree(server("GET /orders/<order_id>")
                        .withStatus(StatusCode.ERROR)
                        .child(span("get_order")
                                .withStatus(StatusCode.ERROR, "not paid")
                                .child(span("fetch_order_db").withStatus(StatusCode.UNSET))
                                .child(span("verify_payment").withEvent("exception"))))
                .containsSpan(span("process_payment")
                        .withStatus(StatusCode.ERROR, "declined: 1300.0 is more than 1000")
                        .with("payment.status", "declined"));
    }

    private static ExpectedSpan failedServer() {
        return anySpan().kind(SpanKind.SERVER).withStatus(StatusCode.ERROR).with("http.response.status_code", 500);
    }
}
