// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.recorded;

/** What is wrong with a recording, and in which line. */
final class MalformedRecordingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    MalformedRecordingException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
