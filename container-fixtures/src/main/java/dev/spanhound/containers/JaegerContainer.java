// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.query.JaegerTraces;
import java.net.URI;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Jaeger 2, which keeps traces in memory.
 *
 * <pre>{@code assertThat(jaeger.traces().watch(traceId)).isComplete();}</pre>
 *
 * <p>Exposes {@value #QUERY} (query API and UI), {@value #OTLP_GRPC} (OTLP over gRPC), {@value #OTLP_HTTP} (OTLP over HTTP),
 * {@value #ZIPKIN} (Zipkin) and {@value #HEALTH} (health).
 */
@SuppressWarnings("this-escape") // to methods of GenericContainer, which is made by then
public class JaegerContainer extends GenericContainer<JaegerContainer> {
    static final String IMAGE = "jaegertracing/jaeger:2.13.0";

    private static final int QUERY = 16686;
    private static final int OTLP_GRPC = 4317;
    private static final int OTLP_HTTP = 4318;
    private static final int ZIPKIN = 9411;
    private static final int HEALTH = 13133;

    /** Makes a container of Jaeger 2.13.0. */
    public JaegerContainer() {
        this(IMAGE);
    }

    /** Makes a container of an image, such as {@code jaegertracing/jaeger:2.13.0}. */
    public JaegerContainer(String image) {
        this(DockerImageName.parse(image));
    }

    /**
     * Makes a container of an image.
     *
     * @throws IllegalStateException if it is not said to be {@code jaegertracing/jaeger}
     */
    public JaegerContainer(DockerImageName image) {
        super(image);
        image.assertCompatibleWith(DockerImageName.parse("jaegertracing/jaeger"));
        withExposedPorts(QUERY, OTLP_GRPC, OTLP_HTTP, ZIPKIN, HEALTH);
        waitingFor(Wait.forHttp("/status").forPort(HEALTH).withStartupTimeout(Duration.ofMinutes(2)));
    }

    /** Returns the traces that it keeps. */
    public JaegerTraces traces() {
        return JaegerTraces.at(query());
    }

    /** Returns where this JVM finds its query API, and a browser its UI. */
    public URI query() {
        return Ports.http(this, QUERY);
    }

    /** Returns where this JVM sends OTLP over gRPC. */
    public URI otlpGrpc() {
        return Ports.http(this, OTLP_GRPC);
    }

    /** Returns where this JVM sends OTLP over HTTP; {@code /v1/traces} is below it. */
    public URI otlpHttp() {
        return Ports.http(this, OTLP_HTTP);
    }

    /** Returns where this JVM sends Zipkin's JSON. */
    public URI zipkin() {
        return Ports.http(this, ZIPKIN).resolve("/api/v2/spans");
    }
}
