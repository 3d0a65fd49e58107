// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.query.TempoTraces;
import java.net.URI;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * Grafana Tempo as a single binary, which keeps traces in the container's file system.
 *
 * <pre>{@code assertThat(tempo.traces().watch(traceId)).isComplete();}</pre>
 *
 * <p>Its configuration has what is below and nothing else; for another one copy a file into the container, and name it by
 * {@code withCommand("-config.file=…")}.
 *
 * <p>Exposes {@value #QUERY} (query API), {@value #OTLP_GRPC} (OTLP over gRPC), {@value #OTLP_HTTP} (OTLP over HTTP) and
 * {@value #ZIPKIN} (Zipkin). It says that it is ready after about 15 seconds.
 */
@SuppressWarnings("this-escape") // to methods of GenericContainer, which is made by then
public class TempoContainer extends GenericContainer<TempoContainer> {
    static final String IMAGE = "grafana/tempo:2.9.0";

    private static final int QUERY = 3200;
    private static final int OTLP_GRPC = 4317;
    private static final int OTLP_HTTP = 4318;
    private static final int ZIPKIN = 9411;

    private static final String CONFIG_FILE = "/etc/tempo.yaml";
    private static final String CONFIG = """
            server:
              http_listen_port: %d
            distributor:
              receivers:
                otlp:
                  protocols:
                    grpc:
                      endpoint: 0.0.0.0:%d
                    http:
                      endpoint: 0.0.0.0:%d
                zipkin:
                  endpoint: 0.0.0.0:%d
            storage:
              trace:
                backend: local
                wal:
                  path: /var/tempo/wal
                local:
                  path: /var/tempo/blocks
            """.formatted(QUERY, OTLP_GRPC, OTLP_HTTP, ZIPKIN);

    /** Makes a container of Tempo 2.9.0. */
    public TempoContainer() {
        this(IMAGE);
    }

    /** Makes a container of an image, such as {@code grafana/tempo:2.9.0}. */
    public TempoContainer(String image) {
        this(DockerImageName.parse(image));
    }

    /**
     * Makes a container of an image.
     *
     * @throws IllegalStateException if it is not said to be {@code grafana/tempo}
     */
    public TempoContainer(DockerImageName image) {
        super(image);
        image.assertCompatibleWith(DockerImageName.parse("grafana/tempo"));
        withExposedPorts(QUERY, OTLP_GRPC, OTLP_HTTP, ZIPKIN);
        withCopyToContainer(Transferable.of(CONFIG, 0644), CONFIG_FILE);
        withCommand("-config.file=" + CONFIG_FILE);
        waitingFor(Wait.forHttp("/ready").forPort(QUERY).withStartupTimeout(Duration.ofMinutes(2)));
    }

    /** Returns the traces that it keeps. */
    public TempoTraces traces() {
        return TempoTraces.at(query());
    }

    /** Returns where this JVM finds its query API. */
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
