// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Item;

/** An argument that is written in the condition. */
record Constant<T>(T value) implements Typed<T> {
    @Override
    public T of(Item item) {
        return value;
    }

    @Override
    public T constant() {
        return value;
    }
}
