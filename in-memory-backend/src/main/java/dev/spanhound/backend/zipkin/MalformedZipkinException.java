// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

/** A body that is not a list of Zipkin spans. The message names what is wrong. */
public final class MalformedZipkinException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates it with a message for the sender. */
    public MalformedZipkinException(String message) {
        super(message);
    }
}
