// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.recorded;

/** A recording that cannot be read. The message names the file, the line, and what was expected. */
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
