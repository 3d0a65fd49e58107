// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.collector.config.Node;
import dev.spanhound.collector.config.Node.Mapping;
import dev.spanhound.collector.config.Node.Scalar;
import dev.spanhound.collector.config.Node.Sequence;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a Collector is given after a user's configuration, and merges over it: its pipelines keep their processors and
 * connectors, and get other ends. They receive on the ports that the container exposes, and what leaves the traces
 * pipelines goes to the test's backend. So no receiver, exporter or extension of production is started.
 */
final class CollectorOverride {
    private static final String RECEIVER = "otlp/spanhound";
    /** The name that each version knows. */
    private static final String EXPORTER = "otlphttp/spanhound";

    private static final String NOWHERE = "nop/spanhound";

    private final Mapping config;
    private final Set<String> connectors;
    private final StringBuilder yaml = new StringBuilder();

    private CollectorOverride(Mapping config) {
        this.config = config;
        this.connectors = below(config, "connectors").keySet();
    }

    /**
     * Returns the override as YAML.
     *
     * @param config the user's configuration, merged
     * @param backend where kept traces go, as the Collector sees it
     */
    static String of(Mapping config, URI backend) {
        return new CollectorOverride(config).write(backend);
    }

    private String write(URI backend) {
        yaml.append("""
                receivers:
                  %s:
                    protocols:
                      grpc:
                        endpoint: 0.0.0.0:%d
                      http:
                        endpoint: 0.0.0.0:%d
                exporters:
                  %s:
                    endpoint: %s
                    compression: none
                  %s:
                service:
                  extensions: []
                  telemetry:
                  pipelines:
                """.formatted(
                        RECEIVER,
                        OtelCollectorContainer.OTLP_GRPC,
                        OtelCollectorContainer.OTLP_HTTP,
                        EXPORTER,
                        backend,
                        NOWHERE));
        pipelines().forEach(this::write);
        return yaml.toString();
    }

    private Map<String, Node> pipelines() {
        Map<String, Node> pipelines = below(below(config, "service"), "pipelines");
        if (pipelines.isEmpty()) {
            // A part of a configuration: its processors in the order written, as the embedded collector has it.
            return Map.of("traces", new Mapping(config.place(), Map.of()));
        }
        return pipelines;
    }

    private void write(String name, Node pipeline) {
        Map<String, Node> ends = pipeline instanceof Mapping mapping ? mapping.entries() : Map.of();
        boolean ofTraces = name.equals("traces") || name.startsWith("traces/");
        yaml.append("    ").append(quoted(name)).append(":\n");
        write("receivers", replaced(names(ends.get("receivers")), RECEIVER));
        if (below(config, "service").isEmpty()) {
            write("processors", List.copyOf(below(config, "processors").keySet()));
        }
        write("exporters", replaced(names(ends.get("exporters")), ofTraces ? EXPORTER : NOWHERE));
    }

    private void write(String key, List<String> names) {
        yaml.append("      ")
                .append(key)
                .append(names.stream().map(CollectorOverride::quoted).collect(Collectors.joining(", ", ": [", "]\n")));
    }

    /** Puts {@code end} in the place of all that are no connectors; of all, if there are none. */
    private List<String> replaced(List<String> names, String end) {
        Set<String> result = new LinkedHashSet<>();
        for (String name : names) {
            result.add(connectors.contains(name) ? name : end);
        }
        return result.isEmpty() ? List.of(end) : List.copyOf(result);
    }

    private static List<String> names(@Nullable Node list) {
        List<String> names = new ArrayList<>();
        if (list instanceof Sequence sequence) {
            for (Node element : sequence.elements()) {
                if (element instanceof Scalar scalar) {
                    names.add(scalar.text());
                }
            }
        }
        return names;
    }

    private static Map<String, Node> below(Mapping mapping, String key) {
        return below(mapping.entries(), key);
    }

    private static Map<String, Node> below(Map<String, Node> entries, String key) {
        return entries.get(key) instanceof Mapping inner ? inner.entries() : new LinkedHashMap<>();
    }

    /** Component names may hold nearly anything. */
    private static String quoted(String name) {
        return name.matches("[a-z0-9_/-]+") ? name : "'" + name.replace("'", "''") + "'";
    }
}
