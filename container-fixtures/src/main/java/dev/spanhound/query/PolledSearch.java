// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import dev.spanhound.trace.Trace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Searches a product again and again, on the calling thread. */
final class PolledSearch {
    private final StoredTraces<?> source;
    private final Predicate<? super Trace> condition;
    private final Map<String, Trace> satisfied = new LinkedHashMap<>();
    private @Nullable TraceQueryException failure;

    PolledSearch(StoredTraces<?> source, Predicate<? super Trace> condition) {
        this.source = source;
        this.condition = condition;
    }

    /**
     * Returns the traces that satisfied the condition at some time, once there are enough or time is over.
     *
     * @throws TraceQueryException if the last search got no answer
     */
    List<Trace> await(int number, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        long interval = source.settings().watching().pollInterval().toNanos();
        search();
        try {
            for (long left = timeout.toNanos();
                    satisfied.size() < number && left > 0;
                    left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(Math.min(left, interval));
                search();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        TraceQueryException last = failure;
        if (last != null) {
            throw last;
        }
        return List.copyOf(satisfied.values());
    }

    private void search() {
        failure = null;
        try {
            for (Trace trace : source.find(each -> !satisfied.containsKey(each.traceId()) && condition.test(each))) {
                satisfied.put(trace.traceId(), trace);
            }
        } catch (TraceQueryException e) {
            if (!e.isPassing()) {
                throw e;
            }
            failure = e;
        }
    }
}
