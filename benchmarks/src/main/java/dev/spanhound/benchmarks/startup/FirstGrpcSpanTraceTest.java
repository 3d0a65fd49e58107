// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.startup;

import static dev.spanhound.assertions.TraceAssertions.assertThat;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.benchmarks.load.GrpcClient;
import dev.spanhound.benchmarks.load.OneSpan;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@TraceTest
final class FirstGrpcSpanTraceTest {
    @Test
    void receivesASpan(TestTrace trace, TraceBackend backend) throws IOException {
        try (GrpcClient client =
                new GrpcClient(backend.endpoint(), "/opentelemetry.proto.collector.trace.v1.TraceService/Export")) {
            client.send(OneSpan.otlp(
                    trace.traceId(), Span.current().getSpanContext().getSpanId()));
        }
        assertThat(trace).containsSpan("first span");
    }
}
