// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

/** A document that is not Jaeger's JSON. The message names the place and what was expected there. */
public final class MalformedJaegerException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedJaegerException(String message) {
        super(message);
    }
}
