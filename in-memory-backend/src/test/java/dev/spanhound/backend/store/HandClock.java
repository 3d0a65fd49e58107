// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is advanced. */
final class HandClock implements StoreClock {
    private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);

    void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public long epochNanos() {
        return nanos.get();
    }
}
