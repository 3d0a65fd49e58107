// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import java.io.Serial;

/** An expression has no value for an item; the message says why. Has no stack trace, for it may happen at every span. */
public final class EvaluationException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Makes the exception with what is wrong with which value. */
    public EvaluationException(String message) {
        super(message, null, false, false);
    }
}
