// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.trace.Sighting;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One assertion on a trace.
 *
 * @param subject what it is about, such as {@code the trace}
 * @param expectation what is expected of it, in the words that follow the subject in the message
 * @param rule judges what is known at one moment; empty if the assertion holds
 * @param ofWholeTrace whether a rule that holds may not do so when more spans come
 */
record Check(
        String subject,
        String expectation,
        Function<Sighting, Optional<Failure>> rule,
        Predicate<Sighting> ofWholeTrace) {

    /** Returns an assertion that holds as soon as the rule does. */
    static Check eventually(String subject, String expectation, Function<Sighting, Optional<Failure>> rule) {
        return new Check(subject, expectation, rule, sighting -> false);
    }

    /** Returns an assertion that holds if the rule does once the trace is complete and quiet. */
    static Check ofWholeTrace(String subject, String expectation, Function<Sighting, Optional<Failure>> rule) {
        return new Check(subject, expectation, rule, sighting -> true);
    }
}
