// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import java.time.Duration;

/**
 * A trace whose spans are still arriving: what a waiting assertion looks at.
 *
 * <p>An assertion judges {@link #look()}, and while it does not pass, judges each sighting that
 * {@link #awaitChange} brings, on its own thread, until {@link #patience()} is over.
 */
public interface LiveTrace {

    /** Returns the ID of the trace, 32 lower-case hex digits. */
    String traceId();

    /** Returns what is known now. Does not wait. */
    Sighting look();

    /**
     * Waits for an arrival that concerns this trace: one of its spans, or a span of a trace that is linked to it.
     *
     * @param since the sighting last judged; an arrival after it returns at once
     * @param atMost longest time to wait; zero or less does not wait
     * @return what is known now, of the same {@linkplain Sighting#version() version} if nothing arrived
     */
    Sighting awaitChange(Sighting since, Duration atMost);

    /** Returns how long assertions on this trace wait, unless told otherwise. */
    default Patience patience() {
        return Patience.DEFAULT;
    }

    /** Returns whether the context that began the trace has the sampled flag; without it services send no spans. */
    default boolean isSampled() {
        return true;
    }

    /**
     * Waits until the trace is complete and no span of it has come for the quiet time, or until {@link #patience()} is over
     * or the thread is interrupted.
     *
     * @return the trace as it is then
     */
    default Trace awaitSettled() {
        Sighting sighting = look();
        Duration begin = sighting.watchedFor();
        while (true) {
            Duration left = patience().timeout().minus(sighting.watchedFor().minus(begin));
            Duration rest =
                    patience().quietTime().minus(sighting.sinceLastSpan().orElse(Duration.ZERO));
            boolean complete = sighting.completeness().isComplete();
            boolean settled = complete && (rest.isNegative() || rest.isZero());
            boolean over =
                    left.isNegative() || left.isZero() || Thread.currentThread().isInterrupted();
            if (settled || over) {
                return sighting.trace();
            }
            Sighting then = awaitChange(sighting, complete && rest.compareTo(left) < 0 ? rest : left);
            boolean atRestForGood =
                    then.version() == sighting.version() && then.watchedFor().equals(sighting.watchedFor());
            if (atRestForGood) {
                return then.trace();
            }
            sighting = then;
        }
    }

    /** Returns a trace at rest as a live one that will never change. */
    static LiveTrace of(Trace trace) {
        return new LiveTrace() {
            @Override
            public String traceId() {
                return trace.traceId();
            }

            @Override
            public Sighting look() {
                return Sighting.of(trace);
            }

            @Override
            public Sighting awaitChange(Sighting since, Duration atMost) {
                return since;
            }

            @Override
            public Patience patience() {
                return new Patience(Duration.ZERO, Duration.ZERO);
            }
        };
    }
}
