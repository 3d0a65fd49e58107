// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.SpanNode;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A condition in the user's code. What it throws counts as "does not hold", since it may be asked of any span. */
sealed interface OwnCondition extends Condition {

    /** Returns the description given by the user. */
    String description();

    /** Returns why the condition does not hold, or null if it does. */
    @Nullable
    String complaint(SpanNode node);

    @Override
    default boolean holds(SpanNode node) {
        return complaint(node) == null;
    }

    @Override
    default String describe() {
        return description();
    }

    @Override
    default Mismatch mismatch(SpanNode node) {
        String complaint = complaint(node);
        return new Mismatch("condition " + description(), "", complaint == null ? "met" : complaint);
    }

    /** A yes or no. */
    record Matching(String description, Predicate<? super SpanNode> predicate) implements OwnCondition {
        @Override
        public @Nullable String complaint(SpanNode node) {
            try {
                return predicate.test(node) ? null : "not met";
            } catch (RuntimeException e) {
                return Quoted.onOneLine(e.toString());
            }
        }
    }

    /** Assertions, which throw. */
    record Satisfying(String description, Consumer<? super SpanNode> assertions) implements OwnCondition {
        @Override
        public @Nullable String complaint(SpanNode node) {
            try {
                assertions.accept(node);
                return null;
            } catch (AssertionError e) {
                String message = e.getMessage();
                return Quoted.onOneLine(message == null ? "not met" : message);
            } catch (RuntimeException e) {
                return Quoted.onOneLine(e.toString());
            }
        }
    }
}
