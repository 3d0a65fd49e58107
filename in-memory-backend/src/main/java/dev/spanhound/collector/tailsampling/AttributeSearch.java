// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Finds the value of a key, of whatever type it is, in one pass. */
final class AttributeSearch implements BiConsumer<AttributeKey<?>, Object> {
    private final String key;
    private @Nullable Object found;

    AttributeSearch(String key) {
        this.key = key;
    }

    /** Returns the value, or null if there is none. */
    @Nullable
    Object in(Attributes attributes) {
        found = null;
        if (!attributes.isEmpty()) {
            attributes.forEach(this);
        }
        return found;
    }

    @Override
    public void accept(AttributeKey<?> candidate, Object value) {
        if (candidate.getKey().equals(key)) {
            found = value;
        }
    }
}
