// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.query.JaegerTraces;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * This backend in a container of its own, for services that cannot reach the JVM of the test.
 *
 * <pre>{@code
 * static final BackendContainer backend = new BackendContainer().withNetwork(network).withNetworkAliases("traces");
 * static final TracedNetwork shop = TracedNetwork.exportingTo(URI.create("http://traces:4318"));
 *
 * assertThat(backend.traces().watch(traceId)).isComplete();
 * }</pre>
 *
 * <p>Exposes {@value #PORT}, for OTLP over HTTP and gRPC, Zipkin and queries. The command is
 * {@code serve --address=0.0.0.0}; see {@code serve --help} for more options.
 */
@SuppressWarnings("this-escape") // to methods of GenericContainer, which is made by then
public class BackendContainer extends GenericContainer<BackendContainer> {
    private static final int PORT = 4318;

    /**
     * Makes a container of the version that is on the class path of this JVM. Its image is built when it first starts, on
     * {@code eclipse-temurin:17-jre}, and kept for as long as the class path is the same.
     */
    public BackendContainer() {
        this(BackendImage.ofThisClassPath());
    }

    /** Makes a container of an image whose entry point is the stand-alone program, such as one built by hand. */
    public BackendContainer(String image) {
        this(DockerImageName.parse(image));
    }

    /** Makes a container of an image whose entry point is the stand-alone program. */
    public BackendContainer(DockerImageName image) {
        super(image);
        listen();
    }

    private BackendContainer(Future<String> image) {
        super(image);
        listen();
    }

    private void listen() {
        withExposedPorts(PORT);
        withCommand("serve", "--address=0.0.0.0", "--port=" + PORT);
        waitingFor(Wait.forHttp("/healthz").forPort(PORT).withStartupTimeout(Duration.ofMinutes(2)));
    }

    /** Returns the traces that it keeps. */
    public JaegerTraces traces() {
        return JaegerTraces.at(endpoint());
    }

    /** Returns where this JVM reaches it: all protocols, and queries. */
    public URI endpoint() {
        return Ports.http(this, PORT);
    }

    /** Returns where this JVM sends spans as Zipkin's reporters are configured. */
    public URI zipkin() {
        return endpoint().resolve("/api/v2/spans");
    }
}
