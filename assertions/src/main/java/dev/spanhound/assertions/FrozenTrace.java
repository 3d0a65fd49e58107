// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Sighting;
import java.time.Duration;

/** A live trace as it was at one moment: assertions inside of an assertion all judge the same sighting. */
record FrozenTrace(Sighting sighting) implements LiveTrace {

    @Override
    public String traceId() {
        return sighting.trace().traceId();
    }

    @Override
    public Sighting look() {
        return sighting;
    }

    @Override
    public Sighting awaitChange(Sighting since, Duration atMost) {
        return sighting;
    }

    @Override
    public Patience patience() {
        return new Patience(Duration.ZERO, Duration.ZERO);
    }
}
