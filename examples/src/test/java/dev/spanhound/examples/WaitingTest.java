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
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long an assertion waits: set for the class, and for one assertion. */
@TraceTest(timeout = "10 s", quietTime = "100 ms", isolation = Isolation.PER_CLASS)
class WaitingTest {

    @Test
    void waitsForSpansThatAreExportedLate(TestTrace trace, TraceBackend backend) {
        Endpoints endpoints = backend.endpoints();
        try (Shop shop = Shop.builder(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin())
                .exportDelay(ofMillis(500))
                .open()) {
            given().filter(trace.restAssured())
                    .get(shop.url("/orders/42"))
                    .then()
                    .statusCode(200);

            assertThat(trace).within(ofSeconds(20)).isComplete().hasSpanCount(12);
        }
    }

    @Test
    void judgesWhatIsThereIfItMayNotWait(TestTrace trace, Tracer tracer) {
        Span span = tracer.spanBuilder("import_stock").startSpan();

        assertThatThrownBy(() -> assertThat(trace).within(Duration.ZERO).containsSpan("import_stock"))
                .hasMessageContaining("waited 0 ms; no span of this trace arrived");

        span.end();
        assertThat(trace).containsSpan("import_stock");
    }
}
