// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import java.util.Optional;

/**
 * A rule of a specification that a header breaks.
 *
 * @param header the header's name, as its specification spells it
 * @param line the line that breaks the rule, or nothing if the header is missing
 * @param at index of the character in the line's value where it does, or -1 if no single place is wrong
 * @param problem what is wrong, such as {@code parent-id is all zeros}
 * @param rule what should be, after its source, such as
 *     {@code W3C Trace Context level 2, 3.2.2.4: parent-id must not be all zeros}
 */
public record Violation(String header, Optional<HeaderLine> line, int at, String problem, String rule) {

    /** Returns header, value, problem and rule in one sentence. */
    @Override
    public String toString() {
        return header + line.map(each -> " \"" + each.value() + "\"").orElse("") + ": " + problem
                + (at < 0 ? "" : ", at character " + (at + 1)) + " (" + rule + ")";
    }
}
