// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.boot;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.restassured.RestAssuredTraces.assertThat;
import static dev.spanhound.assertions.restassured.RestAssuredTraces.isOfTrace;
import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.hamcrest.Matchers.equalTo;

import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTestExtension;
import dev.spanhound.junit.mock.TracedMockServer;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.restassured.response.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A Spring Boot application that calls a service which is not there: a mock stands in for it, on the okhttp that there is. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.test.observability.auto-configure=true",
            "spring.test.tracing.export=true",
            "spring.application.name=greeting",
            "management.tracing.sampling.probability=1",
            "management.tracing.opentelemetry.export.schedule-delay=100ms",
            "management.opentelemetry.tracing.export.schedule-delay=100ms",
            "management.otlp.metrics.export.enabled=false"
        })
class TranslatedGreetingTest {
    @RegisterExtension
    static final TraceTestExtension spanhound = TraceTestExtension.create();

    @AutoClose
    static final TracedMockServer translations = TracedMockServer.builder("translations", spanhound.backend())
            .tellingTrace()
            .start()
            .on("GET", "/translations/{language}/hello")
            .reply(200, "Bonjour");

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("translations.url", translations::url);
        registry.add("management.otlp.tracing.endpoint", () -> spanhound.endpoint() + "/v1/traces");
        registry.add("management.opentelemetry.tracing.export.otlp.endpoint", () -> spanhound.endpoint() + "/v1/traces");
    }

    @Test
    void greetingAsksForTheTranslationInTheSameTrace(TestTrace trace, @Autowired Environment app) {
        given().filter(trace.restAssured())
                .get("http://localhost:" + app.getProperty("local.server.port") + "/greetings/Ada/in/fr")
                .then()
                .statusCode(200)
                .body(equalTo("Bonjour, Ada"));

        assertThat(trace)
                .isComplete()
                .hasNoErrors()
                .hasExactlyTree(server("http get /greetings/{name}/in/{language}")
                        .in("greeting")
                        .child(client("http get")
                                .child(server("GET /translations/{language}/hello").in("translations"))));
        assertThat(translations.in(trace).takeRequest(ofSeconds(2)).path()).isEqualTo("/translations/fr/hello");
    }

    @Test
    void theResponseNamesTheTrace(TestTrace trace) {
        Response response = given().filter(trace.propagatedBy(PropagationFormat.B3_MULTI).restAssured())
                .get(translations.url("/translations/fr/hello"));

        assertThat(response).isOfTrace(trace);
        response.then().spec(isOfTrace(trace));
    }
}
