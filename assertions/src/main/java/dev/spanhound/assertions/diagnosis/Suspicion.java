// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import java.util.Optional;

/** One cause to look for. */
@FunctionalInterface
interface Suspicion {

    /** Returns the diagnosis if the evidence speaks for this cause. */
    Optional<Diagnosis> examine(Evidence evidence);
}
