// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.trace.LiveTrace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Assertions on one {@link LiveTrace}, such as a test's own, that wait for its spans. */
public class LiveTraceAssert extends AbstractTraceAssert<LiveTraceAssert, LiveTrace> {

    /** Returns assertions on a trace. {@link TraceAssertions#assertThat(LiveTrace)} reads better. */
    public LiveTraceAssert(@Nullable LiveTrace actual) {
        this(actual, Reporter.THROWING);
    }

    LiveTraceAssert(@Nullable LiveTrace actual, Reporter reporter) {
        super(actual, LiveTraceAssert.class, actual, reporter);
    }

    /**
     * Sets how long each of the following assertions waits at most. Zero judges what is there, and waits for nothing.
     *
     * <pre>{@code assertThat(trace).within(ofSeconds(30)).containsSpan("send mail");}</pre>
     *
     * @throws IllegalArgumentException if the timeout is negative
     */
    public LiveTraceAssert within(Duration timeout) {
        isNotNull();
        waiting(waiting().with(waiting().patience().withTimeout(timeout)));
        return this;
    }

    /**
     * Sets for how long nothing must arrive before the following assertions take the trace for quiet.
     *
     * <pre>{@code assertThat(trace).withQuietTime(ofSeconds(1)).doesNotContainSpan("send mail");}</pre>
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public LiveTraceAssert withQuietTime(Duration quietTime) {
        isNotNull();
        waiting(waiting().with(waiting().patience().withQuietTime(quietTime)));
        return this;
    }

    /**
     * Lets the following assertions about all spans hold for a trace that is not complete, once it is quiet. For traces
     * that will never be complete, as some of their services send no spans.
     *
     * <pre>{@code assertThat(trace).evenIfIncomplete().doesNotContainSpan("SELECT secrets");}</pre>
     */
    public LiveTraceAssert evenIfIncomplete() {
        isNotNull();
        waiting(waiting().evenIfIncomplete());
        return this;
    }
}
