// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatThrownBy;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;
import static dev.spanhound.junit.mock.Misbehaviour.answersWith;
import static dev.spanhound.junit.mock.Misbehaviour.dropsContext;
import static java.time.Duration.ofSeconds;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import dev.spanhound.junit.mock.MockReply;
import dev.spanhound.junit.mock.ReceivedCall;
import dev.spanhound.junit.mock.TracedMockServer;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A downstream service that is not there: a mock answers, remembers what it was asked, and has a span in the trace. */
@TraceTest(isolation = Isolation.PER_CLASS)
class StubbedDownstreamTest {
    @AutoClose
    private static TracedMockServer payment;

    @BeforeAll
    static void startPayment(TraceBackend backend) {
        payment = TracedMockServer.start("payment-service", backend)
                .on("POST", "/payments")
                .reply(200, "success");
    }

    @Test
    void checkoutPaysInTheSameTrace(TestTrace trace, OpenTelemetry telemetry) throws Exception {
        new Checkout(telemetry, payment.url("/payments")).pay("99.5");

        assertThat(trace)
                .isComplete()
                .hasExactlyTree(span("pay")
                        .child(client("POST").child(server("POST /payments").in("payment-service"))));

        ReceivedCall call = payment.in(trace).takeRequest(ofSeconds(2));
        assertThat(call.body()).isEqualTo("99.5");
        assertThat(call.headers()).continuesTrace(trace);
    }

    @Test
    void checkoutTriesOnceMoreIfPaymentIsClosed(TestTrace trace, OpenTelemetry telemetry) throws Exception {
        payment.in(trace).misbehaveFor(1, answersWith(503));

        assertThat(new Checkout(telemetry, payment.url("/payments")).pay("99.5"))
                .isEqualTo("success");

        assertThat(trace).isComplete().hasSpan(server("POST /payments")).times(2);
        assertThat(payment.requestsOf(trace)).hasSize(2);
    }

    @Test
    void aDeclinedPaymentIsComputedFromTheRequest(TestTrace trace, OpenTelemetry telemetry) throws Exception {
        payment.in(trace)
                .on("POST", "/payments")
                .reply(call -> MockReply.json(402, "{\"declined\": " + call.body() + "}"));

        assertThat(new Checkout(telemetry, payment.url("/payments")).pay("99.5"))
                .isEqualTo("{\"declined\": 99.5}");
    }

    @Test
    void aPaymentServiceThatDropsTheContextIsNoticed(TestTrace trace, OpenTelemetry telemetry) throws Exception {
        payment.in(trace).misbehave(dropsContext());

        new Checkout(telemetry, payment.url("/payments")).pay("99.5");

        assertThatThrownBy(() -> assertThat(trace).within(ofSeconds(1)).isComplete())
                .hasMessageContaining("[CLIENT] calls payment-service, but no span of payment-service answers it")
                .hasMessageContaining("likely cause: context lost between StubbedDownstreamTest and payment-service");
    }
}
