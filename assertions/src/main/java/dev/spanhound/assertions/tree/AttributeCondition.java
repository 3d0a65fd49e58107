// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.assertions.tree.AttributeValues.Source;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An attribute of the span or of its resource. */
sealed interface AttributeCondition extends Condition {

    /** The value, normalized. No type: numbers are compared by value. */
    record Equal(
            Source source,
            String key,
            Object value,
            @Nullable AttributeType type) implements AttributeCondition {
        @Override
        public boolean holds(SpanNode node) {
            Attributes attributes = source.of(node);
            if (type == null && value instanceof String) {
                return value.equals(attributes.get(AttributeKey.stringKey(key)));
            }
            if (type == null && value instanceof Number) {
                return AttributeValues.same(value, attributes.get(AttributeKey.longKey(key)))
                        || AttributeValues.same(value, attributes.get(AttributeKey.doubleKey(key)));
            }
            return AttributeValues.find(attributes, key)
                    .filter(found -> type == null || found.getKey().getType() == type)
                    .filter(found -> AttributeValues.same(value, found.getValue()))
                    .isPresent();
        }

        @Override
        public String describe() {
            return "has " + source.prefix + key + " = " + AttributeValues.text(value);
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            String expectedType = type == null ? AttributeValues.typeOf(value) : AttributeValues.typeOf(type);
            String expected = AttributeValues.text(value);
            Map.Entry<AttributeKey<?>, Object> found =
                    AttributeValues.find(source.of(node), key).orElse(null);
            if (found == null) {
                return new Mismatch(source.prefix + key, expected, AttributeValues.notSet(source.of(node), key));
            }
            String actualType = AttributeValues.typeOf(found.getKey().getType());
            String actual = AttributeValues.text(found.getValue());
            return actualType.equals(expectedType)
                    ? new Mismatch(source.prefix + key, expected, actual)
                    : new Mismatch(
                            source.prefix + key,
                            expected + " (" + expectedType + ")",
                            actual + " (" + actualType + ")");
        }
    }

    /** That there is such an attribute, whatever its value. */
    record Present(Source source, String key) implements AttributeCondition {
        @Override
        public boolean holds(SpanNode node) {
            return AttributeValues.find(source.of(node), key).isPresent();
        }

        @Override
        public String describe() {
            return "has " + source.prefix + key;
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            return new Mismatch(source.prefix + key, "any value", AttributeValues.notSet(source.of(node), key));
        }
    }

    /** That there is no such attribute. */
    record Absent(Source source, String key) implements AttributeCondition {
        @Override
        public boolean holds(SpanNode node) {
            return AttributeValues.find(source.of(node), key).isEmpty();
        }

        @Override
        public String describe() {
            return "has no " + source.prefix + key;
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            String actual = AttributeValues.find(source.of(node), key)
                    .map(found -> AttributeValues.text(found.getValue()))
                    .orElse("not set");
            return new Mismatch(source.prefix + key, "not set", actual);
        }
    }
}
