// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static dev.spanhound.assertions.TraceAssertions.assertThat;

import dev.spanhound.trace.TraceSource;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is asked of each product that takes OTLP and stores traces. */
interface JudgesWhatCameByOtlp {
    URI otlpGrpc();

    URI otlpHttp();

    TraceSource traces();

    @Test
    default void overHttp() {
        judge(() -> OtlpHttpSpanExporter.builder()
                .setEndpoint(otlpHttp() + "/v1/traces")
                .build());
    }

    @Test
    default void overGrpc() {
        judge(() -> OtlpGrpcSpanExporter.builder()
                .setEndpoint(otlpGrpc().toString())
                .build());
    }

    private void judge(Supplier<SpanExporter> exporter) {
        String traceId = FourSpans.sendBy(exporter);

        assertThat(traces().watch(traceId)).isComplete().hasNoErrors().hasExactlyTree(FourSpans.TREE);
    }
}
