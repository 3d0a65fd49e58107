// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import java.util.Optional;

/** Spans came, but none of this trace. */
final class OtherTracesOnly implements Suspicion {

    @Override
    public Optional<Diagnosis> examine(Evidence evidence) {
        long spans = evidence.reception().spans();
        if (!evidence.trace().isEmpty()) {
            return Optional.empty();
        }
        String arrived = spans == 0
                ? Words.count(evidence.reception().requests(), "request") + " without a span"
                : Words.count(spans, "span") + " of other traces";
        return Optional.of(new Diagnosis(
                arrived + " arrived since the test began, but none of this trace",
                "Does the call carry the test's context (its headers, filter or interceptor)?",
                "Or a sampler decided against this trace: OTEL_TRACES_SAMPLER=parentbased_always_on keeps it (Spring Boot"
                        + " samples 10 % unless told otherwise)."));
    }
}
