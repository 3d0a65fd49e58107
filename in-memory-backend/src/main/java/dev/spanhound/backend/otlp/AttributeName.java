// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import io.opentelemetry.api.common.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * The name of an attribute, with the keys of the types that its values have had. Safe for use by many threads: keys are
 * immutable, and at worst one is made twice.
 */
final class AttributeName {
    static final AttributeName EMPTY = new AttributeName("");

    private final String text;
    private @Nullable AttributeKey<String> stringKey;
    private @Nullable AttributeKey<Long> longKey;
    private @Nullable AttributeKey<Boolean> booleanKey;
    private @Nullable AttributeKey<Double> doubleKey;

    AttributeName(String text) {
        this.text = text;
    }

    /** Returns the name itself. */
    String text() {
        return text;
    }

    AttributeKey<String> stringKey() {
        AttributeKey<String> key = stringKey;
        if (key == null) {
            key = AttributeKey.stringKey(text);
            stringKey = key;
        }
        return key;
    }

    AttributeKey<Long> longKey() {
        AttributeKey<Long> key = longKey;
        if (key == null) {
            key = AttributeKey.longKey(text);
            longKey = key;
        }
        return key;
    }

    AttributeKey<Boolean> booleanKey() {
        AttributeKey<Boolean> key = booleanKey;
        if (key == null) {
            key = AttributeKey.booleanKey(text);
            booleanKey = key;
        }
        return key;
    }

    AttributeKey<Double> doubleKey() {
        AttributeKey<Double> key = doubleKey;
        if (key == null) {
            key = AttributeKey.doubleKey(text);
            doubleKey = key;
        }
        return key;
    }
}
