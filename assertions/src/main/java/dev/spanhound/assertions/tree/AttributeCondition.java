// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.assertions.tree.AttributeValues.Source;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Map;

/** An attribute of the span or of its resource. */
sealed interface AttributeCondition extends Condition {

    /**
     * The value.
     *
     * @param source where the attribute is
     * @param keys the keys under which the value may be
     * @param value the value, normalized
     * @param typed whether the key's type is expected as well; else numbers are compared by value
     */
    record Equal(Source source, List<AttributeKey<?>> keys, Object value, boolean typed) implements AttributeCondition {

        static Equal of(Source source, String key, Object value) {
            Object normalized = AttributeValues.normalized(value);
            return new Equal(source, AttributeValues.keysFor(key, normalized), normalized, false);
        }

        static <T> Equal of(Source source, AttributeKey<T> key, T value) {
            return new Equal(source, List.of(key), AttributeValues.normalized(value), true);
        }

        String key() {
            return keys.get(0).getKey();
        }

        @Override
        public boolean holds(SpanNode node) {
            Attributes attributes = source.of(node);
            for (AttributeKey<?> key : keys) {
                if (AttributeValues.same(value, attributes.get(key))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String describe() {
            return "has " + source.prefix + key() + " = " + AttributeValues.text(value);
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            String what = source.prefix + key();
            String expected = AttributeValues.text(value);
            Map.Entry<AttributeKey<?>, Object> found =
                    AttributeValues.find(source.of(node), key()).orElse(null);
            if (found == null) {
                return new Mismatch(what, expected, AttributeValues.notSet(source.of(node), key()));
            }
            String expectedType = typed ? AttributeValues.typeOf(keys.get(0).getType()) : AttributeValues.typeOf(value);
            String actualType = AttributeValues.typeOf(found.getKey().getType());
            String actual = AttributeValues.text(found.getValue());
            return actualType.equals(expectedType)
                    ? new Mismatch(what, expected, actual)
                    : new Mismatch(what, expected + " (" + expectedType + ")", actual + " (" + actualType + ")");
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
