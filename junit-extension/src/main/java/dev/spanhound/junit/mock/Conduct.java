// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a request is treated. */
record Conduct(
        Context context,
        boolean flipsSampled,
        boolean stripsTracestate,
        Duration delay,
        Optional<MockReply> reply,
        boolean breaksConnection) {

    static final Conduct GOOD = new Conduct(Context.CONTINUED, false, false, Duration.ZERO, Optional.empty(), false);

    /** What becomes of the caller's context. */
    enum Context {
        CONTINUED,
        DROPPED,
        LINKED
    }

    static Conduct with(List<Misbehaviour> misbehaviours) {
        Conduct conduct = GOOD;
        for (Misbehaviour misbehaviour : misbehaviours) {
            conduct = misbehaviour.applyTo(conduct);
        }
        return conduct;
    }

    Conduct withContext(Context other) {
        return new Conduct(other, flipsSampled, stripsTracestate, delay, reply, breaksConnection);
    }

    Conduct flippingSampled() {
        return new Conduct(context, true, stripsTracestate, delay, reply, breaksConnection);
    }

    Conduct strippingTracestate() {
        return new Conduct(context, flipsSampled, true, delay, reply, breaksConnection);
    }

    Conduct late(Duration more) {
        return new Conduct(context, flipsSampled, stripsTracestate, delay.plus(more), reply, breaksConnection);
    }

    Conduct answering(MockReply other) {
        return new Conduct(context, flipsSampled, stripsTracestate, delay, Optional.of(other), breaksConnection);
    }

    Conduct breaking() {
        return new Conduct(context, flipsSampled, stripsTracestate, delay, reply, true);
    }
}
