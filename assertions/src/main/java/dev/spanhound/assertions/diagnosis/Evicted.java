// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import java.util.Optional;

/** The store dropped spans of this very trace. */
final class Evicted implements Suspicion {

    @Override
    public Optional<Diagnosis> examine(Evidence evidence) {
        if (!evidence.reception().evicted()) {
            return Optional.empty();
        }
        return Optional.of(new Diagnosis(
                "the store was full and dropped spans of this trace",
                "It has dropped " + Words.count(evidence.reception().evictedTraces(), "trace")
                        + " so far, the oldest first. Give the backend higher limits (Limits.maxSpans)."));
    }
}
