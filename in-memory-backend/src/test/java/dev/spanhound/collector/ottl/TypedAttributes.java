// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Map;
import java.util.function.BiConsumer;

/** Attributes that hold OpenTelemetry's newer values too, as later versions of the API do. */
record TypedAttributes(Map<AttributeKey<?>, Object> asMap) implements Attributes {
    @Override
    @SuppressWarnings("unchecked")
    public <T> T get(AttributeKey<T> key) {
        return (T) asMap.get(key);
    }

    @Override
    public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> consumer) {
        asMap.forEach(consumer);
    }

    @Override
    public int size() {
        return asMap.size();
    }

    @Override
    public boolean isEmpty() {
        return asMap.isEmpty();
    }

    @Override
    public AttributesBuilder toBuilder() {
        throw new UnsupportedOperationException();
    }
}
