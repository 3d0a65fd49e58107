// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Item;
import org.jspecify.annotations.Nullable;

/** An argument that is converted to one type. Gives null for nil, or throws an EvaluationException. */
@FunctionalInterface
interface Like<T> {
    @Nullable
    T of(Item item);
}
