// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.examples.shop.Shop;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long an assertion waits: set for the class, and for one assertion. */
@TraceTest(timeout = "10 s", quietTime = "100 ms", isolation = Isolation.PER_CLASS)
class WaitingTest {

    @AutoClose
    private static Shop shop;

    @BeforeAll
    static void openShopThatExportsSlowly(TraceBackend backend) {
        Endpoints endpoints = backend.endpoints();
        shop = Shop.builder(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin())
                .exportDelay(ofMillis(500))
                .open();
    }

    @Test
    void waitsForSpansThatAreExportedLate(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(trace).within(ofSeconds(5)).isComplete().hasSpanCount(12);
    }

    @Test
    void judgesWhatIsThereIfItMayNotWait(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThatThrownBy(() -> assertThat(trace).within(Duration.ZERO).isComplete())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("to be complete");
    }
}
