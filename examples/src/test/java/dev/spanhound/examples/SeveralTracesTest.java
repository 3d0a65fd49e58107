// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThatTraces;
import static dev.spanhound.assertions.TraceAssertions.span;
import static io.restassured.RestAssured.given;

import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.examples.shop.Shop;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.api.trace.StatusCode;
import org.junit.jupiter.api.Test;

/** Several traces: requests without a context, each the root of its own. */
@TraceTest(isolation = Isolation.PER_CLASS)
class SeveralTracesTest {

    @Test
    void eachOrderHasATraceOfItsOwn(TraceBackend backend) {
        Endpoints endpoints = backend.endpoints();
        try (Shop shop = Shop.exportingTo(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin())) {
            given().get(shop.url("/orders/42")).then().statusCode(200);
            given().get(shop.url("/orders/13")).then().statusCode(500);
        } // closed: all spans are exported

        assertThatTraces(backend.find(trace -> trace.services().contains("gateway")))
                .areDistinct()
                .eachTrace(trace -> trace.isComplete().hasSpanCount(12))
                .hasTracesSatisfyingExactlyInAnyOrder(
                        declined -> declined.containsSpan(span("verify_payment").withStatus(StatusCode.ERROR)),
                        paid -> paid.hasNoErrors()
                                .containsSpan(span("get_order").with("order.id", 42)))
                .first()
                .root()
                .isInService("gateway");
    }
}
