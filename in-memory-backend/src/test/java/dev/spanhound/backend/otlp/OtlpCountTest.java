// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpCountTest {
    private static final ExportLogsServiceRequest LOGS = ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(ResourceLogs.newBuilder()
                    .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(log("a")).addLogRecords(log("b")))
                    .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(log("c"))))
            .addResourceLogs(ResourceLogs.newBuilder()
                    .setSchemaUrl("url")
                    .addScopeLogs(ScopeLogs.newBuilder())
                    .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(LogRecord.getDefaultInstance())))
            .build();

    private static final NumberDataPoint NUMBER =
            NumberDataPoint.newBuilder().setAsInt(7).setTimeUnixNano(1).build();
    private static final ExportMetricsServiceRequest METRICS = ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(ResourceMetrics.newBuilder()
                    .addScopeMetrics(ScopeMetrics.newBuilder()
                            .addMetrics(Metric.newBuilder()
                                    .setName("gauge")
                                    .setGauge(Gauge.newBuilder().addDataPoints(NUMBER)))
                            .addMetrics(Metric.newBuilder()
                                    .setSum(Sum.newBuilder().addDataPoints(NUMBER).addDataPoints(NUMBER)))
                            .addMetrics(Metric.newBuilder().setName("no data")))
                    .addScopeMetrics(ScopeMetrics.newBuilder()
                            .addMetrics(Metric.newBuilder()
                                    .setHistogram(Histogram.newBuilder()
                                            .addDataPoints(HistogramDataPoint.newBuilder().addBucketCounts(3))))
                            .addMetrics(Metric.newBuilder()
                                    .setExponentialHistogram(ExponentialHistogram.newBuilder()
                                            .addDataPoints(ExponentialHistogramDataPoint.newBuilder().setScale(-3))))
                            .addMetrics(Metric.newBuilder()
                                    .setSummary(Summary.newBuilder()
                                            .addDataPoints(SummaryDataPoint.newBuilder().setSum(0.5))))))
            .build();

    private static LogRecord log(String event) {
        return LogRecord.newBuilder().setEventName(event).setTimeUnixNano(5).build();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsLogRecords(long seed) throws Exception {
        assertThat(OtlpProtobuf.countLogs(protobuf(LOGS, seed))).isEqualTo(4);
        assertThat(OtlpJson.countLogs(json(LOGS, seed))).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsDataPointsOfAllTypesOfMetric(long seed) throws Exception {
        assertThat(OtlpProtobuf.countMetrics(protobuf(METRICS, seed))).isEqualTo(6);
        assertThat(OtlpJson.countMetrics(json(METRICS, seed))).isEqualTo(6);
    }

    @Test
    void countsNothingInAnEmptyRequest() throws Exception {
        assertThat(OtlpProtobuf.countLogs(new byte[0])).isZero();
        assertThat(OtlpProtobuf.countMetrics(new byte[0])).isZero();
        assertThat(OtlpJson.countLogs("{}".getBytes(UTF_8))).isZero();
        assertThat(OtlpJson.countMetrics("{\"resourceMetrics\":null}".getBytes(UTF_8))).isZero();
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

    private static byte[] protobuf(Message message, long seed) {
        return new WireNoise(seed).serialize(message);
    }

    private static byte[] json(Message message, long seed) {
        return new JsonForm(seed).serialize(message);
    }
}
