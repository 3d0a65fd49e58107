// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.SpanNode;
import java.util.Optional;

/** The sampled flag of the context is 0, so that services export nothing. */
final class NotSampled implements Suspicion {
    private static final String HINT =
            "A service that follows its parent's decision (the default sampler does) exports none of its spans then.";

    @Override
    public Optional<Diagnosis> examine(Evidence evidence) {
        if (!evidence.sampled()) {
            return Optional.of(new Diagnosis("the context of the test has the sampled flag 0", HINT));
        }
        return evidence.trace().spans().stream()
                .filter(NotSampled::isUnsampled)
                .findFirst()
                .map(span -> new Diagnosis("the sampled flag is 0 from " + span + " on", HINT));
    }

    private static boolean isUnsampled(SpanNode span) {
        return !span.span().getSpanContext().isSampled();
    }
}
