// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.SpanNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The span's name. */
sealed interface NameCondition extends Condition {

    /** The name itself. */
    record Exact(String name) implements NameCondition {
        @Override
        public boolean holds(SpanNode node) {
            return node.name().equals(name);
        }

        @Override
        public String describe() {
            return "is named " + Quoted.of(name);
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            return new Mismatch("name", Quoted.of(name), Quoted.of(node.name()));
        }
    }

    /** A regular expression for the whole name. */
    record Matching(Pattern pattern) implements NameCondition {
        @Override
        public boolean holds(SpanNode node) {
            return pattern.matcher(node.name()).matches();
        }

        @Override
        public String describe() {
            return "has a name matching " + Quoted.of(pattern.pattern());
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            return new Mismatch("name", "one matching " + Quoted.of(pattern.pattern()), Quoted.of(node.name()));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Matching matching
                    && pattern.pattern().equals(matching.pattern.pattern())
                    && pattern.flags() == matching.pattern.flags();
        }

        @Override
        public int hashCode() {
            return pattern.pattern().hashCode();
        }
    }
}
