// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TraceIdRingTest {

    /** Endpoints, and the index of the one that the exporter's own ring (v0.161) chose for each of 40 trace IDs. */
    static Stream<Arguments> routings() {
        return Stream.of(
                Arguments.of(List.of("collector-0:4317"), "0".repeat(40)),
                Arguments.of(
                        List.of("collector-0:4317", "collector-1:4317"), "0101001101101001010110011100111110101000"),
                Arguments.of(
                        List.of("collector-0:4317", "collector-1:4317", "collector-2:4317"),
                        "0202201101102201222220012100122210121000"),
                Arguments.of(
                        List.of("10.0.0.1:4317", "10.0.0.2:4317", "10.0.0.3:4317", "10.0.0.4:4317", "10.0.0.5:4317"),
                        "3203102214242032102213401004020411343213"));
    }

    @ParameterizedTest
    @MethodSource("routings")
    void routesAsTheLoadBalancingExporterDoes(List<String> endpoints, String chosen) {
        TraceIdRing ring = new TraceIdRing(endpoints);
        String routed = IntStream.range(0, 40)
                .mapToObj(i -> String.format("%016x%016x", i * 0x9E3779B97F4A7C15L, (i + 1) * 0xBF58476D1CE4E5B9L))
                .map(traceId -> Integer.toString(endpoints.indexOf(ring.endpointOf(traceId))))
                .collect(Collectors.joining());
        assertThat(routed).isEqualTo(chosen);
    }
}
