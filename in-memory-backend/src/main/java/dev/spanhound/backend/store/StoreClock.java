// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.store;

import java.time.Instant;

/** The two times that the store asks for. */
interface StoreClock {
    StoreClock SYSTEM = new StoreClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long epochNanos() {
            Instant now = Instant.now();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }
    };

    /** Returns a time to measure waiting by, in nanoseconds from an arbitrary point. */
    long nanoTime();

    /** Returns the time that spans are stamped with, in nanoseconds since the epoch. */
    long epochNanos();
}
