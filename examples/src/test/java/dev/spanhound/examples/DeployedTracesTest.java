// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatTraces;
import static dev.spanhound.assertions.TraceAssertions.server;
import static io.restassured.RestAssured.given;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import dev.spanhound.junit.mock.TracedMockServer;
import dev.spanhound.query.JaegerTraces;
import dev.spanhound.query.TempoTraces;
import java.net.URI;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Services that export to a Jaeger, and not to the test: the same assertions judge what that stores. Here it is a backend of
 * its own, which has Jaeger's query API.
 */
@TraceTest
class DeployedTracesTest {
    @AutoClose
    private static final TraceBackend CLUSTER = TraceBackend.create();

    @AutoClose
    private static TracedMockServer shop;

    private static JaegerTraces jaeger;

    @BeforeAll
    static void startShop() {
        shop = TracedMockServer.start("shop", CLUSTER).on("GET", "/orders/{id}").reply(200, "order");
        jaeger = JaegerTraces.at(CLUSTER.endpoint());
    }

    /** What a real test has in place of {@link #startShop()}. */
    static JaegerTraces jaegerOfStaging() {
        return JaegerTraces.at(URI.create("https://staging.example.com/jaeger"))
                .withHeader("Authorization", "Bearer " + System.getenv("STAGING_TOKEN"));
    }

    static TempoTraces tempoOfStaging() {
        return TempoTraces.at(URI.create("https://tempo.example.com"))
                .withHeader("X-Scope-OrgID", "staging")
                .withPollInterval(ofMillis(500));
    }

    @Test
    void theOrderIsOneTraceInTheCluster(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(jaeger.watch(trace))
                .within(ofSeconds(30))
                .isComplete()
                .hasNoErrors()
                .containsTree(server("GET /orders/{id}").in("shop"));
    }

    @Test
    void whatHasHappenedLatelyIsFound(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/43")).then().statusCode(200);
        assertThat(jaeger.watch(trace)).isComplete();

        assertThatTraces(jaeger.withLookback(ofMinutes(5))
                        .find(found -> found.services().contains("shop")))
                .isNotEmpty()
                .eachTrace(found -> found.hasNoErrors().lastsAtMost(ofSeconds(30)));
    }
}
