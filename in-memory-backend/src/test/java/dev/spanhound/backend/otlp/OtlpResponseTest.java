// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OtlpResponseTest {

    @ParameterizedTest
    @EnumSource(Signal.class)
    void isEmptyIfAllWasTaken(Signal signal) {
        assertThat(OtlpProtobuf.exportResponse(signal, 0, "")).isEmpty();
        assertThat(OtlpJson.exportResponse(signal, 0, "")).asString(UTF_8).isEqualTo("{}");
    }

    @Test
    void countsWhatWasRejected() throws Exception {
        assertThat(ExportTraceServiceResponse.parseFrom(OtlpProtobuf.exportResponse(Signal.TRACES, 300, "größe")))
                .isEqualTo(ExportTraceServiceResponse.newBuilder()
                        .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                                .setRejectedSpans(300)
                                .setErrorMessage("größe"))
                        .build());
        assertThat(ExportLogsServiceResponse.parseFrom(OtlpProtobuf.exportResponse(Signal.LOGS, 1, "")))
                .isEqualTo(ExportLogsServiceResponse.newBuilder()
                        .setPartialSuccess(ExportLogsPartialSuccess.newBuilder().setRejectedLogRecords(1))
                        .build());
        assertThat(ExportMetricsServiceResponse.parseFrom(
                        OtlpProtobuf.exportResponse(Signal.METRICS, Long.MAX_VALUE, "m")))
                .isEqualTo(ExportMetricsServiceResponse.newBuilder()
                        .setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                                .setRejectedDataPoints(Long.MAX_VALUE)
                                .setErrorMessage("m"))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"TRACES, rejectedSpans", "LOGS, rejectedLogRecords", "METRICS, rejectedDataPoints"})
    void namesTheCountForItsSignalInJson(Signal signal, String field) {
        assertThat(OtlpJson.exportResponse(signal, 3, "no \"id\""))
                .asString(UTF_8)
                .isEqualTo("{\"partialSuccess\":{\"" + field + "\":\"3\",\"errorMessage\":\"no \\\"id\\\"\"}}");
    }

    @Test
    void isAWarningIfNothingWasRejectedButThereIsAMessage() throws Exception {
        assertThat(ExportTraceServiceResponse.parseFrom(OtlpProtobuf.exportResponse(Signal.TRACES, 0, "old protocol"))
                        .getPartialSuccess()
                        .getErrorMessage())
                .isEqualTo("old protocol");
        assertThat(OtlpJson.exportResponse(Signal.TRACES, 0, "old protocol"))
                .asString(UTF_8)
                .isEqualTo("{\"partialSuccess\":{\"errorMessage\":\"old protocol\"}}");
    }

    @Test
    void isAStatusIfTheRequestWasRefused() throws Exception {
        UnknownFieldSet status = UnknownFieldSet.parseFrom(OtlpProtobuf.status(3, "größe"));
        assertThat(status.getField(1).getVarintList()).containsExactly(3L);
        assertThat(status.getField(2).getLengthDelimitedList())
                .singleElement()
                .satisfies(message -> assertThat(message.toString(UTF_8)).isEqualTo("größe"));
        assertThat(OtlpJson.status(3, "größe")).asString(UTF_8).isEqualTo("{\"code\":3,\"message\":\"größe\"}");
    }
}
