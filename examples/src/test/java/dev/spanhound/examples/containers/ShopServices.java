// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.containers;

import static java.time.Duration.ofMinutes;

import dev.spanhound.containers.TracedNetwork;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The shop's services as containers that have not started yet, for tests that need several of one kind. */
public final class ShopServices {
    private ShopServices() {}

    static GenericContainer<?> gateway(TracedNetwork network, String name) {
        return network.service(name, ShopImages.gateway())
                .withExposedPorts(8080)
                .waitingFor(Wait.forListeningPort().withStartupTimeout(ofMinutes(3)));
    }

    static GenericContainer<?> auth(TracedNetwork network, String name) {
        return network.withJavaAgent(ShopImages.javaAgent())
                .service(name, ShopImages.auth())
                .withExposedPorts(8080)
                .waitingFor(Wait.forListeningPort().withStartupTimeout(ofMinutes(3)));
    }

    public static GenericContainer<?> orders(TracedNetwork network, String name) {
        return network.overGrpc()
                .service(name, ShopImages.ordersService())
                .withExposedPorts(8080)
                .waitingFor(Wait.forHttp("/health").withStartupTimeout(ofMinutes(3)));
    }

    public static GenericContainer<?> payment(TracedNetwork network, String name) {
        return network.service(name, ShopImages.paymentService())
                .withExposedPorts(8080)
                .waitingFor(Wait.forHttp("/health").withStartupTimeout(ofMinutes(3)));
    }
}
