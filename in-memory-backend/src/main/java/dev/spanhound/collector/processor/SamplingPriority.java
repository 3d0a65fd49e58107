// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/** OpenTracing's attribute {@code sampling.priority}, which may be an integer, a double, or a string with a number. */
final class SamplingPriority {
    private static final String NAME = "sampling.priority";
    private static final AttributeKey<Long> LONG = AttributeKey.longKey(NAME);
    private static final AttributeKey<Double> DOUBLE = AttributeKey.doubleKey(NAME);
    private static final AttributeKey<String> STRING = AttributeKey.stringKey(NAME);

    private SamplingPriority() {}

    static @Nullable Double of(Attributes attributes) {
        Long integer = attributes.get(LONG);
        if (integer != null) {
            return integer.doubleValue();
        }
        String text = attributes.get(STRING);
        return text == null ? attributes.get(DOUBLE) : GoNumbers.parseFloat(text);
    }
}
