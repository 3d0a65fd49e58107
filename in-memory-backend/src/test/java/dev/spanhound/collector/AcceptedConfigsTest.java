// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.collector.config.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations as they are met in production. */
class AcceptedConfigsTest {
    private static final String FOLDER = "collector/accepted/";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("DECISION_WAIT", "4s", "HASH_SALT", "00012", "MY_POD_IP", "10.0.0.7");

    private static CollectorConfig load(String name) {
        return CollectorConfig.builder().environment(ENVIRONMENT).load("classpath:" + FOLDER + name + ".yaml");
    }

    private static String described(TracesPipeline pipeline) {
        String stages = pipeline.stages().stream().map(Stage::id).collect(Collectors.joining(" "));
        return pipeline.id() + ": " + stages + (pipeline.isEntry() ? "" : " (fed)")
                + (pipeline.isExit() ? "" : " (feeds)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            errors-and-slow              | traces: memory_limiter tail_sampling batch
            flow-style                   | traces: tail_sampling
            three-signals                | traces: tail_sampling batch/traces
            span-metrics-before-sampling | traces/in: memory_limiter attributes/scrub, traces/sampled: tail_sampling batch (fed)
            gateway-by-environment       | traces: tail_sampling/gateway
            composite-budget             | traces: tail_sampling
            and-not-drop                 | traces: tail_sampling
            every-policy                 | traces: tail_sampling
            policies-alone               | traces: tail_sampling
            anchors                      | traces/eu: tail_sampling/eu, traces/us: tail_sampling/us, traces/asia: tail_sampling/asia
            load-balanced-tier-two       | traces: resource groupbytrace tail_sampling
            probabilistic-only           | traces: probabilistic_sampler
            span-and-attributes          | traces: attributes/edit span/names tail_sampling
            helm-values                  | traces: memory_limiter tail_sampling batch
            two-samplers                 | traces: tail_sampling/drop tail_sampling/share
            health-checks-out            | traces: filter/health tail_sampling
            policies-from-files          | traces: tail_sampling
            """)
    void runsWhatProductionRuns(String name, String pipelines) {
        CollectorConfig config = load(name);

        assertThat(config.pipelines().stream().map(AcceptedConfigsTest::described))
                .isEqualTo(List.of(pipelines.split(", ")));
        assertThat(config.warnings().stream()
                        .map(Finding::message)
                        .filter(warning -> !warning.startsWith("groupbytrace passes spans through at once")))
                .isEmpty();
    }

    @Test
    void isTriedWithAllThatThereAre() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(
                                Thread.currentThread().getContextClassLoader().getResource(FOLDER + "anchors.yaml"))
                        .getPath())
                .getParent())) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml"))).hasSize(17);
        }
    }
}
