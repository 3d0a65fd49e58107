// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.containers;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;
import static dev.spanhound.examples.containers.ShopServices.orders;
import static dev.spanhound.examples.containers.ShopServices.payment;
import static io.restassured.RestAssured.given;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.collector.TraceCollector;
import dev.spanhound.containers.TracedNetwork;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTestExtension;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Faults between services, and what is left of the trace. */
@Testcontainers(disabledWithoutDocker = true, parallel = true)
@Execution(ExecutionMode.SAME_THREAD)
class FaultsContainersIT {
    @RegisterExtension
    static final TraceTestExtension traces = TraceTestExtension.builder()
            .isolation(Isolation.PER_CLASS)
            .collector("otel-collector.yaml")
            .timeout(ofSeconds(30))
            .build();

    static final TracedNetwork shop = TracedNetwork.exportingTo(traces);

    @Container
    static final GenericContainer<?> orders = orders(shop, "orders-service");

    @Container
    static final GenericContainer<?> payment = payment(shop.behindProxy(), "payment-service");

    private static ValidatableResponse order(TestTrace trace) {
        return given().filter(trace.restAssured())
                .get(TracedNetwork.urlOf(orders, "/orders/42"))
                .then();
    }

    @Test
    void aSlowCallTakesLongerAndIsKept(TestTrace trace, TraceCollector collector) {
        shop.slowDown(payment, ofMillis(1500));
        try {
            order(trace).statusCode(200);
        } finally {
            shop.restoreSpeed(payment);
        }

        assertThat(trace)
                .isComplete()
                .hasNoErrors()
                .containsTree(client("POST").child(server("POST /payments").in("payment-service")));
        // The time was spent on the way to payment, and not in it.
        SpanNode slowest = Collections.max(trace.look().trace().spans(), comparing(SpanNode::selfTime));
        assertThat(slowest.kind()).isEqualTo(SpanKind.CLIENT);
        assertThat(slowest.selfTime()).isGreaterThan(ofMillis(1500));
        assertThat(collector.decisionOn(trace)).isSampled().by("slow-requests");
    }

    @Test
    void aCallToAServiceThatIsCutOffFailsAndTheTraceIsComplete(TestTrace trace) {
        shop.cutOff(payment);
        try {
            order(trace).statusCode(500);
        } finally {
            shop.reconnect(payment);
        }

        isCompleteAndFailed(trace);
    }

    @Test
    void aCallToAServiceThatIsPausedFailsAndTheTraceIsComplete(TestTrace trace) {
        shop.pause(payment);
        try {
            order(trace).statusCode(500);
            isCompleteAndFailed(trace);
        } finally {
            shop.unpause(payment);
        }
    }

    private static void isCompleteAndFailed(TestTrace trace) {
        assertThat(trace)
                .isComplete()
                .hasServices("orders-service")
                .containsTree(span("verify_payment")
                        .withStatus(StatusCode.ERROR)
                        .child(client("POST").withStatus(StatusCode.ERROR)));
    }
}
