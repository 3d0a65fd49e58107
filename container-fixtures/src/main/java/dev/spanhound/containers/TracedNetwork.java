// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.sender.SpanDestination;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/**
 * A network of containers that send their spans to a backend in this JVM.
 *
 * <pre>{@code
 * @Testcontainers
 * class ShopTest {
 *     @RegisterExtension
 *     static final TraceTestExtension traces = TraceTestExtension.create();
 *
 *     static final TracedNetwork shop = TracedNetwork.exportingTo(traces);
 *
 *     @Container
 *     static final GenericContainer<?> orders = shop.service("orders-service", "shop/orders").withExposedPorts(8080);
 * }
 * }</pre>
 *
 * <p>Needs Docker only when a container starts, so that {@code @Testcontainers(disabledWithoutDocker = true)} works with
 * static fields. Containers reach the backend by Testcontainers' exposed host ports, so that it stays bound to loopback.
 * When spans do not come, assertions ask each container why, and say so in their message.
 *
 * <p>Settings ({@link #overGrpc()}, {@link #withJavaAgent}, {@link #viaHostGateway()}, {@link #reaching}, {@link #behindProxy()}) return another view of the same
 * network, and hold for the containers that are wired by that view. Safe for use by many threads.
 */
public final class TracedNetwork implements AutoCloseable {
    private final Network network;
    private final Destination destination;
    private final Wiring wiring;
    private final Relays relays;

    private TracedNetwork(Network network, Destination destination, Wiring wiring, Relays relays) {
        this.network = network;
        this.destination = destination;
        this.wiring = wiring;
        this.relays = relays;
    }

    private static TracedNetwork exportingTo(Destination destination) {
        return new TracedNetwork(Network.newNetwork(), destination, Wiring.DEFAULT, new Relays());
    }

    private TracedNetwork with(Wiring other) {
        return new TracedNetwork(network, destination, other, relays);
    }

    /**
     * Returns a new network whose containers send to this backend, and explain to its assertions why they do not. Binds
     * the backend's port. {@code TraceBackend} and {@code TraceTestExtension} are such destinations.
     */
    public static TracedNetwork exportingTo(SpanDestination backend) {
        return exportingTo(Destination.of(backend));
    }

    /**
     * Returns a new network whose containers send to this endpoint, such as that of a Collector. A host that is not this
     * one, as the name of another container, is used as it is.
     *
     * @param endpoint where OTLP is received, such as {@code http://localhost:4318}
     * @throws IllegalArgumentException if it has no host or no port
     */
    public static TracedNetwork exportingTo(URI endpoint) {
        return exportingTo(Destination.at(endpoint, sender -> {}));
    }

    /**
     * Returns a view whose containers reach this machine by {@code host.docker.internal} and Docker's
     * {@code host-gateway}, without Testcontainers' tunnel. The backend has to listen on an address that containers reach:
     * {@code TraceBackend.builder().address(…)}, as loopback is none.
     */
    public TracedNetwork viaHostGateway() {
        return with(wiring.withHostAccess(HostAccess.HOST_GATEWAY));
    }

    /** Returns a view whose containers are told to send OTLP over gRPC in place of HTTP. The endpoint is the same. */
    public TracedNetwork overGrpc() {
        return with(wiring.withProtocol("grpc"));
    }

    /**
     * Returns a view whose containers start each JVM with this Java agent: it is copied into the container and added to
     * {@code JAVA_TOOL_OPTIONS}.
     *
     * @param agent jar of the agent, such as {@code opentelemetry-javaagent.jar}
     * @throws IllegalArgumentException if there is no such file
     */
    public TracedNetwork withJavaAgent(Path agent) {
        return with(wiring.withJavaAgent(agent));
    }

    /**
     * Returns a view whose containers also reach this port of this machine, as {@link #hostName()}: that of a
     * {@code DownstreamStub}, a {@code TracedMockServer}, or whatever else listens on loopback. With {@link
     * #viaHostGateway()}, it has to listen on an address that containers reach.
     */
    public TracedNetwork reaching(int port) {
        return with(wiring.withPort(port));
    }

    /**
     * Returns a view whose containers are called by way of this JVM, so that they can be {@linkplain #slowDown slowed down}.
     * Another container, a small one, has their name in the network, and listens on their exposed ports. Whoever goes by
     * another name reaches them as before.
     */
    public TracedNetwork behindProxy() {
        return with(wiring.withProxy());
    }

    /**
     * Returns a view whose containers send to a Collector, which joins this network as {@code otel-collector} and sends what
     * it lets through to where this network's containers send otherwise, unless it was told where. It starts before them.
     */
    public TracedNetwork through(OtelCollectorContainer collector) {
        if (collector.getNetwork() == null) {
            collector.setNetwork(network);
        }
        collector.withNetworkAliases(CollectorSender.NAME);
        if (!collector.isExporting()) {
            collector.exportingTo(destination, wiring.hostAccess());
        }
        return new TracedNetwork(network, collector.asDestination(destination.senders()), wiring, relays);
    }

    /**
     * Returns a new container of an image, wired as {@link #instrument} does. It is an ordinary one, and starts as such.
     *
     * @param name its {@code service.name}, and its name in this network
     * @throws IllegalArgumentException if the name is blank
     */
    public GenericContainer<?> service(String name, String image) {
        return instrument(new GenericContainer<>(image), name);
    }

    /**
     * Returns a new container of an image that is built when it starts, such as an {@code ImageFromDockerfile}, wired as
     * {@link #instrument} does.
     *
     * @param name its {@code service.name}, and its name in this network
     * @throws IllegalArgumentException if the name is blank
     */
    public GenericContainer<?> service(String name, Future<String> image) {
        return instrument(new GenericContainer<>(image), name);
    }

    /**
     * Wires a container that has not started yet: puts it into this network, unless it is in one already, and adds the
     * variables of {@link #environment}. A variable that the container already has stays as it is, but for endpoints; what
     * is set later wins.
     *
     * @param name its {@code service.name}, and one of its names in the network
     * @return the container
     * @throws IllegalArgumentException if the name is blank
     */
    public <C extends GenericContainer<?>> C instrument(C container, String name) {
        if (container.getNetwork() == null) {
            container.setNetwork(network);
        }
        wiring.apply(container, name, destination);
        if (wiring.isProxied()) {
            relays.put(name, container);
        } else {
            container.withNetworkAliases(name);
        }
        destination
                .senders()
                .accept(new ContainerSender(
                        name, container, destination.asSeenBy(wiring.hostAccess(), wiring.protocol())));
        return container;
    }

    /**
     * Returns an Envoy around a service of this network, at its defaults. It has to be told what it stands in front of and
     * what its service calls.
     *
     * @param name the service, which is the {@code service.name} of the sidecar's spans and the sidecar's name in this
     *     network, such as {@code frontend.default}
     * @throws IllegalArgumentException if the name is no host name in lower case
     */
    public SidecarContainer sidecar(String name) {
        return sidecar(name, SidecarContainer.IMAGE);
    }

    /**
     * Returns an Envoy around a service of this network, as {@link #sidecar(String)} does.
     *
     * @param image an Envoy of another version, or one that is declared a substitute for {@code envoyproxy/envoy}
     * @throws IllegalArgumentException if the name is no host name in lower case
     * @throws IllegalStateException if the image is no Envoy
     */
    public SidecarContainer sidecar(String name, DockerImageName image) {
        URI backend = destination.asSeenBy(wiring.hostAccess());
        URI otlp = destination.asSeenBy(wiring.hostAccess(), wiring.protocol());
        SidecarContainer sidecar = new SidecarContainer(
                        name, image, backend, otlp, wiring.protocol().equals("grpc"))
                .withNetwork(network)
                .withNetworkAliases(name);
        wiring.open(sidecar, destination);
        destination.senders().accept(new ContainerSender(name, sidecar, backend));
        return sidecar;
    }

    /**
     * Returns the environment variables that make a service send to the backend, soon and everything: those of
     * OpenTelemetry ({@code OTEL_*}), with no exporter of metrics and logs, and those of Spring Boot 3.x and 4.x
     * ({@code MANAGEMENT_*}), for OTLP and Zipkin.
     *
     * <p>For what is not a {@link GenericContainer}: {@code compose.withEnv(network.viaHostGateway().environment("orders"))}
     * makes them known to a compose file, whose services then name them and have
     * {@code extra_hosts: ["host.docker.internal:host-gateway"]}. Exposed host ports do not reach them.
     *
     * @param name the {@code service.name}
     * @throws IllegalArgumentException if the name is blank
     */
    public Map<String, String> environment(String name) {
        return wiring.environment(name, destination);
    }

    /** Returns the name by which containers of this view know this machine, for the {@linkplain #reaching ports} they reach. */
    public String hostName() {
        return wiring.hostAccess().host();
    }

    /** Returns the network, for containers that send no spans, such as a database. Made when a container starts. */
    public Network network() {
        return network;
    }

    /**
     * Returns where this JVM reaches a running container now: {@code http}, at the first of its exposed ports. After {@link
     * #cutOff} or {@link #reconnect} that may be another port of this machine than {@link GenericContainer#getMappedPort} says.
     *
     * @param path path, with its query if it has one
     * @throws IllegalStateException if it does not run, or exposes no port
     */
    public static URI urlOf(GenericContainer<?> container, String path) {
        int port = Docker.of(container).firstPublishedPort(container.getExposedPorts());
        return URI.create("http://" + container.getHost() + ":" + port).resolve(path.isEmpty() ? "/" : path);
    }

    /**
     * Cuts a running container off from all others of the network, which find no such host from then on. The way to the
     * backend stays open, so that its spans of that time still come. Connections that are open break without a word.
     *
     * @throws IllegalStateException if it does not run
     */
    public void cutOff(GenericContainer<?> container) {
        Docker.of(container).disconnect(networkOf(container));
        relays.of(container)
                .map(Relay::container)
                .ifPresent(relay -> Docker.of(relay).disconnect(networkOf(container)));
    }

    /**
     * Connects a container again that was {@linkplain #cutOff cut off}, by the same names.
     *
     * @throws IllegalStateException if it does not run
     */
    public void reconnect(GenericContainer<?> container) {
        Docker.of(container).connect(networkOf(container), container.getNetworkAliases());
        relays.of(container)
                .map(Relay::container)
                .ifPresent(relay -> Docker.of(relay).connect(networkOf(container), relay.getNetworkAliases()));
    }

    /**
     * Slows the way to a container down: what is sent to it by its name arrives so much later, from now on and also on
     * connections that are open. What it answers is not slowed down, so that each call takes longer by the delay. Its own calls are as
     * before. Until {@link #restoreSpeed}.
     *
     * @throws IllegalArgumentException if the delay is not positive
     * @throws IllegalStateException if the container does not run, or was not wired by {@link #behindProxy()}
     */
    public void slowDown(GenericContainer<?> container, Duration delay) {
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: > 0)");
        }
        relays.running(container).delay(delay);
    }

    /**
     * Ends {@link #slowDown}. What is on its way still arrives as late as it was to.
     *
     * @throws IllegalStateException if the container does not run, or was not wired by {@link #behindProxy()}
     */
    public void restoreSpeed(GenericContainer<?> container) {
        relays.running(container).delay(Duration.ZERO);
    }

    private String networkOf(GenericContainer<?> container) {
        Network own = container.getNetwork();
        return own == null ? network.getId() : own.getId();
    }

    /**
     * Freezes all processes of a running container: it accepts connections, and answers nothing.
     *
     * @throws IllegalStateException if it does not run
     */
    public void pause(GenericContainer<?> container) {
        Docker.of(container).pause();
    }

    /**
     * Lets a {@linkplain #pause paused} container go on.
     *
     * @throws IllegalStateException if it does not run
     */
    public void unpause(GenericContainer<?> container) {
        Docker.of(container).unpause();
    }

    /**
     * Ends a container at once (SIGKILL): spans that it has not sent yet are lost. What is left of it, its log and exit
     * code, is there until {@link GenericContainer#stop()}.
     *
     * @throws IllegalStateException if it does not run
     */
    public void kill(GenericContainer<?> container) {
        Docker.of(container).kill();
    }

    /**
     * Asks a container to end (SIGTERM), so that it can send its last spans, and waits up to 10 seconds for it before it is
     * killed. What is left of it, its log and exit code, is there until {@link GenericContainer#stop()}.
     *
     * @throws IllegalStateException if it does not run
     */
    public void terminate(GenericContainer<?> container) {
        Docker.of(container).terminate();
    }

    /** Removes the network. Its containers have to be stopped before. */
    @Override
    public void close() {
        relays.close();
        network.close();
    }
}
