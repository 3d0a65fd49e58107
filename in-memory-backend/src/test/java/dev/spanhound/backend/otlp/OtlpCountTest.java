// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import org.junit.jupiter.api.Test;

class OtlpCountTest {
    private static final int MESSAGES = 2_000;

    @Test
    void countsLogRecords() throws Exception {
        RandomMessages random = new RandomMessages(51);
        JsonForm form = new JsonForm(51);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] body = random.message(ExportLogsServiceRequest.getDescriptor());
            ExportLogsServiceRequest request = ExportLogsServiceRequest.parseFrom(body);
            int expected = request.getResourceLogsList().stream()
                    .flatMap(resource -> resource.getScopeLogsList().stream())
                    .mapToInt(ScopeLogs::getLogRecordsCount)
                    .sum();
            assertThat(OtlpProtobuf.countLogs(body)).as("message %d", i).isEqualTo(expected);
            assertThat(OtlpJson.countLogs(form.serialize(request)))
                    .as("message %d", i)
                    .isEqualTo(expected);
        }
    }

    @Test
    void countsDataPointsOfAllTypesOfMetric() throws Exception {
        RandomMessages random = new RandomMessages(52);
        JsonForm form = new JsonForm(52);
        for (int i = 0; i < MESSAGES; i++) {
            // The parsed message, again on the wire: a oneof with more than one member is counted as it is sent.
            ExportMetricsServiceRequest request =
                    ExportMetricsServiceRequest.parseFrom(random.message(ExportMetricsServiceRequest.getDescriptor()));
            int expected = request.getResourceMetricsList().stream()
                    .flatMap(resource -> resource.getScopeMetricsList().stream())
                    .flatMap(scope -> scope.getMetricsList().stream())
                    .mapToInt(OtlpCountTest::dataPoints)
                    .sum();
            assertThat(OtlpProtobuf.countMetrics(request.toByteArray()))
                    .as("message %d", i)
                    .isEqualTo(expected);
            assertThat(OtlpJson.countMetrics(form.serialize(request)))
                    .as("message %d", i)
                    .isEqualTo(expected);
        }
    }

    private static int dataPoints(Metric metric) {
        return metric.getGauge().getDataPointsCount()
                + metric.getSum().getDataPointsCount()
                + metric.getHistogram().getDataPointsCount()
                + metric.getExponentialHistogram().getDataPointsCount()
                + metric.getSummary().getDataPointsCount();
    }

    @Test
    void countsNothingInAnEmptyRequest() throws Exception {
        assertThat(OtlpProtobuf.countLogs(new byte[0])).isZero();
        assertThat(OtlpProtobuf.countMetrics(new byte[0])).isZero();
        assertThat(OtlpJson.countLogs("{}".getBytes(UTF_8))).isZero();
        assertThat(OtlpJson.countMetrics("{\"resourceMetrics\":null}".getBytes(UTF_8)))
                .isZero();
    }

    @Test
    void refusesWhatIsNoRequest() {
        assertThatExceptionOfType(MalformedOtlpException.class)
                .isThrownBy(() -> OtlpProtobuf.countLogs(Bytes.hex("0a05")))
                .withMessage("Truncated: a length of 5 with 0 bytes left at byte 1");
        assertThatExceptionOfType(MalformedOtlpException.class)
                .isThrownBy(() -> OtlpProtobuf.countMetrics(Bytes.hex("0a02 1205")))
                .withMessage("Truncated: a length of 5 with 0 bytes left at byte 3");
        assertThatExceptionOfType(MalformedOtlpException.class)
                .isThrownBy(() -> OtlpJson.countLogs("{\"resourceLogs\":7}".getBytes(UTF_8)))
                .withMessage("Malformed: expected an array but was \"7\" at line 1 column 18 path $.resourceLogs");
    }
}
