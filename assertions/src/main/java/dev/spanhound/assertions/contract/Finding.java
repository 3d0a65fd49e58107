// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

/**
 * A rule that does not hold.
 *
 * @param call the number of the call; 0 if it is about all of them
 * @param expected what was expected, as it follows "expected"
 * @param actual what the call does instead, such as {@code carries trace …}
 * @param isBeyondHarness whether the W3C's harness does not check it
 */
record Finding(int call, String expected, String actual, boolean isBeyondHarness) {

    static Finding of(OutgoingCall call, String expected, String actual) {
        return new Finding(call.number(), expected, actual, false);
    }

    static Finding ofAll(String expected, String actual) {
        return new Finding(0, expected, actual, false);
    }

    Finding beyondHarness() {
        return new Finding(call, expected, actual, true);
    }

    /** Returns it in one sentence, without a full stop. */
    String inWords() {
        return "expected " + expected + ", but " + (call == 0 ? "" : "call " + call + " ") + actual;
    }
}
