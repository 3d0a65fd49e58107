// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.containers;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.examples.containers.ShopServices.gateway;
import static dev.spanhound.examples.containers.ShopServices.orders;
import static dev.spanhound.examples.containers.ShopServices.payment;
import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.spanhound.containers.TracedNetwork;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTestExtension;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Services that are wired or written wrong, or are killed, and what the failure says of them. */
@Testcontainers(disabledWithoutDocker = true, parallel = true)
@Execution(ExecutionMode.SAME_THREAD) // what one test loses is begun meanwhile for the others
class BrokenContainersIT {
    @RegisterExtension
    static final TraceTestExtension traces = TraceTestExtension.builder()
            .isolation(Isolation.PER_CLASS)
            .timeout(ofSeconds(30))
            .build();

    static final TracedNetwork shop = TracedNetwork.exportingTo(traces);

    @Container
    static final GenericContainer<?> misdirected =
            orders(shop, "misdirected").withEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317");

    @Container
    static final GenericContainer<?> forgetful = orders(shop, "forgetful").withEnv("BROKEN", "context");

    @Container
    static final GenericContainer<?> gateway =
            gateway(shop, "gateway").withEnv("BROKEN", "context").withEnv("AUTH_URL", "http://orders-service:8080");

    @Container
    static final GenericContainer<?> ordersService = orders(shop, "orders-service");

    @Container
    static final GenericContainer<?> payment = payment(shop, "payment-service");

    /** Answers at once, and sends its spans ten minutes later. */
    @Container
    static final GenericContainer<?> mortal =
            payment(shop, "mortal-payment").withEnv("OTEL_BSP_SCHEDULE_DELAY", "600000");

    @Container
    static final GenericContainer<?> lonely =
            orders(shop, "lonely").withEnv("PAYMENT_URL", "http://mortal-payment:8080");

    private static ValidatableResponse order(GenericContainer<?> from, TestTrace trace) {
        return given().filter(trace.restAssured())
                .get(TracedNetwork.urlOf(from, "/orders/42"))
                .then();
    }

    @Test
    void anExporterThatSendsElsewhereIsNamed(TestTrace trace) {
        order(misdirected, trace).statusCode(200);

        assertThatThrownBy(
                        () -> assertThat(trace).within(ofSeconds(5)).hasServiceEdge("misdirected", "payment-service"))
                .hasMessageContainingAll(
                        "likely cause: container misdirected is told to send somewhere else",
                        "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317",
                        "The backend is, as seen from there, http://host.testcontainers.internal:",
                        "its log: ",
                        "encountered while exporting traces to localhost:4317");
    }

    @Test
    void aServiceThatForgetsTheContextIsNamed(TestTrace trace) {
        order(forgetful, trace).statusCode(200);
        assertThat(trace).containsSpan(server("GET /orders/<int:order_id>"));

        Throwable failure = catchThrowable(() -> assertThat(trace)
                .within(ofSeconds(5))
                .propagatesFrom("forgetful")
                .to("payment-service"));

        assertThat(withoutTimes(failure)).isEqualTo("""
                expected the context to propagate from forgetful to payment-service, but it does not get from forgetful to payment-service:
                  forgetful ✗ payment-service

                  forgetful: GET /orders/<int:order_id> [SERVER] TIME
                  └─ get_order [INTERNAL] TIME
                     ├─ fetch_order_db [INTERNAL] TIME
                     └─ verify_payment [INTERNAL] TIME

                  the trace ID began meanwhile:
                  payment-service: POST /payments [SERVER] TIME
                  └─ request handler [INTERNAL] TIME
                     └─ process_payment [INTERNAL] TIME

                  waited TIME; last span of this trace arrived TIME ago
                  likely cause: context lost between forgetful and payment-service
                    payment-service: POST /payments [SERVER] (payment-service:8080/payments) began a trace of its own TIME after forgetful: verify_payment [INTERNAL] began.
                    Only the time speaks for it: another test may have begun that trace.
                    Likely: the client in forgetful is not instrumented, for no CLIENT span is around the call: requests, httpx or urllib3 is not instrumented (opentelemetry-instrumentation-requests and so on), nor inject(headers) called.""");
    }

    @Test
    void aRestTemplateThatSpringBootHasNotBuiltIsNamed(TestTrace trace) {
        order(gateway, trace).statusCode(200);

        Throwable failure = catchThrowable(() ->
                assertThat(trace).within(ofSeconds(5)).propagatesFrom("gateway").to("orders-service"));

        assertThat(withoutTimes(failure)).isEqualTo("""
                expected the context to propagate from gateway to orders-service, but it does not get from gateway to orders-service:
                  gateway ✗ orders-service

                  gateway: http get /orders/{id} [SERVER] TIME

                  the trace ID began meanwhile:
                  orders-service: GET /orders/<int:order_id> [SERVER] TIME
                  └─ get_order [INTERNAL] TIME
                     ├─ fetch_order_db [INTERNAL] TIME
                     └─ verify_payment [INTERNAL] TIME
                        └─ orders-service: POST [CLIENT] TIME
                           └─ payment-service: POST /payments [SERVER] TIME
                              └─ request handler [INTERNAL] TIME
                                 └─ process_payment [INTERNAL] TIME

                  waited TIME; last span of this trace arrived TIME ago
                  likely cause: context lost between gateway and orders-service
                    orders-service: GET /orders/<int:order_id> [SERVER] (orders-service:8080/orders/<int:order_id>) began a trace of its own TIME after gateway: http get /orders/{id} [SERVER] (/orders/42) began.
                    Only the time speaks for it: another test may have begun that trace.
                    Likely: the client in gateway is not instrumented, for no CLIENT span is around the call: a RestTemplate, RestClient or WebClient that is made by hand. Those of the application's RestTemplateBuilder, RestClient.Builder or WebClient.Builder send the context.""");
    }

    @Test
    void spansThatAKilledServiceNeverSentAreNamed(TestTrace trace) {
        order(lonely, trace).statusCode(200);
        shop.kill(mortal);

        Throwable failure =
                catchThrowable(() -> assertThat(trace).within(ofSeconds(5)).isComplete());

        assertThat(withoutTimes(failure)).isEqualTo("""
                expected the trace to be complete, but it is not:
                  lonely: POST [CLIENT] calls mortal-payment, but no span of mortal-payment answers it

                  lonely: GET /orders/<int:order_id> [SERVER] TIME
                  └─ get_order [INTERNAL] TIME
                     ├─ fetch_order_db [INTERNAL] TIME
                     └─ verify_payment [INTERNAL] TIME
                        └─ lonely: POST [CLIENT] TIME ✗ no answer of mortal-payment

                  waited TIME for the trace to be complete and quiet for QUIET; last span of this trace arrived TIME ago
                  likely cause: container mortal-payment has ended, with exit code 137
                    Spans that it had not sent by then are lost.""");
    }

    private static String withoutTimes(Throwable failure) {
        return failure.getMessage()
                .replaceAll("quiet for [0-9.]+ m?s", "quiet for QUIET")
                .replaceAll("[0-9.]+ (ns|µs|ms|s)\\b", "TIME")
                .replaceAll("trace [0-9a-f]{32}", "trace ID")
                .replaceAll("(?<=[^\\s│]) +", " ")
                .strip();
    }
}
