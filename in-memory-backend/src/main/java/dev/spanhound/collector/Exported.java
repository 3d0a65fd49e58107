// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What came out of the pipelines. Of too many spans the oldest are forgotten. */
final class Exported {
    private final int capacity;
    private final Deque<SpanData> spans = new ArrayDeque<>();
    private final List<Consumer<List<SpanData>>> listeners;

    Exported(int capacity, List<Consumer<List<SpanData>>> listeners) {
        this.capacity = capacity;
        this.listeners = List.copyOf(listeners);
    }

    void add(List<SpanData> released) {
        if (capacity > 0) {
            spans.addAll(released);
            while (spans.size() > capacity) {
                spans.removeFirst();
            }
        }
        listeners.forEach(listener -> listener.accept(released));
    }

    List<SpanData> spans() {
        return List.copyOf(spans);
    }

    Optional<Trace> trace(String traceId) {
        List<SpanData> own =
                spans.stream().filter(span -> span.getTraceId().equals(traceId)).toList();
        return own.isEmpty() ? Optional.empty() : Optional.of(Trace.of(own));
    }
}
