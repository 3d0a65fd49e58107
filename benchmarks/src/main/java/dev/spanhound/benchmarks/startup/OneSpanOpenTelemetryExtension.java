// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.startup;

import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OneSpanOpenTelemetryExtension {
    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    @Test
    void seesItsSpan() {
        TELEMETRY
                .getOpenTelemetry()
                .getTracer("dev.spanhound.benchmarks")
                .spanBuilder("work")
                .startSpan()
                .end();
        TELEMETRY
                .assertTraces()
                .hasTracesSatisfyingExactly(trace -> trace.hasSpansSatisfyingExactly(span -> span.hasName("work")));
    }
}
