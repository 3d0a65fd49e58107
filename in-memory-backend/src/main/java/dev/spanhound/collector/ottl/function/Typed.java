// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Item;
import org.jspecify.annotations.Nullable;

/** An argument of one type. Gives a value of that type, or throws an EvaluationException. */
@FunctionalInterface
interface Typed<T> {
    T of(Item item);

    /** Returns its value if that is written in the condition. */
    default @Nullable T constant() {
        return null;
    }
}
