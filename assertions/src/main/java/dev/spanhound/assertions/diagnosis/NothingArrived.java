// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import java.util.Optional;

/** No endpoint has heard anything. */
final class NothingArrived implements Suspicion {

    @Override
    public Optional<Diagnosis> examine(Evidence evidence) {
        var reception = evidence.reception();
        boolean silence = evidence.trace().isEmpty()
                && reception.spans() == 0
                && reception.requests() == 0
                && reception.refusals() == 0
                && evidence.sighting().strays().isEmpty()
                && evidence.sighting().linked().isEmpty();
        if (!silence) {
            return Optional.empty();
        }
        return Optional.of(new Diagnosis(
                "nothing has arrived at any endpoint since the test began",
                "Does the exporter send to the backend's endpoint (OTEL_EXPORTER_OTLP_ENDPOINT), by the protocol of that"
                        + " endpoint (OTEL_EXPORTER_OTLP_PROTOCOL)?",
                "Does it send within the wait? Batches leave every 5 s unless told otherwise: OTEL_BSP_SCHEDULE_DELAY=100,"
                        + " in Spring Boot management.opentelemetry.tracing.export.schedule-delay=100ms.",
                "Is each span ended, and sampled? In this JVM: is it made by the test's Tracer or OpenTelemetry parameter, or by"
                        + " the global one of @TraceTest(global = true)?",
                SilentCallee.SPRING_TESTS + "."));
    }
}
