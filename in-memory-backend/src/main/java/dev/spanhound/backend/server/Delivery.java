// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import java.time.Duration;

/**
 * When a {@link Response} is sent, and whether whole.
 *
 * @param delay time to wait before it is sent; no thread waits meanwhile
 * @param broken whether the connection is closed in the middle of it
 */
public record Delivery(Duration delay, boolean broken) {

    /** Whole and at once. */
    public static final Delivery AT_ONCE = new Delivery(Duration.ZERO, false);

    /** Closes the connection in the middle of the answer. */
    public static final Delivery BROKEN = new Delivery(Duration.ZERO, true);

    /** Returns a delivery of the whole answer, later. */
    public static Delivery after(Duration delay) {
        return new Delivery(delay, false);
    }
}
