// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.containers;

import static dev.spanhound.assertions.TraceAssertions.anySpan;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.edge;
import static dev.spanhound.assertions.TraceAssertions.percent;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;
import static io.restassured.RestAssured.given;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.collector.TraceCollector;
import dev.spanhound.collector.tailsampling.Decisions;
import dev.spanhound.containers.TracedNetwork;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTestExtension;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The shop in containers, in Java, Python and JavaScript: its traces are judged as if it were local. */
@Testcontainers(disabledWithoutDocker = true, parallel = true)
class ShopContainersIT {
    @RegisterExtension
    static final TraceTestExtension traces = TraceTestExtension.builder()
            .collector("otel-collector.yaml")
            .timeout(ofSeconds(30))
            .build();

    static final TracedNetwork shop = TracedNetwork.exportingTo(traces);

    @Container
    static final GenericContainer<?> gateway = shop.service("gateway", ShopImages.gateway())
            .withExposedPorts(8080)
            .waitingFor(Wait.forListeningPort().withStartupTimeout(ofMinutes(3)));

    @Container
    static final GenericContainer<?> auth = shop.withJavaAgent(ShopImages.javaAgent())
            .service("auth", ShopImages.auth())
            .withExposedPorts(8080)
            .waitingFor(Wait.forListeningPort().withStartupTimeout(ofMinutes(3)));

    @Container
    static final GenericContainer<?> orders = shop.overGrpc()
            .service("orders-service", ShopImages.ordersService())
            .withExposedPorts(8080)
            .waitingFor(Wait.forHttp("/health").withStartupTimeout(ofMinutes(3)));

    @Container
    static final GenericContainer<?> payment = shop.service("payment-service", ShopImages.paymentService())
            .withExposedPorts(8080)
            .waitingFor(Wait.forHttp("/health").withStartupTimeout(ofMinutes(3)));

    private static ValidatableResponse order(int id, TestTrace trace) {
        return given().filter(trace.restAssured())
                .get(TracedNetwork.urlOf(gateway, "/orders/" + id))
                .then();
    }

    @Test
    void anOrderReachesPayment(TestTrace trace) {
        order(42, trace).statusCode(200);

        assertThat(trace)
                .isComplete()
                .hasNoErrors()
                .hasServices("gateway", "auth", "orders-service", "payment-service")
                .hasOnlyServiceEdges(
                        edge("gateway", "auth"),
                        edge("auth", "orders-service"),
                        edge("orders-service", "payment-service"))
                .propagatesFrom("gateway")
                .through("auth", "orders-service")
                .to("payment-service")
                .containsTree(server("GET /orders/<int:order_id>")
                        .in("orders-service")
                        .child(span("get_order")
                                .with("order.id", 42)
                                .child("fetch_order_db")
                                .child(span("verify_payment")
                                        .child(client("POST")
                                                .child(server("POST /payments")
                                                        .in("payment-service")
                                                        .descendant("process_payment"))))));
    }

    @Test
    void anOrderIsThisTree(TestTrace trace) {
        order(42, trace).statusCode(200);

        assertThat(trace).hasExactlyTree("""
                gateway: http get /orders/{id}                           [SERVER]    {status="200"}
                └─ gateway: http get                                     [CLIENT]    {status="200"}
                   └─ auth: GET /orders/                                 [SERVER]    {http.response.status_code=200}
                      └─ auth: GET                                       [CLIENT]    {http.response.status_code=200}
                         └─ orders-service: GET /orders/<int:order_id>   [SERVER]    {http.response.status_code=200, http.route="/orders/<int:order_id>"}
                            └─ get_order                                 [INTERNAL]  {order.id=42}
                               ├─ fetch_order_db                         [INTERNAL]  {db.rows_returned=1, db.system.name="sqlite"}
                               └─ verify_payment                         [INTERNAL]  {payment.status="success"}
                                  └─ orders-service: POST                [CLIENT]    {http.response.status_code=200}
                                     └─ payment-service: POST /payments  [SERVER]    {http.response.status_code=200}
                                        └─ request handler               [INTERNAL]
                                           └─ process_payment            [INTERNAL]  {payment.amount=99.5, payment.status="success"}
                """);
    }

    @Test
    void theDatabaseIsAskedBeforePayment(TestTrace trace) {
        order(42, trace).statusCode(200);

        assertThat(trace).span("fetch_order_db").isBefore(span("verify_payment"));
        assertThat(trace)
                .span(server("GET /orders/<int:order_id>"))
                .hasResourceAttribute("telemetry.sdk.language", "python");
        assertThat(trace).span(client("GET")).hasResourceAttribute("telemetry.sdk.language", "java");
        assertThat(trace).span(client("http get")).hasScope("org.springframework.boot");
        assertThat(trace).span(server("POST /payments")).hasResourceAttribute("telemetry.sdk.language", "nodejs");
    }

    @Test
    void aDeclinedPaymentLeavesItsException(TestTrace trace) {
        order(13, trace).statusCode(500);

        assertThat(trace)
                .span("process_payment")
                .hasStatus(StatusCode.ERROR)
                .hasException("PaymentDeclined", "1300 is more than 1000");
        assertThat(trace)
                .span("verify_payment")
                .hasStatus(StatusCode.ERROR)
                .hasException("__main__.PaymentDeclined", "1300 is more than 1000");
        assertThat(trace)
                .isComplete()
                .hasSpan(anySpan()
                        .kind(SpanKind.SERVER)
                        .withStatus(StatusCode.ERROR)
                        .with("http.response.status_code", 500))
                .times(3);
        // Spring Boot has names of its own, and no status for what is answered with 500.
        assertThat(trace).span(server("http get /orders/{id}")).hasAttribute("status", "500");
    }

    @Test
    void aFailedOrderIsKeptByTheCollector(TestTrace trace, TraceCollector collector) {
        order(13, trace).statusCode(500);

        assertThat(collector.decisionOn(trace)).isSampled().by("errors");
    }

    @Test
    void healthyOrdersAreKeptAtTheConfiguredRate(TraceBackend backend, TraceCollector collector) {
        List<SpanContext> callers =
                Stream.generate(ShopContainersIT::newCaller).limit(60).toList();
        callers.forEach(caller -> given().header("traceparent", traceparent(caller))
                .get(TracedNetwork.urlOf(gateway, "/orders/42"))
                .then()
                .statusCode(200));
        List<Trace> orders = callers.stream()
                .map(caller -> backend.watch(caller).awaitSettled())
                .toList();

        // On a busy machine some are slow.
        Decisions others = collector
                .decisionsOn(orders)
                .that(decision -> !decision.policy().equals(Optional.of("slow-requests")));
        assertThat(others).keepAbout(percent(10));
    }

    private static SpanContext newCaller() {
        IdGenerator ids = IdGenerator.random();
        return SpanContext.createFromRemoteParent(
                ids.generateTraceId(), ids.generateSpanId(), TraceFlags.getSampled(), TraceState.getDefault());
    }

    private static String traceparent(SpanContext caller) {
        return "00-" + caller.getTraceId() + "-" + caller.getSpanId() + "-" + caller.getTraceFlags();
    }

    @RepeatedTest(10)
    void parallelTestsSeeTheirOwnSpansOnly(TestTrace trace) {
        order(42, trace).statusCode(200);

        assertThat(trace).hasSpan(anySpan()).times(12);
        assertThat(trace).hasSpan(server("GET /orders/<int:order_id>")).once();
    }

    @Test
    void eachLineOfTheLogBelongsToASpan(TestTrace trace) {
        order(7, trace).statusCode(200);

        assertThat(trace).containsSpan("verify_payment");
        String spanId = trace.look().trace().spans().stream()
                .filter(span -> span.name().equals("verify_payment"))
                .findFirst()
                .orElseThrow()
                .spanId();
        List<String> lines = orders.getLogs()
                .lines()
                .filter(line -> line.contains(trace.traceId()))
                .toList();
        assertThat(lines).singleElement().asString().contains("\"span_id\": \"" + spanId + "\"");
    }
}
