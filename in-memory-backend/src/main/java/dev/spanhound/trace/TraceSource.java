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

    /**
     * Waits until this many traces satisfy the condition. Each is judged by itself, on the calling thread: one that has
     * satisfied it counts, whatever comes later. By default what is there now; where spans still arrive, traces are judged
     * again at each arrival.
     *
     * @param timeout longest time to wait
     * @return those that satisfied it, as they were then; fewer if there were not enough in time
     */
    default List<Trace> await(int number, Predicate<? super Trace> condition, Duration timeout) {
        return find(condition);
    }

    /**
     * Watches the trace with this ID, which need not have a span yet. By default what is there now, and at rest; where spans
     * still arrive, they are waited for.
     */
    default LiveTrace watch(String traceId) {
        return LiveTrace.of(find(traceId).orElseGet(() -> Trace.of(traceId, List.of())));
    }
}
