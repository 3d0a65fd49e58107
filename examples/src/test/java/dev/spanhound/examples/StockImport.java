// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Locale;
import java.util.Map;

/** A batch program. OpenTelemetry's own variables configure it, and {@code TRACEPARENT} names the span it works for. */
final class StockImport {
    private static final TextMapGetter<Map<String, String>> VARIABLES = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> variables) {
            return variables.keySet();
        }

        @Override
        public String get(Map<String, String> variables, String name) {
            return variables.get(name.toUpperCase(Locale.ROOT));
        }
    };

    private StockImport() {}

    public static void main(String[] args) {
        try (OpenTelemetrySdk telemetry = AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk()) {
            Context parent =
                    W3CTraceContextPropagator.getInstance().extract(Context.root(), System.getenv(), VARIABLES);
            telemetry
                    .getTracer("import")
                    .spanBuilder("import_stock")
                    .setParent(parent)
                    .startSpan()
                    .end();
        }
    }
}
