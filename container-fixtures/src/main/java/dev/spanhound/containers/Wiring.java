// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.MountableFile;

/**
 * How a container is made to send spans.
 *
 * @param hostAccess how it reaches this machine
 * @param protocol {@code OTEL_EXPORTER_OTLP_PROTOCOL}
 * @param javaAgent agent for its JVMs
 * @param ports ports of this machine that it reaches, beside the backend's
 * @param isProxied whether callers come to it by way of this JVM
 */
record Wiring(
        HostAccess hostAccess, String protocol, @Nullable Path javaAgent, List<Integer> ports, boolean isProxied) {
    static final Wiring DEFAULT = new Wiring(HostAccess.EXPOSED_PORT, "http/protobuf", null, List.of(), false);

    /** How long a span may wait for others. OpenTelemetry's default is 5 seconds. */
    private static final String DELAY_MILLIS = "10";

    private static final String JAVA_TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";
    private static final String AGENT_IN_CONTAINER = "/opt/spanhound/javaagent.jar";

    Wiring withHostAccess(HostAccess access) {
        return new Wiring(access, protocol, javaAgent, ports, isProxied);
    }

    Wiring withProtocol(String name) {
        return new Wiring(hostAccess, name, javaAgent, ports, isProxied);
    }

    Wiring withJavaAgent(Path agent) {
        if (!Files.isRegularFile(agent)) {
            throw new IllegalArgumentException("agent: " + agent + " (expected: a file)");
        }
        return new Wiring(hostAccess, protocol, agent, ports, isProxied);
    }

    Wiring withPort(int port) {
        return new Wiring(
                hostAccess,
                protocol,
                javaAgent,
                Stream.concat(ports.stream(), Stream.of(port)).toList(),
                isProxied);
    }

    Wiring withProxy() {
        return new Wiring(hostAccess, protocol, javaAgent, ports, true);
    }

    void apply(GenericContainer<?> container, String service, Destination destination) {
        Map<String, String> present = container.getEnvMap();
        environment(service, destination).forEach((name, value) -> {
            if (name.endsWith("_ENDPOINT") || !present.containsKey(name)) {
                container.addEnv(name, value);
            }
        });
        if (javaAgent != null) {
            container.withCopyFileToContainer(MountableFile.forHostPath(javaAgent, 0644), AGENT_IN_CONTAINER);
            String options = present.getOrDefault(JAVA_TOOL_OPTIONS, "");
            container.addEnv(JAVA_TOOL_OPTIONS, (options + " -javaagent:" + AGENT_IN_CONTAINER).strip());
        }
        open(container, destination);
    }

    /** Lets a container reach the backend. */
    void open(GenericContainer<?> container, Destination destination) {
        destination.needs().forEach(container::dependsOn);
        if (destination.isLocal()) {
            hostAccess.open(container, destination.endpoint().getPort());
        }
        ports.forEach(port -> hostAccess.open(container, port));
    }

    Map<String, String> environment(String service, Destination destination) {
        if (service.isBlank()) {
            throw new IllegalArgumentException(
                    "name: \"" + service + "\" (expected: the service.name of the container)");
        }
        URI endpoint = destination.asSeenBy(hostAccess);
        String otlp = endpoint + "/v1/traces";
        String zipkin = endpoint + "/api/v2/spans";
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("OTEL_SERVICE_NAME", service);
        variables.put("OTEL_TRACES_EXPORTER", "otlp");
        variables.put("OTEL_METRICS_EXPORTER", "none");
        variables.put("OTEL_LOGS_EXPORTER", "none");
        variables.put(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                destination.asSeenBy(hostAccess, protocol).toString());
        variables.put("OTEL_EXPORTER_OTLP_PROTOCOL", protocol);
        variables.put("OTEL_EXPORTER_ZIPKIN_ENDPOINT", zipkin);
        variables.put("OTEL_BSP_SCHEDULE_DELAY", DELAY_MILLIS);
        variables.put("OTEL_TRACES_SAMPLER", "parentbased_always_on");
        variables.put("OTEL_PROPAGATORS", "tracecontext,baggage");
        variables.put(
                "OTEL_LOG_LEVEL", "error"); // OpenTelemetry's JavaScript says nothing of a failed export without it
        // Spring Boot before 3.5 does not know OTEL_SERVICE_NAME. Its application's name stays what it is.
        variables.put("MANAGEMENT_OPENTELEMETRY_RESOURCEATTRIBUTES_SERVICE_NAME", service);
        variables.put("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "1.0");
        variables.put("MANAGEMENT_OTLP_TRACING_ENDPOINT", otlp);
        variables.put("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", otlp);
        variables.put("MANAGEMENT_ZIPKIN_TRACING_ENDPOINT", zipkin);
        variables.put("MANAGEMENT_TRACING_EXPORT_ZIPKIN_ENDPOINT", zipkin);
        variables.put("MANAGEMENT_TRACING_OPENTELEMETRY_EXPORT_SCHEDULEDELAY", DELAY_MILLIS + "ms");
        variables.put("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULEDELAY", DELAY_MILLIS + "ms");
        variables.put("MANAGEMENT_OTLP_METRICS_EXPORT_ENABLED", "false");
        return Collections.unmodifiableMap(variables);
    }
}
