// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerLogTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR io.opentelemetry.exporter.internal.http.HttpExporter - Failed to export spans. The request could not be executed.",
                "WARN io.opentelemetry.exporter.internal.grpc.GrpcExporter - Failed to export spans. Server responded with gRPC status code 14.",
                "Failed to export traces to localhost:4317, error code: StatusCode.UNAVAILABLE",
                "Transient error StatusCode.UNAVAILABLE encountered while exporting traces to localhost:4317, retrying in 1s.",
                "Exception while exporting Span batch.",
                "{\"stack\":\"Error: connect ECONNREFUSED 127.0.0.1:4318\\n at TCPConnectWrap\",\"code\":\"ECONNREFUSED\"}",
                "{\"stack\":\"OTLPExporterError: Not Found\\n at IncomingMessage\",\"code\":\"404\",\"name\":\"OTLPExporterError\"}",
                "2026/01/02 03:04:05 traces export: Post \"http://localhost:4318/v1/traces\": dial tcp [::1]:4318: connect: connection refused",
                "info\tinternal/retry_sender.go:126\tExporting failed. Will retry the request after interval.\t{\"error\": \"connection refused\"}",
                "OpenTelemetry trace error occurred. error sending request",
                "WARNING: Dropped 12 spans due to IOException(connection refused)",
            })
    void knowsWhatExportersSayWhenTheyFail(String line) {
        assertThat(ContainerLog.of("listening\n" + line + "\nGET /orders/42 200\n")
                        .exportErrors())
                .containsExactly("its log: " + line);
    }

    @Test
    void takesNothingElseForAFailedExport() {
        assertThat(ContainerLog.of("exporting 12 orders\nGET /export 200\nError: connect ECONNREFUSED db:5432\n")
                        .exportErrors())
                .isEmpty();
    }

    @Test
    void showsTheLastTwoThatDiffer() {
        assertThat(ContainerLog.of("""
                        failed to export 1
                        failed to export 2
                        failed to export 3
                        failed to export 3
                        """).exportErrors())
                .containsExactly("its log: failed to export 2", "its log: failed to export 3");
    }

    @Test
    void shortensALongLine() {
        assertThat(ContainerLog.of("x".repeat(300)).lastLines("its log ends: "))
                .containsExactly("its log ends: " + "x".repeat(240) + "…");
    }

    @Test
    void showsTheLastThreeLinesThatAreNotBlank() {
        assertThat(ContainerLog.of("1\n2\n\n3\n4\n  \n").lastLines("- ")).containsExactly("- 2", "- 3", "- 4");
    }
}
