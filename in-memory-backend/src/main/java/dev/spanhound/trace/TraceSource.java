// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Where traces are found: the in-memory backend, or a product that stores them. */
public interface TraceSource {

    /** Returns the trace with this ID as it is now, if a span of it has arrived. */
    Optional<Trace> find(String traceId);

    /** Returns the traces that satisfy the condition, in the order of their first arrival. */
    List<Trace> find(Predicate<? super Trace> condition);

    /**
     * Waits until the trace with this ID satisfies the condition, which is judged at each arrival of its spans, on the
     * calling thread.
     *
     * @param timeout longest time to wait
     * @return the trace, or empty if it did not satisfy the condition in time
     */
    Optional<Trace> await(String traceId, Predicate<? super Trace> condition, Duration timeout);
}
