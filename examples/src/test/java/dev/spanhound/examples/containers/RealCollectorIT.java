// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.containers;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.trace.synthetic.SyntheticTraces.traces;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.collector.TraceCollector;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Decisions;
import dev.spanhound.collector.tailsampling.Outcome;
import dev.spanhound.containers.OtelCollectorContainer;
import dev.spanhound.junit.TraceTestExtension;
import dev.spanhound.trace.synthetic.SyntheticTraces;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The file that production runs, in the embedded collector and in the real one. */
@NeedsImage("otel/opentelemetry-collector-contrib:0.162.0")
@Testcontainers(disabledWithoutDocker = true)
class RealCollectorIT {
    @RegisterExtension
    static final TraceTestExtension traces =
            TraceTestExtension.builder().timeout(ofSeconds(30)).build();

    private static final String[] CONFIG = {
        "otel-collector.yaml",
        "yaml:processors::tail_sampling::decision_wait: 1s",
        "yaml:processors::batch::timeout: 200ms"
    };

    @Container
    static final OtelCollectorContainer collector =
            new OtelCollectorContainer().withConfig(CONFIG).exportingTo(traces);

    @Test
    void bothCollectorsKeepTheSame(TraceBackend backend) {
        SyntheticTraces traffic =
                traces(300).throughServices("gateway", "orders").withErrors(0.05);
        Decisions decisions;
        try (TraceCollector embedded = TraceCollector.load(CONFIG)) {
            decisions = embedded.decisionsOn(traffic);
        }

        send(traffic);

        for (Decision decision : decisions) {
            if (decision.outcome() == Outcome.SAMPLED) {
                assertThat(backend.watch(decision.traceId())).isComplete();
            }
        }
        assertThat(decisions.stream()
                        .filter(decision -> decision.outcome() != Outcome.SAMPLED)
                        .filter(decision -> backend.find(decision.traceId()).isPresent()))
                .isEmpty();
    }

    private static void send(SyntheticTraces traffic) {
        List<SpanData> spans =
                traffic.stream().flatMap(trace -> trace.spans().stream()).toList();
        try (SpanExporter exporter = OtlpGrpcSpanExporter.builder()
                .setEndpoint(collector.otlpGrpc().toString())
                .build()) {
            assertThat(exporter.export(spans).join(20, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
        }
    }
}
