// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * A fault of a {@link TracedMockServer}, made on purpose: to see that a test, an alarm or a fallback notices. Several may
 * be combined.
 *
 * <pre>{@code
 * payment.misbehave(dropsContext());
 * payment.misbehaveFor(2, answersLate(ofMillis(300)), answersWith(503));
 * }</pre>
 */
public final class Misbehaviour {
    private final String name;
    private final UnaryOperator<Conduct> change;

    private Misbehaviour(String name, UnaryOperator<Conduct> change) {
        this.name = name;
        this.change = change;
    }

    /** The context is not read: the server's span is the root of a trace of its own, and knows nothing of its caller. */
    public static Misbehaviour dropsContext() {
        return new Misbehaviour("drops the context", conduct -> conduct.withContext(Conduct.Context.DROPPED));
    }

    /**
     * A new trace is started, as by a service that takes its callers for strangers: the server's span is a root, and links to
     * its caller's.
     */
    public static Misbehaviour restartsTrace() {
        return new Misbehaviour("restarts the trace", conduct -> conduct.withContext(Conduct.Context.LINKED));
    }

    /** What the caller sampled is not, and its span is not reported; what the caller did not sample is sampled. */
    public static Misbehaviour flipsSampled() {
        return new Misbehaviour("flips the sampled flag", Conduct::flippingSampled);
    }

    /** The caller's {@code tracestate} is lost: the server's span has none, and sends none on. */
    public static Misbehaviour stripsTracestate() {
        return new Misbehaviour("strips tracestate", Conduct::strippingTracestate);
    }

    /**
     * The answer takes that much longer, and so does the server's span.
     *
     * @throws IllegalArgumentException if the delay is negative
     */
    public static Misbehaviour answersLate(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: >= 0)");
        }
        return new Misbehaviour("answers " + delay + " late", conduct -> conduct.late(delay));
    }

    /**
     * The answer is this status, whatever the stub says.
     *
     * @throws IllegalArgumentException if the status is not within 200 and 599
     */
    public static Misbehaviour answersWith(int status) {
        return answersWith(MockReply.of(status));
    }

    /** The answer is this, whatever the stub says. */
    public static Misbehaviour answersWith(MockReply reply) {
        return new Misbehaviour("answers " + reply, conduct -> conduct.answering(reply));
    }

    /**
     * The connection is closed in place of an answer. The server's span has status ERROR. A client may try again by itself,
     * as {@code java.net.http} does with GET.
     */
    public static Misbehaviour breaksConnection() {
        return new Misbehaviour("breaks the connection", Conduct::breaking);
    }

    Conduct applyTo(Conduct conduct) {
        return change.apply(conduct);
    }

    /** Returns what it is, such as {@code drops the context}. */
    @Override
    public String toString() {
        return name;
    }
}
