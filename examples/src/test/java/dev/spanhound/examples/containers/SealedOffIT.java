// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.containers;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.server;
import static io.restassured.RestAssured.given;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.spanhound.containers.BackendContainer;
import dev.spanhound.containers.TracedNetwork;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Services that reach nothing but their network: the backend is a container of it. */
@TraceTest
@Testcontainers(disabledWithoutDocker = true, parallel = true)
class SealedOffIT {
    static final TracedNetwork shop = TracedNetwork.exportingTo(URI.create("http://traces:4318"));

    @Container
    static final BackendContainer backend =
            new BackendContainer().withNetwork(shop.network()).withNetworkAliases("traces");

    @Container
    static final GenericContainer<?> payment = shop.service("payment-service", ShopImages.paymentService())
            .withExposedPorts(8080)
            .waitingFor(Wait.forHttp("/health").withStartupTimeout(ofMinutes(3)));

    @Test
    void thePaymentIsJudgedWhereItIsKept(TestTrace trace) {
        given().filter(trace.restAssured())
                .contentType("application/json")
                .body("{\"amount\": 99.5}")
                .post(TracedNetwork.urlOf(payment, "/payments"))
                .then()
                .statusCode(200);

        assertThat(backend.traces().watch(trace))
                .within(ofSeconds(30))
                .isComplete()
                .containsTree(server("POST /payments").in("payment-service").descendant("process_payment"));
    }
}
