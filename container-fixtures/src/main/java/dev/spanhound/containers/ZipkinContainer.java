// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.query.ZipkinTraces;
import java.net.URI;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Zipkin, which keeps traces in memory.
 *
 * <pre>{@code assertThat(zipkin.traces().watch(traceId)).isComplete();}</pre>
 *
 * <p>Exposes {@value #PORT} for all it does.
 */
@SuppressWarnings("this-escape") // to methods of GenericContainer, which is made by then
public class ZipkinContainer extends GenericContainer<ZipkinContainer> {
    static final String IMAGE = "openzipkin/zipkin:3.5.1";

    private static final int PORT = 9411;

    /** Makes a container of Zipkin 3.5.1. */
    public ZipkinContainer() {
        this(IMAGE);
    }

    /** Makes a container of an image, such as {@code openzipkin/zipkin:3.5.1}. */
    public ZipkinContainer(String image) {
        this(DockerImageName.parse(image));
    }

    /**
     * Makes a container of an image.
     *
     * @throws IllegalStateException if it is said to be neither {@code openzipkin/zipkin} nor {@code openzipkin/zipkin-slim}
     */
    public ZipkinContainer(DockerImageName image) {
        super(image);
        image.assertCompatibleWith(
                DockerImageName.parse("openzipkin/zipkin"), DockerImageName.parse("openzipkin/zipkin-slim"));
        withExposedPorts(PORT);
        waitingFor(Wait.forHttp("/health").forPort(PORT).withStartupTimeout(Duration.ofMinutes(2)));
    }

    /** Returns the traces that it keeps. */
    public ZipkinTraces traces() {
        return ZipkinTraces.at(query());
    }

    /** Returns where this JVM finds its query API, and a browser its UI. */
    public URI query() {
        return Ports.http(this, PORT);
    }

    /** Returns where this JVM sends spans, as Zipkin's reporters are configured. */
    public URI zipkin() {
        return query().resolve("/api/v2/spans");
    }
}
