// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Environment variables that keep spans from being made or sent. */
final class Switches {
    private static final Map<String, Set<String>> OFF = Map.of(
            "OTEL_SDK_DISABLED", Set.of("true"),
            "OTEL_JAVAAGENT_ENABLED", Set.of("false"),
            "OTEL_TRACES_EXPORTER", Set.of("none", "console", "logging"),
            "OTEL_TRACES_SAMPLER", Set.of("always_off", "parentbased_always_off"),
            "MANAGEMENT_TRACING_ENABLED", Set.of("false"),
            "MANAGEMENT_TRACING_EXPORT_ENABLED", Set.of("false"),
            "MANAGEMENT_OTLP_TRACING_EXPORT_ENABLED", Set.of("false"),
            "MANAGEMENT_TRACING_SAMPLING_PROBABILITY", Set.of("0", "0.0"));

    private static final List<String> ENDPOINTS =
            List.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT");

    private Switches() {}

    /** Returns the first variable that switches tracing off, with its value. */
    static Optional<String> thatKeepSpansBack(Map<String, String> variables) {
        return variables.entrySet().stream()
                .filter(variable -> OFF.getOrDefault(variable.getKey(), Set.of())
                        .contains(variable.getValue().toLowerCase(Locale.ROOT)))
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .sorted()
                .findFirst();
    }

    /** Returns the variable that decides where spans go, with its value, if that is not {@code endpoint}. */
    static List<String> otherEndpoints(Map<String, String> variables, URI endpoint) {
        for (String name : ENDPOINTS) {
            String value = variables.get(name);
            if (value != null) {
                return value.startsWith(endpoint.toString()) ? List.of() : List.of(name + "=" + value);
            }
        }
        return List.of();
    }
}
