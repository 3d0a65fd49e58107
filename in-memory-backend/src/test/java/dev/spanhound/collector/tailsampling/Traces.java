// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.trace.SpanBuilder;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What policies see, made by hand. */
final class Traces {
    static final long SECOND = 1_000_000_000;

    private Traces() {}

    /** Returns a trace whose spans came in chunks, one for each run of the same resource. */
    static TraceView trace(SpanBuilder... spans) {
        return at(0, spans);
    }

    static TraceView at(long epochNanos, SpanBuilder... spans) {
        List<Chunk> chunks = new ArrayList<>();
        List<SpanData> run = new ArrayList<>();
        for (SpanBuilder builder : spans) {
            SpanData span = builder.build();
            if (!run.isEmpty() && !run.get(0).getResource().equals(span.getResource())) {
                chunks.add(new Chunk(run.get(0).getResource(), run));
                run.clear();
            }
            run.add(span);
        }
        if (!run.isEmpty()) {
            chunks.add(new Chunk(run.get(0).getResource(), run));
        }
        return new TraceView(SpanBuilder.traceId(1), chunks, spans.length, epochNanos);
    }

    /** Returns a trace of so many spans, decided at a time. */
    static TraceView spans(int count, long epochNanos) {
        return at(
                epochNanos,
                IntStream.rangeClosed(1, count)
                        .mapToObj(id -> SpanBuilder.span("work", id))
                        .toArray(SpanBuilder[]::new));
    }

    static SpanBuilder span(String name) {
        return SpanBuilder.span(name, 1).in("orders");
    }
}
