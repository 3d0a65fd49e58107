// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

/** Ends the reception of a request. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.message());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
