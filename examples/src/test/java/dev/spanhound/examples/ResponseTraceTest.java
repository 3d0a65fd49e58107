// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.restassured.RestAssuredTraces.assertThat;
import static dev.spanhound.assertions.restassured.RestAssuredTraces.isOfTrace;
import static dev.spanhound.assertions.restassured.RestAssuredTraces.namesItsTrace;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import dev.spanhound.junit.mock.TracedMockServer;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.restassured.response.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a response of rest-assured to its trace, for a service that names it in a header. */
@TraceTest(isolation = Isolation.PER_CLASS)
class ResponseTraceTest {
    @AutoClose
    private static TracedMockServer shop;

    @BeforeAll
    static void startShop(TraceBackend backend) {
        shop = TracedMockServer.builder("shop", backend)
                .tellingTrace()
                .start()
                .on("GET", "/orders/{id}")
                .reply(200, "order");
    }

    @Test
    void theResponseIsOfTheTestsTrace(TestTrace trace) {
        Response response = given().filter(trace.restAssured()).get(shop.url("/orders/42"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response).isOfTrace(trace);
    }

    @Test
    void aRequestOfNoTestLeadsToItsTrace(TraceBackend backend) {
        Response response = get(shop.url("/orders/42"));

        assertThat(response)
                .trace(backend)
                .isComplete()
                .hasExactlyTree(server("GET /orders/{id}").in("shop"));
    }

    @Test
    void aSpecificationSaysItOnce(TestTrace trace) {
        get(shop.url("/orders/42")).then().statusCode(200).spec(namesItsTrace());

        given().filter(trace.propagatedBy(PropagationFormat.B3_SINGLE).restAssured())
                .get(shop.url("/orders/42"))
                .then()
                .spec(isOfTrace(trace));
    }
}
