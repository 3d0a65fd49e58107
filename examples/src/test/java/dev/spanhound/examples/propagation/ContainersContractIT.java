// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.propagation;

import static java.time.Duration.ofSeconds;

import dev.spanhound.assertions.contract.Baseline;
import dev.spanhound.assertions.contract.DownstreamStub;
import dev.spanhound.assertions.contract.ServiceRequest;
import dev.spanhound.containers.TracedNetwork;
import dev.spanhound.examples.containers.ShopServices;
import dev.spanhound.junit.PropagationContract;
import dev.spanhound.junit.TraceTestExtension;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Contract tests of services in containers: they call a stub in this JVM. */
@Testcontainers(disabledWithoutDocker = true, parallel = true)
class ContainersContractIT {
    @RegisterExtension
    static final TraceTestExtension traces = TraceTestExtension.create();

    static final TracedNetwork shop = TracedNetwork.exportingTo(traces);

    @AutoClose
    static final DownstreamStub payment = DownstreamStub.start()
            .answering(200, "application/json", "{\"status\": \"success\"}")
            .reachableAs(shop.hostName());

    @AutoClose
    static final DownstreamStub relayed = DownstreamStub.start().reachableAs(shop.hostName());

    @Container
    static final GenericContainer<?> orders = ShopServices.orders(shop.reaching(payment.port()), "orders-contract")
            .withEnv("PAYMENT_URL", payment.url().toString());

    @Container
    static final GenericContainer<?> paymentService = ShopServices.payment(
                    shop.reaching(relayed.port()), "payment-contract")
            .withCommand("node", "--require", "./tracing.js", "relay.js");

    /** Orders calls payment for each order: the stub stands for payment, and the code is the one that runs in production. */
    @TestFactory
    Stream<DynamicTest> ordersPassesTheContextToPayment() {
        URI order = TracedNetwork.urlOf(orders, "/orders/42");

        return PropagationContract.w3c()
                .and(PropagationContract.baggage())
                .withBaseline(Baseline.openTelemetryPython())
                .timeout(ofSeconds(20))
                .passingThrough(ServiceRequest.get(order))
                .calling(payment);
    }

    /** Payment calls nobody: its container has the endpoint of the W3C's harness beside the service. */
    @TestFactory
    Stream<DynamicTest> paymentPropagates() {
        return PropagationContract.w3c()
                .and(PropagationContract.baggage())
                .withBaseline(Baseline.openTelemetryJs())
                .timeout(ofSeconds(20))
                .callingBack(relayed)
                .against(TracedNetwork.urlOf(paymentService, "/relay"));
    }
}
