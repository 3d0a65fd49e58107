// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.TraceSource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The spans that an access log names, looked for among those that were received. */
final class LoggedSpans {
    private final List<AccessLog.Line> lines;
    private final Map<String, Set<String>> spansByTrace = new LinkedHashMap<>();

    LoggedSpans(AccessLog log) {
        lines = log.lines().stream().filter(AccessLog.Line::namesSpan).toList();
        for (AccessLog.Line line : lines) {
            spansByTrace
                    .computeIfAbsent(line.traceIdSuffix().orElseThrow(), id -> new HashSet<>())
                    .add(line.spanId().orElseThrow());
        }
    }

    /** Returns the number of lines that name a span. */
    int count() {
        return lines.size();
    }

    /** Waits until all are there. */
    void awaitAll(TraceSource traces, Duration timeout) {
        await(spansByTrace.size(), traces, timeout);
    }

    /** Waits until no more come, and as long as they are too few. */
    void awaitRest(TraceSource traces, Patience patience, BooleanSupplier tooFew) {
        long begin = System.nanoTime();
        int before;
        int now = 0;
        do {
            before = now;
            now = await(Math.min(before + 1, spansByTrace.size()), traces, patience.quietTime());
        } while (now < spansByTrace.size()
                && (now > before || tooFew.getAsBoolean())
                && System.nanoTime() - begin < patience.timeout().toNanos());
    }

    /** Waits for this number of traces that have all spans of theirs, and returns how many there are. */
    private int await(int number, TraceSource traces, Duration timeout) {
        return traces.await(number, trace -> isNamed(trace) && spanIds(trace).containsAll(named(trace)), timeout)
                .size();
    }

    /** Returns the lines whose span is not there, each with what is wrong. */
    List<String> missingIn(TraceSource traces) {
        Map<String, Set<String>> there = new HashMap<>();
        for (Trace trace : traces.find(this::isNamed)) {
            there.computeIfAbsent(AccessLog.suffix(trace.traceId()), id -> new HashSet<>())
                    .addAll(spanIds(trace));
        }
        List<String> missing = new ArrayList<>();
        for (AccessLog.Line line : lines) {
            Set<String> spans = there.get(line.traceIdSuffix().orElseThrow());
            if (spans == null) {
                missing.add(line.text() + "   ✗ no span of this trace was received");
            } else if (!spans.contains(line.spanId().orElseThrow())) {
                missing.add(line.text() + "   ✗ the trace has no such span");
            }
        }
        return missing;
    }

    private boolean isNamed(Trace trace) {
        return spansByTrace.containsKey(AccessLog.suffix(trace.traceId()));
    }

    private Set<String> named(Trace trace) {
        return spansByTrace.getOrDefault(AccessLog.suffix(trace.traceId()), Set.of());
    }

    /** As they were sent: of two spans that share an ID one has another in the tree. */
    private static Set<String> spanIds(Trace trace) {
        return trace.received().stream().map(SpanData::getSpanId).collect(Collectors.toSet());
    }
}
