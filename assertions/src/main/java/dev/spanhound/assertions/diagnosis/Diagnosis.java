// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The likely cause of something that did not come.
 *
 * @param cause the cause, in one line
 * @param hints what speaks for it and what to do about it, a line each
 */
public record Diagnosis(String cause, List<String> hints) {
    private static final List<Suspicion> SUSPICIONS = List.of(
            new Evicted(),
            new NotSampled(),
            new NothingArrived(),
            new Refused(),
            new ContextLost(),
            new SlowExport(),
            new ParentMissing(),
            new OtherTracesOnly());

    public Diagnosis {
        hints = List.copyOf(hints);
    }

    Diagnosis(String cause, String... hints) {
        this(cause, List.of(hints));
    }

    /** Returns the most certain cause that the evidence speaks for, if there is one. */
    public static Optional<Diagnosis> of(Evidence evidence) {
        return SUSPICIONS.stream()
                .flatMap(suspicion -> suspicion.examine(evidence).stream())
                .findFirst();
    }

    /** Returns the cause and, indented below it, the hints. */
    public String describe() {
        return String.join(
                "\n  ", Stream.concat(Stream.of(cause), hints.stream()).toList());
    }
}
