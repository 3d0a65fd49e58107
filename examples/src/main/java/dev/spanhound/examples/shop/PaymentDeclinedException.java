// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

/** The bank does not pay. */
final class PaymentDeclinedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PaymentDeclinedException(String message) {
        super(message);
    }
}
