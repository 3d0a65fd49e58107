// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.trace.synthetic.SyntheticTrace.aTrace;
import static dev.spanhound.trace.synthetic.SyntheticTraces.traces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.collector.TraceCollector;
import dev.spanhound.sender.SpanSender;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.synthetic.Latency;
import dev.spanhound.trace.synthetic.SyntheticTrace;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The real Collector and the embedded one, on one configuration. */
@NeedsImage(OtelCollectorContainer.IMAGE)
@Testcontainers(disabledWithoutDocker = true)
class OtelCollectorIT {
    private static final String[] CONFIG = {
        "sampling/otel-collector.yaml", "yaml:processors::tail_sampling::decision_wait: 1s"
    };
    private static final TraceBackend backend = TraceBackend.create();
    private static final TracedNetwork network = TracedNetwork.exportingTo(backend);

    @Container
    static final OtelCollectorContainer collector =
            new OtelCollectorContainer().withConfig(CONFIG).withEnv("POD_IP", "10.0.0.7");

    static final TracedNetwork shop = network.through(collector);

    @Container
    static final GenericContainer<?> orders =
            shop.service("orders", Boxes.IMAGE).withCommand("sleep", "1000");

    @AfterAll
    static void close() {
        backend.close();
        network.close();
    }

    @AutoClose
    private final SpanExporter exporter = OtlpGrpcSpanExporter.builder()
            .setEndpoint(collector.otlpGrpc().toString())
            .build();

    private static List<SyntheticTrace> traffic() {
        Stream<SyntheticTrace> ordinary = traces(1_200)
                .seeded(7)
                .throughServices("gateway", "orders", "payment")
                .withSpans(1, 9)
                .withErrors(0.05)
                .withLatency(Latency.exponential(Duration.ofMillis(600)))
                .withAttribute("customer.tier", "gold", "free", "free")
                .stream();
        Stream<SyntheticTrace> probes =
                traces(100).seeded(8).withErrors(0.5).withAttribute("url.path", "/healthz").stream();
        Stream<SyntheticTrace> reports = traces(100)
                .seeded(9)
                .throughServices("gateway", "orders")
                .withAttribute("url.path", "/reports/7", "/orders/7")
                .stream();
        return Stream.of(ordinary, probes, reports).flatMap(each -> each).toList();
    }

    private void send(List<SpanData> spans) {
        assertThat(exporter.export(spans).join(20, TimeUnit.SECONDS).isSuccess())
                .isTrue();
    }

    @Test
    void keepsTheSameTracesAsTheEmbeddedOne() {
        Map<String, Integer> kept = new TreeMap<>();
        List<SyntheticTrace> traffic = traffic();
        try (TraceCollector embedded = TraceCollector.load(CONFIG)) {
            traffic.forEach(embedded::receive);
            embedded.decide();
            embedded.exported().forEach(span -> kept.merge(span.getTraceId(), 1, Integer::sum));
        }
        assertThat(kept).hasSizeBetween(200, 700);

        List<SpanData> request = new ArrayList<>();
        for (SyntheticTrace trace : traffic) {
            request.addAll(trace.spans());
            if (request.size() > 500) {
                send(request);
                request.clear();
            }
        }
        // Its error is decided on after all others.
        SyntheticTrace last = aTrace().seeded(10).withError();
        request.addAll(last.spans());
        send(request);
        kept.put(last.traceId(), last.spans().size());

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(arrived(traffic, last)).isEqualTo(kept));
        assertThat(collector.getLogs()).doesNotContain("tempo.observability", "Exporting failed");
    }

    private static Map<String, Integer> arrived(List<SyntheticTrace> traffic, SyntheticTrace last) {
        Map<String, Integer> arrived = new TreeMap<>();
        Stream.concat(traffic.stream(), Stream.of(last))
                .map(SyntheticTrace::traceId)
                .flatMap(id -> backend.find(id).stream())
                .forEach((Trace trace) -> arrived.put(trace.traceId(), trace.size()));
        return arrived;
    }

    @Test
    void servicesOfTheNetworkSendToIt() {
        assertThat(Boxes.sh(orders, "echo $OTEL_EXPORTER_OTLP_ENDPOINT")).isEqualTo("http://otel-collector:4318");
        String slow = Boxes.sh(orders, """
                wget -q -O - --header 'Content-Type: application/json' --post-data '{"resourceSpans":[{
                  "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"orders"}}]},
                  "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"00f067aa0ba902b7","name":"work",
                    "kind":2,"startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000002000000000"}]}]}]}' \\
                $OTEL_EXPORTER_OTLP_ENDPOINT/v1/traces""".formatted(Boxes.TRACE_ID));
        assertThat(slow).isEqualTo("{\"partialSuccess\":{}}");

        assertThat(backend.watch(Boxes.TRACE_ID))
                .containsTree(server("work").in("orders"))
                .span("work")
                .hasResourceAttribute("deployment.environment.name", "production");
    }

    @Test
    void saysWhyNothingComesFromIt() {
        TraceBackend gone = TraceBackend.create();
        try (OtelCollectorContainer other = new OtelCollectorContainer().exportingTo(gone)) {
            other.start();
            CollectorSender sender = new CollectorSender(other, URI.create("http://backend:4318"));
            assertThat(sender.examine(true, false)).isEmpty();

            gone.close();
            try (SpanExporter toOther = OtlpGrpcSpanExporter.builder()
                    .setEndpoint(other.otlpGrpc().toString())
                    .build()) {
                toOther.export(aTrace().spans()).join(20, TimeUnit.SECONDS);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(sender.examine(true, false)).hasValueSatisfying(trouble -> {
                        assertThat(trouble.cause()).isEqualTo("exports of container otel-collector fail");
                        assertThat(trouble.hints().get(0)).contains("Exporting failed.");
                        assertThat(trouble.hints()).endsWith("It was told to send to http://backend:4318.");
                    }));

            network.kill(other);
            Boxes.awaitEnd(other);
            assertThat(sender.examine(false, true).map(SpanSender.Trouble::cause))
                    .contains("container otel-collector has ended, with exit code 137");
        }
    }

    @Test
    void aConfigurationThatItRefusesIsSaidAtOnce() {
        try (OtelCollectorContainer broken = new OtelCollectorContainer()
                .withConfig("yaml:tail_sampling: {decision_weight: 1s, policies: [{name: all, type: always_sample}]}")
                .exportingTo(backend)) {
            assertThatThrownBy(broken::start)
                    .isInstanceOf(ContainerLaunchException.class)
                    .hasMessage("""
                    expected the Collector to start, but it ended:

                      failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):
                      'processors' error reading configuration for "tail_sampling": decoding failed due to the following error(s):
                      'tailsamplingprocessor.Config' has invalid keys: decision_weight

                      its configuration: yaml:tail_sampling: {decision_weight: 1s, policies: [{name: all, type: always_sample}]}
                        then what makes it export to http://host.testcontainers.internal:%d""".formatted(backend.endpoint().getPort()));
        }
    }
}
