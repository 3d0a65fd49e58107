// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.startup;

import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EmptyOpenTelemetryExtension {
    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    @Test
    void passes() {}
}
