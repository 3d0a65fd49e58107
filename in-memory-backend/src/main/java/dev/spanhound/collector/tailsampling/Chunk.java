// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The spans of one trace that came in one {@code ResourceSpans} of one request. The Collector does not merge chunks.
 *
 * @param resource what sent them
 * @param spans the spans, in the order sent
 */
record Chunk(Resource resource, List<SpanData> spans) {
    Chunk {
        spans = List.copyOf(spans);
    }

    String traceId() {
        return spans.get(0).getTraceId();
    }

    boolean hasRoot() {
        for (SpanData span : spans) {
            if (span.getParentSpanId().equals(SpanId.getInvalid())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the chunks of a request, by resource, then by trace. */
    static List<Chunk> split(List<SpanData> request) {
        List<Chunk> chunks = new ArrayList<>();
        int from = 0;
        while (from < request.size()) {
            Resource resource = request.get(from).getResource();
            int to = from + 1;
            while (to < request.size() && request.get(to).getResource() == resource) {
                to++;
            }
            split(resource, from == 0 && to == request.size() ? request : request.subList(from, to), chunks);
            from = to;
        }
        return chunks;
    }

    private static void split(Resource resource, List<SpanData> spans, Collection<Chunk> chunks) {
        String traceId = spans.get(0).getTraceId();
        int same = 1;
        while (same < spans.size() && spans.get(same).getTraceId().equals(traceId)) {
            same++;
        }
        if (same == spans.size()) {
            chunks.add(new Chunk(resource, spans));
            return;
        }
        Map<String, List<SpanData>> byTrace = new LinkedHashMap<>();
        for (SpanData span : spans) {
            byTrace.computeIfAbsent(span.getTraceId(), id -> new ArrayList<>()).add(span);
        }
        byTrace.forEach((id, own) -> chunks.add(new Chunk(resource, own)));
    }

    /** Returns the spans of several chunks, in their order. */
    static List<SpanData> join(List<Chunk> chunks) {
        if (chunks.size() == 1) {
            return chunks.get(0).spans();
        }
        List<SpanData> spans = new ArrayList<>();
        for (Chunk chunk : chunks) {
            spans.addAll(chunk.spans());
        }
        return spans;
    }
}
