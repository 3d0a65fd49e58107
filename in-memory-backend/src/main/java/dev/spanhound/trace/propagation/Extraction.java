// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading header lines in one format. There may be a context and violations too, where the rest can
 * be read without what is broken: a bad {@code tracestate} leaves {@code traceparent} as it is.
 *
 * @param format the format
 * @param context what the lines say; nothing if they do not speak this format, or if it cannot be read
 * @param violations the rules that the lines break
 */
public record Extraction(PropagationFormat format, Optional<ExtractedContext> context, List<Violation> violations) {
    public Extraction {
        violations = List.copyOf(violations);
    }

    /** Returns whether the lines have no header of this format. */
    public boolean isAbsent() {
        return context.isEmpty() && violations.isEmpty();
    }

    /** Returns whether there is a context, and no rule is broken. */
    public boolean isValid() {
        return context.isPresent() && violations.isEmpty();
    }

    static Extraction absent(PropagationFormat format) {
        return new Extraction(format, Optional.empty(), List.of());
    }
}
