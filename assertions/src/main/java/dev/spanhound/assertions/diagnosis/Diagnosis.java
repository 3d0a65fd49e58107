// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The likely cause of something that did not come.
 *
 * @param cause the cause, in one line
 * @param hints what speaks for it and what to do about it, a line each
 * @param lost the traces that should be a part of this one, in the order of time
 */
public record Diagnosis(String cause, List<String> hints, List<Trace> lost) {
    private static final List<Suspicion> SUSPICIONS = List.of(
            new Evicted(),
            new NotSampled(),
            new SenderInTrouble(),
            new NothingArrived(),
            new Refused(),
            new TraceRestarted(),
            new TraceIdCut(),
            new ContextLost(),
            new SlowExport(),
            new ParentMissing(),
            new OtherTracesOnly(),
            new SilentCallee());

    public Diagnosis {
        hints = List.copyOf(hints);
        lost = List.copyOf(lost);
    }

    Diagnosis(String cause, List<String> hints) {
        this(cause, hints, List.of());
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
