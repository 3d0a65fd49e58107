// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

/**
 * What the service under test answered to the request of a case.
 *
 * @param status the HTTP status; 0 if there is no answer
 * @param text the body, or why there is no answer
 * @param isReachable whether a connection was made
 */
record Answer(int status, String text, boolean isReachable) {
    private static final int LONGEST_EXCERPT = 200;

    static Answer of(int status, String body) {
        return new Answer(status, body, true);
    }

    static Answer none(String reason) {
        return new Answer(0, reason, true);
    }

    static Answer unreachable(String reason) {
        return new Answer(0, reason, false);
    }

    /** Returns the answer in words: the status, and the beginning of the body of an error. */
    String inWords() {
        if (status == 0) {
            return text;
        }
        String line = text.strip().replaceAll("\\s+", " ");
        return status < 400 || line.isEmpty() ? String.valueOf(status) : status + ": " + excerpt(line);
    }

    private static String excerpt(String line) {
        return line.length() <= LONGEST_EXCERPT ? line : line.substring(0, LONGEST_EXCERPT) + "…";
    }
}
