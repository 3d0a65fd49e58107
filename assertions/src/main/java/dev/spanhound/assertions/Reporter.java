// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a failed assertion goes: it is thrown, or collected with others. */
@FunctionalInterface
interface Reporter {
    Reporter THROWING = (brief, error) -> {
        throw error.get();
    };

    /** Where lines of a stack trace come from that tell a user nothing. */
    Set<String> MACHINERY = Stream.of(
                    AbstractTraceAssert.class,
                    Conditional.class,
                    DecisionAssert.class,
                    DecisionsAssert.class,
                    EachMessage.class,
                    FleetDecisionAssert.class,
                    Propagation.class,
                    Reporter.class,
                    SoftTraceAssertions.class,
                    SpanAssert.class,
                    SpanCount.class,
                    Spending.class,
                    TimeLimit.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    /** For what depends on a failure that has been reported. */
    Reporter SILENT = (brief, error) -> {};

    /**
     * Takes a failure.
     *
     * @param brief the failure without the trace
     * @param error the whole failure
     */
    void report(String brief, Supplier<AssertionError> error);

    /** Returns whether a line of a stack trace is of this package's machinery, and not of the user's assertion. */
    static boolean isOurs(StackTraceElement element) {
        return MACHINERY.contains(element.getClassName());
    }

    /** Returns a description as AssertJ puts it before a message. */
    static String prefix(String description) {
        return description.isEmpty() ? "" : "[" + description + "] ";
    }

    /** Returns the failures of all assertions that {@code assertions} makes, without the trace. */
    static List<String> collect(Consumer<Reporter> assertions) {
        List<String> problems = new ArrayList<>();
        try {
            assertions.accept((brief, error) -> problems.add(brief));
        } catch (AssertionError e) {
            // Thrown by an assertion that is not ours, such as one on an attribute's value.
            problems.add(String.valueOf(e.getMessage()).strip().replaceAll(" +\n", "\n"));
        }
        return problems;
    }
}
