// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.containers.SidecarTracing.Protocol;
import dev.spanhound.sender.SpanSender.Trouble;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.utility.DockerImageName;

/**
 * An Envoy around a service, as a mesh has one beside each: in front of it, with a SERVER span for each request that comes
 * in, and behind it, with a CLIENT span for each call that goes out. The service itself needs no instrumentation; it has to
 * send on the headers that it gets.
 *
 * <pre>{@code
 * static final SidecarContainer backendSidecar = mesh.sidecar("backend.default").inFrontOf(backend, 8080);
 *
 * static final SidecarContainer frontendSidecar =
 *         mesh.sidecar("frontend.default").inFrontOf(frontend, 8080).behind(frontend).calling(backendSidecar);
 * }</pre>
 *
 * <p>Others call the sidecar in place of the service, as {@code http://backend.default}, at port 80. The service calls
 * through it as through an HTTP proxy, {@link #proxyFor}, since nothing reroutes packets here as Istio does.
 *
 * <p>Made by {@link TracedNetwork#sidecar(String)}, which tells it where to send its spans. By default it behaves as Istio's
 * proxies do: Zipkin's format, B3 headers, new trace IDs of 128 bits, no shared span IDs; but it samples 100 %, and sends
 * each span at once. All has to be told before it starts.
 */
public final class SidecarContainer extends GenericContainer<SidecarContainer> {
    static final DockerImageName IMAGE = DockerImageName.parse("envoyproxy/envoy:v1.40.0");

    private static final String CONFIGURATION = "/etc/envoy/envoy.yaml";
    private static final String LOCAL = "localhost,127.0.0.1";

    private final URI zipkin;
    private final URI otlp;
    private final boolean grpc;
    private SidecarRoutes routes;
    private SidecarTracing tracing = SidecarTracing.DEFAULT;

    SidecarContainer(String service, DockerImageName image, URI zipkin, URI otlp, boolean grpc) {
        super(image);
        image.assertCompatibleWith(DockerImageName.parse("envoyproxy/envoy"));
        this.routes = SidecarRoutes.of(service);
        this.zipkin = zipkin;
        this.otlp = otlp;
        this.grpc = grpc;
    }

    /** Returns the name of the service that this is the sidecar of, which is the {@code service.name} of its spans. */
    public String service() {
        return routes.service();
    }

    /**
     * Puts this sidecar in front of a container, which starts before it, in this sidecar's network unless it is in one.
     * What calls {@code http://} and this sidecar's name, at port 80, gets there.
     *
     * @param port where it listens
     * @throws IllegalArgumentException if the port is not within 1 and 65535, or the container has this sidecar's name in the
     *     network, by which one of the two would be found at random
     */
    public SidecarContainer inFrontOf(GenericContainer<?> container, int port) {
        if (container.getNetworkAliases().contains(service())) {
            throw new IllegalArgumentException("container: has the name " + service()
                    + " in the network (expected: another than its sidecar's, such as "
                    + service().replaceFirst("\\..*", "") + "-app)");
        }
        String host = "app." + service();
        routes = routes.inFrontOf(host, port);
        if (container.getNetwork() == null) {
            container.setNetwork(getNetwork());
        }
        container.withNetworkAliases(host);
        dependsOn(container);
        return this;
    }

    /**
     * Puts this sidecar in front of what has this name in its network.
     *
     * @param port where it listens
     * @throws IllegalArgumentException if the host is no host name in lower case, or the port not within 1 and 65535
     */
    public SidecarContainer inFrontOf(String host, int port) {
        routes = routes.inFrontOf(host, port);
        return this;
    }

    /**
     * Lets a container call through this sidecar: tells it the variables {@code http_proxy} and {@code no_proxy}, which most
     * HTTP clients heed, if not all. What it calls has to be told by {@link #calling}.
     */
    public SidecarContainer behind(GenericContainer<?> container) {
        container.addEnv("http_proxy", proxyFor(service()));
        container.addEnv("no_proxy", LOCAL + "," + zipkin.getHost());
        return this;
    }

    /**
     * Lets the service call another one through the sidecar in front of that, as {@code http://backend.default},
     * {@code http://backend} or {@code http://backend.default.svc.cluster.local}. That sidecar starts before this one.
     *
     * @throws IllegalArgumentException if it is called by that name already
     */
    public SidecarContainer calling(SidecarContainer other) {
        routes = routes.calling(other.service(), other.service(), EnvoyBootstrap.INBOUND_PORT);
        if (!reaches(other, this)) {
            dependsOn(other);
        }
        return this;
    }

    /**
     * Lets the service call what has no sidecar.
     *
     * @param service name by which it is called, such as {@code legacy.default}
     * @param host where it is in this sidecar's network
     * @param port where it listens
     * @throws IllegalArgumentException if it is called by that name already, a name is no host name in lower case, or the
     *     port not within 1 and 65535
     */
    public SidecarContainer calling(String service, String host, int port) {
        routes = routes.calling(service, host, port);
        return this;
    }

    private static boolean reaches(Startable from, Startable to) {
        return from == to || from.getDependencies().stream().anyMatch(next -> reaches(next, to));
    }

    /**
     * Sends spans by OTLP in place of Zipkin's format, over gRPC if {@link TracedNetwork#overGrpc()} says so. Envoy reads and
     * writes {@code traceparent} then, and no B3.
     */
    public SidecarContainer withOtlp() {
        tracing = tracing.withOtlp();
        return this;
    }

    /** Lets a sidecar that sends Zipkin's format read {@code traceparent} if there is no B3, and write both. */
    public SidecarContainer withW3c() {
        tracing = tracing.withW3c();
        return this;
    }

    /**
     * Sets which share of the requests is traced that come without a decision: 100 unless told otherwise; Istio's default
     * is 1. A request with {@code x-b3-sampled}, or the sampled flag of {@code traceparent}, has its decision.
     *
     * @param percent share of a hundred; Envoy counts in hundredths of a percent
     * @throws IllegalArgumentException if it is not within 0 and 100
     */
    public SidecarContainer withSampling(double percent) {
        tracing = tracing.withSampling(percent);
        return this;
    }

    /**
     * Sets whether the SERVER span in front of a service has the ID of its caller's CLIENT span, as Envoy's own default and
     * Zipkin's model have it. Default: not, as in Istio. OTLP has no such thing.
     */
    public SidecarContainer withSharedSpanIds(boolean shared) {
        tracing = tracing.withSharedSpanIds(shared);
        return this;
    }

    /**
     * Sets whether the trace IDs of requests that come without one have 128 bits, as in Istio, or 64, as in Envoy's own
     * default. Default: 128. An ID that came in goes on as it is. OTLP has 128 bits always.
     */
    public SidecarContainer with128BitTraceIds(boolean wide) {
        tracing = tracing.withWideTraceIds(wide);
        return this;
    }

    /**
     * Returns the HTTP proxy, as containers of the network see it, by which a service calls through its sidecar, such as
     * {@code http://frontend.default:15001}. For clients that do not heed {@code http_proxy}.
     *
     * @param service name of the sidecar
     */
    public static String proxyFor(String service) {
        return "http://" + service + ":" + EnvoyBootstrap.OUTBOUND_PORT;
    }

    /**
     * Returns where this JVM reaches the HTTP proxy by which its service calls, once it runs: to call as the service does.
     *
     * @throws IllegalStateException if it does not run
     */
    public URI proxy() {
        return Ports.http(this, EnvoyBootstrap.OUTBOUND_PORT);
    }

    /**
     * Returns the lines of its access log so far, in and out, a line each request. Its own messages are not among them. A
     * line comes a moment after its response: {@link #awaitAccessLog} waits for it.
     */
    public List<String> accessLog() {
        return getLogs(OutputType.STDOUT)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /**
     * Waits until so many lines of its access log satisfy the condition.
     *
     * @param timeout longest time to wait
     * @return the lines that satisfy it; fewer if there were not enough in time
     */
    public List<String> awaitAccessLog(int number, Predicate<? super String> condition, Duration timeout) {
        return FollowedLog.awaitLines(getDockerClient(), getContainerId(), number, condition, timeout);
    }

    /** Returns the YAML that it starts with, as it is told so far. */
    public String bootstrap() {
        return new EnvoyBootstrap(routes, tracing, backend(), grpc).yaml();
    }

    private URI backend() {
        return tracing.protocol() == Protocol.ZIPKIN ? zipkin : otlp;
    }

    @Override
    protected void configure() {
        if (routes.inbound() == null && routes.outbound().isEmpty()) {
            throw new IllegalStateException("sidecar " + service()
                    + " has nothing to do (expected: inFrontOf(…) its service, or calling(…) another)");
        }
        Set<Integer> ports = new LinkedHashSet<>();
        if (routes.inbound() != null) {
            ports.add(EnvoyBootstrap.INBOUND_PORT);
        }
        if (!routes.outbound().isEmpty()) {
            ports.add(EnvoyBootstrap.OUTBOUND_PORT);
        }
        ports.addAll(getExposedPorts());
        ports.add(EnvoyBootstrap.ADMIN_PORT);
        setExposedPorts(List.copyOf(ports));
        withCopyToContainer(Transferable.of(bootstrap(), 0644), CONFIGURATION);
        // One worker has one buffer of spans. The log is otherwise written every ten seconds.
        withCommand("envoy", "-c", CONFIGURATION, "--concurrency", "1", "--file-flush-interval-msec", "50");
        waitingFor(Wait.forHttp("/ready").forPort(EnvoyBootstrap.ADMIN_PORT).withStartupTimeout(Duration.ofMinutes(3)));
    }

    /** Returns what keeps the spans of a running sidecar from coming, as its counters tell. */
    Optional<Trouble> whyNothingComes() {
        URI admin = Ports.http(this, EnvoyBootstrap.ADMIN_PORT);
        return EnvoyStats.of(admin).flatMap(stats -> stats.trouble("sidecar " + service(), backend(), tracing));
    }
}
