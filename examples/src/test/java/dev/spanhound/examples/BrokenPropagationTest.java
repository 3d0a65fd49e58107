// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.examples.shop.Shop;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that calls the next one without its context: the failure names the two. */
@TraceTest(timeout = "1 s", isolation = Isolation.PER_CLASS)
class BrokenPropagationTest {

    @ParameterizedTest
    @CsvSource({"gateway, auth", "auth, orders-service", "orders-service, payment-service"})
    void namesTheServicesBetweenWhichTheContextIsLost(
            String caller, String callee, TestTrace trace, TraceBackend backend) {
        Endpoints endpoints = backend.endpoints();
        try (Shop shop = Shop.builder(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin())
                .forgettingContextIn(caller)
                .open()) {
            given().filter(trace.restAssured())
                    .get(shop.url("/orders/42"))
                    .then()
                    .statusCode(200);
        }

        assertThatThrownBy(() -> assertThat(trace).isComplete())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[CLIENT] calls " + callee + ", but no span of " + callee + " answers it")
                .hasMessageContaining("likely cause: context lost between " + caller + " and " + callee);
    }
}
