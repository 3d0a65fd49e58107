// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

/**
 * One difference between what was expected of a span and what the span is.
 *
 * @param what the part of the span, such as {@code name} or an attribute's key
 * @param expected what was expected, as text for humans; empty if {@code what} says it
 * @param actual what was found, as text for humans
 */
public record Mismatch(String what, String expected, String actual) {

    /** Returns the difference in one line: {@code order.id: expected 42 (long) but was "42" (string)}. */
    public String describe() {
        return what + ": " + (expected.isEmpty() ? actual : "expected " + expected + " but was " + actual);
    }
}
