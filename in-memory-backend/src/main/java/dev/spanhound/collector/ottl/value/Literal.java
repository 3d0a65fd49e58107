// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import org.jspecify.annotations.Nullable;

/** A value that is written in the condition. */
public record Literal(@Nullable Object value) implements Expression {
    @Override
    public @Nullable Object of(Item item) {
        return value;
    }

    @Override
    public Literal literal() {
        return this;
    }
}
