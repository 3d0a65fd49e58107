// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.compose;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.server;
import static io.restassured.RestAssured.given;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.spanhound.containers.TracedNetwork;
import dev.spanhound.examples.containers.ShopImages;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTestExtension;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Services of a compose file. They reach the backend by Docker's gateway, so it listens there, too. */
@EnabledIf(value = "hasCompose", disabledReason = "there is no command docker compose, or no Docker")
class ComposeIT {
    @RegisterExtension
    static final TraceTestExtension traces = TraceTestExtension.builder()
            .backend(backend -> backend.address(everywhere()))
            .timeout(ofSeconds(30))
            .build();

    @Test
    void anOrderReachesPayment(TestTrace trace) {
        try (TracedNetwork network = TracedNetwork.exportingTo(traces).viaHostGateway();
                ComposeContainer compose = new ComposeContainer(new File("containers/compose.yaml"))
                        .withEnv(network.environment("shop"))
                        .withEnv("ORDERS_IMAGE", ShopImages.ordersService().get())
                        .withEnv("PAYMENT_IMAGE", ShopImages.paymentService().get())
                        .withExposedService(
                                "orders-service", 8080, Wait.forHttp("/health").withStartupTimeout(ofMinutes(3)))) {
            compose.start();

            given().filter(trace.restAssured())
                    .baseUri("http://" + compose.getServiceHost("orders-service", 8080))
                    .port(compose.getServicePort("orders-service", 8080))
                    .get("/orders/42")
                    .then()
                    .statusCode(200);

            assertThat(trace)
                    .isComplete()
                    .containsTree(server("GET /orders/<int:order_id>")
                            .in("orders-service")
                            .descendant(server("POST /payments").in("payment-service")));
        }
    }

    /** Asks the engine, too. */
    static boolean hasCompose() throws InterruptedException {
        try {
            return new ProcessBuilder("docker", "compose", "ls")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // no docker
        }
    }

    private static InetAddress everywhere() {
        try {
            return InetAddress.getByName("0.0.0.0");
        } catch (UnknownHostException e) {
            throw new AssertionError("an address needs no look-up", e);
        }
    }
}
