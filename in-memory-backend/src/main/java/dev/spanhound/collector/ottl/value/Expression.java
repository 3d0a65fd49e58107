// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import org.jspecify.annotations.Nullable;

/** Something that has a value for each item. Safe for use by several threads. */
@FunctionalInterface
public interface Expression {
    /**
     * Returns the value for {@code item}, null for OTTL's nil.
     *
     * @throws EvaluationException if there is none
     */
    @Nullable
    Object of(Item item);

    /** Returns the one value that this always has, or null if it depends on the item or on a function. */
    default @Nullable Literal literal() {
        return null;
    }
}
