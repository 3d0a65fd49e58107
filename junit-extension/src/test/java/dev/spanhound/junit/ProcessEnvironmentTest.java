// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.spanhound.backend.TraceBackend;
import java.net.URI;
import org.junit.jupiter.api.Test;

@TraceTest
class ProcessEnvironmentTest {

    @Test
    void makesAProcessExportToTheBackend(TestTrace trace, TraceBackend backend) {
        assertThat(trace.environment("orders-service"))
                .containsOnly(
                        entry("OTEL_SERVICE_NAME", "orders-service"),
                        entry(
                                "OTEL_RESOURCE_ATTRIBUTES",
                                "test.case.name=dev.spanhound.junit.ProcessEnvironmentTest"
                                        + ".makesAProcessExportToTheBackend"),
                        entry("OTEL_TRACES_EXPORTER", "otlp"),
                        entry("OTEL_METRICS_EXPORTER", "none"),
                        entry("OTEL_LOGS_EXPORTER", "none"),
                        entry("OTEL_EXPORTER_OTLP_ENDPOINT", backend.endpoint().toString()),
                        entry("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                        entry("OTEL_BSP_SCHEDULE_DELAY", "50"),
                        entry("OTEL_TRACES_SAMPLER", "parentbased_always_on"),
                        entry("OTEL_PROPAGATORS", "tracecontext,baggage"));
    }

    @Test
    void encodesTheNameOfTheTest() {
        assertThat(ProcessEnvironment.of("orders", URI.create("http://127.0.0.1:4318"), "Shop.a, b=c é"))
                .containsEntry("OTEL_RESOURCE_ATTRIBUTES", "test.case.name=Shop.a%2C%20b%3Dc%20%C3%A9");
    }
}
