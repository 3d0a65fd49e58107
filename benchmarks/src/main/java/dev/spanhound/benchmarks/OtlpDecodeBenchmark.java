// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import dev.spanhound.backend.otlp.MalformedOtlpException;
import dev.spanhound.backend.otlp.OtlpProtobuf;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the bytes of an OTLP request of 512 spans with 8 attributes each to the same {@code SpanData}: straight, and by
 * way of protobuf-java and OpenTelemetry's generated classes. One operation is one span.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class OtlpDecodeBenchmark {
    private static final int SPANS = 512;

    private final byte[] body = ExportRequest.of(SPANS).toByteArray();

    /** Checks that both give the same spans. */
    @Setup
    public void compare() throws IOException, MalformedOtlpException {
        if (!direct().equals(generated()) || direct().size() != SPANS) {
            throw new IllegalStateException("not the same spans");
        }
    }

    @Benchmark
    @OperationsPerInvocation(SPANS)
    public List<SpanData> direct() throws MalformedOtlpException {
        return OtlpProtobuf.decodeTraces(body).spans();
    }

    @Benchmark
    @OperationsPerInvocation(SPANS)
    public List<SpanData> generated() throws IOException {
        return GeneratedClasses.spans(ExportTraceServiceRequest.parseFrom(body));
    }
}
