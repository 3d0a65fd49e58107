// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.server;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTestExtension;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Containers that send spans, in the order of events that users have: static fields, started by JUnit in parallel. */
@Testcontainers(disabledWithoutDocker = true, parallel = true)
class TracedNetworkIT {
    @RegisterExtension
    static final TraceTestExtension traces = TraceTestExtension.create();

    static final TracedNetwork network = TracedNetwork.exportingTo(traces);

    @Container
    static final GenericContainer<?> orders = box(network, "orders");

    @Container
    static final GenericContainer<?> payment = network.service("payment", Boxes.IMAGE)
            .withCommand("sh", "-c", "while true; do echo hi | nc -l -p 8080; done");

    private static final String HTTP_SERVER = """
            answer='while read line && [ ${#line} -gt 1 ]; do :; done; printf "HTTP/1.0 200 OK\\r\\n\\r\\n7 apples\\n"'
            nc -lk -p 8080 -e sh -c "$answer" || nc -ll -p 8080 -e sh -c "$answer"
            """;

    private static GenericContainer<?> box(TracedNetwork network, String name) {
        return network.service(name, Boxes.IMAGE).withCommand("sleep", "1000");
    }

    private static void send(TestTrace trace, GenericContainer<?> from, String spanId) {
        Span own = Span.fromContext(trace.context());
        assertThat(Boxes.sendSpan(from, trace.traceId(), own.getSpanContext().getSpanId(), spanId))
                .isEqualTo("{}");
    }

    @RepeatedTest(3)
    void eachContainerReachesTheBackend(TestTrace trace) {
        send(trace, orders, "00f067aa0ba902b7");
        send(trace, payment, "00f067aa0ba902b8");

        assertThat(trace)
                .isComplete()
                .containsTree(server("work").in("orders"))
                .containsTree(server("work").in("payment"));
        assertThat(trace.look().trace().size()).isEqualTo(2);
    }

    @Nested
    class InANestedClass {
        @Container
        private final GenericContainer<?> stock = box(network, "stock");

        @Test
        void containersReachTheBackendToo(TestTrace trace) {
            send(trace, stock, "00f067aa0ba902b7");
            send(trace, orders, "00f067aa0ba902b8");

            assertThat(trace).hasServices("orders", "stock");
        }
    }

    @Test
    void aContainerInANetworkOfItsOwnReachesTheBackendToo(TestTrace trace) {
        try (Network other = Network.newNetwork();
                GenericContainer<?> mail = network.instrument(
                        new GenericContainer<>(Boxes.IMAGE).withNetwork(other).withCommand("sleep", "1000"), "mail")) {
            mail.start();
            send(trace, mail, "00f067aa0ba902b7");

            assertThat(trace).containsTree(server("work").in("mail"));
        }
    }

    @Test
    void theGatewayReachesABackendThatListensThere() throws Exception {
        try (TraceBackend open = TraceBackend.builder()
                        .address(InetAddress.getByName("0.0.0.0"))
                        .build();
                TracedNetwork direct = TracedNetwork.exportingTo(open).viaHostGateway();
                GenericContainer<?> mail = box(direct, "mail")) {
            mail.start();

            assertThat(Boxes.sendSpan(mail, "00f067aa0ba902b7")).isEqualTo("{}");
            assertThat(open.watch(Boxes.TRACE_ID)).containsSpan("work");
        }
    }

    @Test
    void aContainerThatIsCutOffStillReachesTheBackend(TestTrace trace) {
        try (GenericContainer<?> stock = box(network, "stock-cut-off")) {
            stock.start();
            assertThat(Boxes.sh(stock, "nc -w 2 payment 8080")).isEqualTo("hi");

            network.cutOff(stock);
            assertThat(Boxes.sh(stock, "nc -w 2 payment 8080")).contains("bad address");
            send(trace, stock, "00f067aa0ba902b7");
            assertThat(trace).containsSpan("work");

            network.reconnect(stock);
            assertThat(Boxes.sh(stock, "nc -w 2 payment 8080")).isEqualTo("hi");
            assertThat(Boxes.sh(orders, "ping -c 1 -W 2 stock-cut-off")).contains("1 packets received");
        }
    }

    @Test
    void aContainerBehindItsProxyIsSlowedDownAndCutOff() {
        try (GenericContainer<?> stock = network.behindProxy()
                .service("stock-proxied", Boxes.IMAGE)
                .withExposedPorts(8080)
                .withCommand("sh", "-c", HTTP_SERVER)) {
            stock.start();
            String call = "wget -q -O - http://stock-proxied:8080/";
            assertThat(Boxes.sh(orders, call)).isEqualTo("7 apples");

            network.slowDown(stock, ofMillis(2500));
            assertThat(millisOf(() -> assertThat(Boxes.sh(orders, call)).isEqualTo("7 apples")))
                    .isGreaterThan(2500);

            network.restoreSpeed(stock);
            assertThat(millisOf(() -> assertThat(Boxes.sh(orders, call)).isEqualTo("7 apples")))
                    .isLessThan(2500);

            network.cutOff(stock);
            assertThat(Boxes.sh(orders, call)).contains("bad address");
            network.reconnect(stock);
            assertThat(Boxes.sh(orders, call)).isEqualTo("7 apples");
        }
    }

    private static long millisOf(Runnable task) {
        long start = System.nanoTime();
        task.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Test
    void aContainerThatIsReachedDirectlyIsNotSlowedDown() {
        assertThatThrownBy(() -> network.slowDown(orders, ofMillis(10)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("container orders cannot be slowed down: callers reach it directly"
                        + " (expected: wired by network.behindProxy().service(…), or .instrument(…))");
    }

    @Test
    void aPortOfThisMachineIsReached() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                GenericContainer<?> stock = box(network.reaching(server.getLocalPort()), "stock-reaching")) {
            stock.start();
            CompletableFuture<String> call = new CompletableFuture<>();
            new Thread(() -> {
                        try (Socket socket = server.accept()) {
                            call.complete(new String(socket.getInputStream().readAllBytes(), UTF_8));
                        } catch (IOException e) {
                            call.completeExceptionally(e);
                        }
                    })
                    .start();
            Boxes.sh(stock, "echo hello | nc -w 5 " + network.hostName() + " " + server.getLocalPort());

            assertThat(call).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("hello\n");
        }
    }
}
