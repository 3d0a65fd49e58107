// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import java.util.Optional;

/** The backend refused spans. */
final class Refused implements Suspicion {

    @Override
    public Optional<Diagnosis> examine(Evidence evidence) {
        long refusals = evidence.reception().refusals();
        if (refusals == 0) {
            return Optional.empty();
        }
        String last = evidence.reception().lastRefusal();
        return Optional.of(new Diagnosis(
                "the backend refused " + Words.count(refusals, "request") + " since the test began",
                last.isEmpty() ? "It gave no reason." : "The last refusal: " + last));
    }
}
