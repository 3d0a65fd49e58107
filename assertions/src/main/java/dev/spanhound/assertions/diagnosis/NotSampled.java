// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
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
                .filter(span -> !isSampled(span) && sendsFlags(span.service(), evidence.trace()))
                .findFirst()
                .map(span -> new Diagnosis("the sampled flag is 0 from " + span + " on", HINT))
                .or(() -> evidence.trace().spans().stream()
                        .flatMap(span -> byRecord(span).stream())
                        .findFirst());
    }

    /** A span that is here though its caller decided against it, or a call that told its callee so. */
    private static Optional<Diagnosis> byRecord(SpanNode span) {
        Recorded recorded = Recorded.by(span);
        return recorded.unsampled()
                .map(context -> new Diagnosis(
                        "the sampled flag is 0 from " + span + " on",
                        (Fit.isCall(span) ? "It sent " : "It was sent ") + recorded.linesOf(context.format()) + ".",
                        HINT));
    }

    private static boolean isSampled(SpanNode span) {
        return span.span().getSpanContext().isSampled();
    }

    /** Many SDKs leave the flags of an exported span out; 0 tells nothing then. */
    private static boolean sendsFlags(String service, Trace trace) {
        return trace.spans().stream()
                .anyMatch(span -> isSampled(span) && span.service().equals(service));
    }
}
