// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import java.util.List;
import java.util.Optional;

/** What a condition is about; the lower ones see all above. */
public enum OttlContext {
    /** The resource; its paths start with {@code resource.}. */
    RESOURCE("resource"),
    /** The instrumentation scope; its paths start with {@code scope.} or {@code instrumentation_scope.}. */
    SCOPE("scope"),
    /** The span; its paths start with {@code span.}. */
    SPAN("span"),
    /** An event of a span; its paths start with {@code spanevent.}. */
    SPAN_EVENT("spanevent");

    private final String prefix;

    OttlContext(String prefix) {
        this.prefix = prefix;
    }

    /** Returns the name that its paths start with. */
    public String prefix() {
        return prefix;
    }

    /**
     * Returns the lowest context that the conditions' paths name, as the Collector infers it for {@code
     * trace_conditions}; nothing if no path names one.
     *
     * <p>If that context has not all the functions and enums used, the lower ones are tried.
     *
     * @throws OttlException if one is no condition, a path names no context of traces, or a function or enum is in none
     */
    public static Optional<OttlContext> infer(List<String> conditions) {
        return Inference.of(conditions);
    }
}
