// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.propagation;

import dev.spanhound.assertions.contract.Baseline;
import dev.spanhound.assertions.contract.DownstreamStub;
import dev.spanhound.assertions.contract.ServiceRequest;
import dev.spanhound.junit.PropagationContract;
import dev.spanhound.junit.TraceTest;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Contract tests against services of this JVM: with the relay endpoint, and without it. */
@TraceTest
class ServiceContractTest {
    @AutoClose
    private static final RelayService orders = new RelayService(new OpenTelemetryTracing());

    @AutoClose
    private static final DownstreamStub payment = DownstreamStub.start();

    @AutoClose
    private static final PassingService checkout = new PassingService(new OpenTelemetryTracing(), payment.url());

    @TestFactory
    Stream<DynamicTest> ordersPropagatesW3c() {
        return PropagationContract.w3c().withBaseline(knownOfOpenTelemetry()).against(orders.uri());
    }

    @TestFactory
    Stream<DynamicTest> ordersPropagatesTheOtherFormatsToo() {
        return PropagationContract.baggage()
                .and(PropagationContract.b3())
                .and(PropagationContract.jaeger())
                .and(PropagationContract.otTrace())
                .withBaseline(knownOfOpenTelemetry())
                .against(orders.uri());
    }

    @TestFactory
    Stream<DynamicTest> checkoutPassesTheContextToPayment() {
        URI checkoutUri = checkout.uri("/checkout");

        return PropagationContract.w3c()
                .withBaseline(knownOfOpenTelemetry())
                .passingThrough(ServiceRequest.post(checkoutUri).body("application/json", "{\"order\": 42}"))
                .calling(payment);
    }

    private static Baseline knownOfOpenTelemetry() {
        Baseline newest = Baseline.openTelemetryJava();
        return System.getProperty("opentelemetry.version", "").startsWith("1.49.")
                ? newest.and(Baseline.ofResource("opentelemetry-java-1.49.baseline"))
                : newest;
    }
}
