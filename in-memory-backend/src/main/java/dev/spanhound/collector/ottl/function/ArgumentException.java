// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import java.io.Serial;

/** An argument that a function can never accept, seen before anything is evaluated. */
public final class ArgumentException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int index;

    ArgumentException(int index, String message) {
        super(message);
        this.index = index;
    }

    /** Returns which parameter it was given for, from 0. */
    public int index() {
        return index;
    }
}
