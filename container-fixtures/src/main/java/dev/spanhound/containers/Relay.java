// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.lifecycle.Startable;

/**
 * Stands in the network under the name of a container, and sends what comes there on to it by way of this JVM, where it can
 * be delayed. It starts before the container does, since that depends on it.
 */
final class Relay implements Startable {
    /** Testcontainers' own "tiny image". */
    private static final String IMAGE = "alpine:3.17";

    private final String name;
    private final GenericContainer<?> behind;
    private final Optional<Relay> predecessor;
    private final GenericContainer<?> container = new GenericContainer<>(IMAGE);
    private final List<DelayingProxy> proxies = new ArrayList<>();

    /**
     * Makes a relay.
     *
     * @param predecessor the one that had the name before
     */
    Relay(String name, GenericContainer<?> behind, Optional<Relay> predecessor) {
        this.name = name;
        this.behind = behind;
        this.predecessor = predecessor;
    }

    boolean isNamed(String other) {
        return name.equals(other);
    }

    @SuppressWarnings("ReferenceEquality") // containers are equal by their settings, which change
    boolean isOf(GenericContainer<?> other) {
        return behind == other;
    }

    GenericContainer<?> container() {
        return container;
    }

    @Override
    public synchronized void start() {
        if (container.isRunning()) {
            return;
        }
        // Nobody stops a relay with its container.
        predecessor.filter(last -> !last.behind.isRunning()).ifPresent(Relay::stop);
        List<Integer> ports = behind.getExposedPorts();
        if (ports.isEmpty()) {
            throw new IllegalStateException("container " + name + " is behind a proxy and exposes no port"
                    + " (expected: those that other containers call, as withExposedPorts(8080))");
        }
        StringJoiner script = new StringJoiner(" & ", "", " & wait");
        for (int port : ports) {
            DelayingProxy proxy = DelayingProxy.to(() ->
                    new InetSocketAddress(behind.getHost(), Docker.of(behind).publishedPort(port)));
            proxies.add(proxy);
            HostAccess.EXPOSED_PORT.open(container, proxy.port());
            script.add(listener(port, HostAccess.EXPOSED_PORT.host() + " " + proxy.port()));
        }
        container
                .withNetwork(behind.getNetwork())
                .withNetworkAliases(name)
                .withCommand("sh", "-c", script.toString())
                .start();
    }

    /** One busybox has -lk for a server that goes on, another one -ll; what it does not know, it refuses at once. */
    private static String listener(int port, String target) {
        String rest = " -p " + port + " -e nc " + target;
        return "(nc -lk" + rest + " || nc -ll" + rest + ")";
    }

    synchronized void delay(Duration delay) {
        proxies.forEach(proxy -> proxy.delay(delay));
    }

    @Override
    public synchronized void stop() {
        container.stop();
        proxies.forEach(DelayingProxy::close);
        proxies.clear();
    }
}
