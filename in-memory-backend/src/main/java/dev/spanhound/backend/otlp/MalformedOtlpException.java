// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

/** A body that is not OTLP. The message names the place: the byte, or the path in the JSON. */
public final class MalformedOtlpException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates it with a message for the sender. */
    public MalformedOtlpException(String message) {
        super(message);
    }
}
