// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.boot;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.server;
import static io.restassured.RestAssured.given;

import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTestExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A Spring Boot application that exports by OTLP. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            // Spring Boot switches tracing off in tests: on again, in the words of 3.x and of 4.x.
            "spring.test.observability.auto-configure=true",
            "spring.test.tracing.export=true",
            "spring.application.name=greeting",
            "management.tracing.sampling.probability=1",
            // Batches leave every 5 s unless told otherwise.
            "management.tracing.opentelemetry.export.schedule-delay=100ms",
            "management.opentelemetry.tracing.export.schedule-delay=100ms",
            "management.otlp.metrics.export.enabled=false"
        })
class GreetingTraceTest {
    @RegisterExtension
    static final TraceTestExtension spanhound = TraceTestExtension.create();

    @DynamicPropertySource
    static void exportToSpanhound(DynamicPropertyRegistry registry) {
        registry.add("management.otlp.tracing.endpoint", () -> spanhound.endpoint() + "/v1/traces");
        registry.add("management.opentelemetry.tracing.export.otlp.endpoint", () -> spanhound.endpoint() + "/v1/traces");
    }

    @Test
    void greetingIsOneServerSpan(TestTrace trace, @Autowired Environment app) {
        given().filter(trace.restAssured())
                .get("http://localhost:" + app.getProperty("local.server.port") + "/greetings/Ada")
                .then()
                .statusCode(200);

        assertThat(trace)
                .isComplete()
                .hasNoErrors()
                .hasExactlyTree(server("http get /greetings/{name}").in("greeting").with("status", "200"));
    }
}
