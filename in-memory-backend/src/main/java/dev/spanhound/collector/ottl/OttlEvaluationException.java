// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import java.io.Serial;

/**
 * A condition that has no answer for a span; what follows is up to the processor's {@code error_mode}. The message says
 * which part failed, and with what value.
 */
public final class OttlEvaluationException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    OttlEvaluationException(String condition, String problem) {
        super(condition + ": " + problem, null, false, false);
    }
}
