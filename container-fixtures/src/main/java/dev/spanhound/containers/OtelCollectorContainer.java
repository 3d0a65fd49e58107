// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.sender.SpanDestination;
import dev.spanhound.sender.SpanSender;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * The OpenTelemetry Collector, with the configuration that production runs and {@code @TraceTest(collector = …)} takes.
 *
 * <pre>{@code
 * @Container
 * static final OtelCollectorContainer collector =
 *         new OtelCollectorContainer().withConfig("otel-collector.yaml").exportingTo(traces);
 * }</pre>
 *
 * <p>With {@link #exportingTo} the configuration is given to it unchanged, and a second one after it, which the Collector
 * merges over the first: processors and connectors stay, while all pipelines receive OTLP on the ports below, and what
 * the traces pipelines let through goes to the backend. Receivers, exporters and extensions of production are not started,
 * nor is its {@code telemetry}; they are still read, and must be right. Without it the configuration runs as it is.
 *
 * <p>Time is real: a tail sampler decides after its {@code decision_wait}. A shorter one is one more configuration:
 * {@code withConfig("otel-collector.yaml", "yaml:processors::tail_sampling::decision_wait: 1s")}.
 *
 * <p>Exposes {@value #OTLP_GRPC} (OTLP over gRPC) and {@value #OTLP_HTTP} (OTLP over HTTP).
 */
@SuppressWarnings("this-escape") // to methods of GenericContainer, which is made by then
public class OtelCollectorContainer extends GenericContainer<OtelCollectorContainer> {
    static final String IMAGE = "otel/opentelemetry-collector-contrib:0.162.0";
    static final int OTLP_GRPC = 4317;
    static final int OTLP_HTTP = 4318;

    private static final String FOLDER = "/etc/spanhound/";

    private final List<String> locations = new ArrayList<>();
    private @Nullable URI destination;
    private boolean starting;
    private String logOfTheFailed = "";

    /** Makes a container of the contrib distribution, v0.162.0. */
    public OtelCollectorContainer() {
        this(IMAGE);
    }

    /** Makes a container of an image, such as {@code otel/opentelemetry-collector-contrib:0.162.0}. */
    public OtelCollectorContainer(String image) {
        this(DockerImageName.parse(image));
    }

    /**
     * Makes a container of an image. Its entry point has to be the Collector.
     *
     * @param image {@code otel/opentelemetry-collector-contrib}, {@code otel/opentelemetry-collector}, or one that is said
     *     to be a substitute for the first
     * @throws IllegalStateException if it is another
     */
    public OtelCollectorContainer(DockerImageName image) {
        super(image);
        image.assertCompatibleWith(
                DockerImageName.parse("otel/opentelemetry-collector-contrib"),
                DockerImageName.parse("otel/opentelemetry-collector"));
        withExposedPorts(OTLP_GRPC, OTLP_HTTP);
        waitingFor(new CollectorReady());
    }

    /**
     * Adds configurations, later ones over earlier ones, as {@code --config} given several times. A part of a configuration
     * does too, if the Collector exports to a backend: {@code processors:} alone, processors by their names, or what stands under
     * {@code tail_sampling:}. Files that a configuration includes by {@code ${file:…}} are to be copied into the container,
     * variables of {@code ${env:…}} to be set on it.
     *
     * @param locations {@code classpath:otel.yaml}, {@code file:otel.yaml}, {@code yaml:…} for a text, or a plain name,
     *     which is a file or else a resource of the class path
     */
    public OtelCollectorContainer withConfig(String... locations) {
        this.locations.addAll(Arrays.asList(locations));
        return self();
    }

    /**
     * Lets what the traces pipelines let through come to a backend, such as a {@code TraceBackend} or a
     * {@code TraceTestExtension}, over Testcontainers' exposed host ports. Binds the backend's port. When spans do not come,
     * its assertions ask the Collector why.
     */
    public OtelCollectorContainer exportingTo(SpanDestination backend) {
        return exportingTo(Destination.of(backend), HostAccess.EXPOSED_PORT);
    }

    OtelCollectorContainer exportingTo(Destination backend, HostAccess access) {
        destination = backend.asSeenBy(access);
        if (backend.isLocal()) {
            access.open(this, backend.endpoint().getPort());
        }
        backend.senders().accept(new CollectorSender(this, destination));
        return self();
    }

    boolean isExporting() {
        return destination != null;
    }

    /** Returns where other containers of its network send, by its name there. */
    Destination asDestination(Consumer<SpanSender> senders) {
        URI endpoint = URI.create("http://" + CollectorSender.NAME + ":" + OTLP_HTTP);
        return new Destination(endpoint, OTLP_GRPC, senders, List.of(this));
    }

    @Override
    protected void configure() {
        CollectorFiles files = CollectorFiles.read(locations);
        List<String> texts = new ArrayList<>(files.texts());
        if (destination != null) {
            texts.add(CollectorOverride.of(files.merged(getEnvMap()), destination));
        }
        String[] command = new String[texts.size()];
        for (int i = 0; i < command.length; i++) {
            String path = FOLDER + "config-" + (i + 1) + ".yaml";
            withCopyToContainer(Transferable.of(texts.get(i), 0644), path);
            command[i] = "--config=" + path;
        }
        if (command.length > 0) {
            withCommand(command);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws ContainerLaunchException if it does not start, with what the Collector says of its configuration
     */
    @Override
    public void start() {
        logOfTheFailed = "";
        starting = true;
        try {
            super.start();
        } catch (ContainerLaunchException e) {
            throw CollectorReady.refusal(logOfTheFailed, configurations())
                    .map(message -> new ContainerLaunchException(message, e))
                    .orElse(e);
        } finally {
            starting = false;
        }
    }

    /** A container that does not start is stopped, and so removed, before anybody else sees its log. */
    @Override
    public void stop() {
        if (starting && getContainerId() != null) {
            logOfTheFailed = getLogs();
        }
        super.stop();
    }

    private List<String> configurations() {
        List<String> names = new ArrayList<>(locations);
        if (destination != null) {
            names.add("what makes it export to " + destination);
        }
        return names.isEmpty() ? List.of("that of its image") : names;
    }

    /** Returns where this JVM sends OTLP over gRPC, once the container runs. */
    public URI otlpGrpc() {
        return Ports.http(this, OTLP_GRPC);
    }

    /** Returns where this JVM sends OTLP over HTTP, once the container runs; {@code /v1/traces} is below it. */
    public URI otlpHttp() {
        return Ports.http(this, OTLP_HTTP);
    }
}
