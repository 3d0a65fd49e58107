// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query API that gave no answer which can be read. The message names the request, the status, the beginning of the answer,
 * and the cure.
 */
public final class TraceQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final transient List<String> hints;
    private final boolean isPassing;

    /**
     * Creates one.
     *
     * @param isPassing whether waiting may help, as with a product that is still starting
     * @param problem the request and what is wrong, in one line
     * @param hints what to do about it, a line each
     */
    TraceQueryException(boolean isPassing, String problem, List<String> hints, @Nullable Throwable cause) {
        super(hints.isEmpty() ? problem : problem + "\n  " + String.join("\n  ", hints), cause);
        this.problem = problem;
        this.hints = List.copyOf(hints);
        this.isPassing = isPassing;
    }

    String problem() {
        return problem;
    }

    List<String> hints() {
        return hints;
    }

    boolean isPassing() {
        return isPassing;
    }
}
