// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchesTest {
    private static final URI BACKEND = URI.create("http://host.testcontainers.internal:40123");

    @ParameterizedTest
    @CsvSource({
        "OTEL_SDK_DISABLED, true",
        "OTEL_SDK_DISABLED, TRUE",
        "OTEL_TRACES_EXPORTER, none",
        "OTEL_TRACES_SAMPLER, always_off",
        "OTEL_JAVAAGENT_ENABLED, false",
        "MANAGEMENT_TRACING_ENABLED, false",
        "MANAGEMENT_TRACING_SAMPLING_PROBABILITY, 0.0",
    })
    void tellWhatSwitchesTracingOff(String name, String value) {
        assertThat(Switches.thatKeepSpansBack(Map.of(name, value, "HOME", "/root")))
                .contains(name + "=" + value);
    }

    @Test
    void tellNothingOfWhatTheWiringSets() {
        Map<String, String> wired =
                TracedNetwork.exportingTo(URI.create("http://127.0.0.1:40123")).environment("orders");

        assertThat(Switches.thatKeepSpansBack(wired)).isEmpty();
        assertThat(Switches.otherEndpoints(wired, BACKEND)).isEmpty();
    }

    @Test
    void tellAnotherEndpointAndTheOneForTracesFirst() {
        assertThat(Switches.otherEndpoints(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318"), BACKEND))
                .containsExactly("OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318");
        assertThat(Switches.otherEndpoints(
                        Map.of(
                                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                                "http://jaeger:4318/v1/traces",
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                BACKEND.toString()),
                        BACKEND))
                .containsExactly("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://jaeger:4318/v1/traces");
    }
}
