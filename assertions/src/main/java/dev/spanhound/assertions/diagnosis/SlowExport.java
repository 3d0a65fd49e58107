// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** A service is known to send its spans later than was waited. */
final class SlowExport implements Suspicion {
    // A batch may have been sent a little earlier by chance than its delay says.
    private static final double ALMOST = 0.8;

    @Override
    public Optional<Diagnosis> examine(Evidence evidence) {
        double enough = evidence.timeout().toNanos() * ALMOST;
        if (enough == 0) {
            return Optional.empty();
        }
        return evidence.involvedServices().stream()
                .filter(service -> evidence.known().exportDelay(service).toNanos() >= enough)
                .max(Comparator.comparing((String service) -> evidence.known().exportDelay(service))
                        .thenComparing(Comparator.reverseOrder()))
                .map(service -> diagnosis(service, evidence.known().exportDelay(service), evidence.timeout()));
    }

    private static Diagnosis diagnosis(String service, Duration delay, Duration timeout) {
        return new Diagnosis(
                service + " sends spans up to " + Words.spell(delay) + " after their end, and the wait is "
                        + Words.spell(timeout),
                "Let it send sooner (OTEL_BSP_SCHEDULE_DELAY=100, in milliseconds), or wait longer.");
    }
}
