// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.child;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;

/** Makes one span, which the agent exports to a backend in the same JVM, and prints all that come in. */
public final class ExportToItself {
    private static final Duration SEVERAL_EXPORTS = Duration.ofSeconds(2);

    private ExportToItself() {}

    public static void main(String[] arguments) {
        try (TraceBackend backend =
                TraceBackend.builder().port(Integer.parseInt(arguments[0])).build()) {
            backend.endpoint();
            Span span = GlobalOpenTelemetry.getTracer("test")
                    .spanBuilder("the only one")
                    .startSpan();
            span.end();
            backend.await(span.getSpanContext().getTraceId(), trace -> !trace.isEmpty(), Duration.ofSeconds(30))
                    .orElseThrow();
            backend.await("0".repeat(32), trace -> !trace.isEmpty(), SEVERAL_EXPORTS);
            for (Trace trace : backend.find(trace -> true)) {
                for (SpanNode node : trace.spans()) {
                    System.out.println("received: " + node.span().getName());
                }
            }
        }
        // Not exit: the agent would try for ten seconds to send its last spans to the backend that is closed.
        Runtime.getRuntime().halt(0);
    }
}
