// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Splits span IDs that a CLIENT and a SERVER span share, which Zipkin's model allows. As Jaeger does it: the SERVER
 * span gets a new ID and becomes the child of the CLIENT span, and the children of the old ID move under the new one. A
 * SERVER span that was sent without times, as old Envoys do, has those of the CLIENT span. So is a SERVER span with the
 * ID of a caller outside of the trace.
 */
final class SharedSpanIds {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private SharedSpanIds() {}

    static List<SpanData> split(List<SpanData> spans, Set<String> callersOutside) {
        Map<String, SpanData> clients = new HashMap<>();
        boolean shared = false;
        Set<String> servers = new HashSet<>();
        for (SpanData span : spans) {
            if (span.getKind() == SpanKind.CLIENT) {
                clients.putIfAbsent(span.getSpanId(), span);
                shared |= servers.contains(span.getSpanId());
            } else if (span.getKind() == SpanKind.SERVER) {
                servers.add(span.getSpanId());
                shared |= clients.containsKey(span.getSpanId()) || callersOutside.contains(span.getSpanId());
            }
        }
        if (!shared) {
            return spans;
        }
        Set<String> taken = new HashSet<>();
        for (SpanData span : spans) {
            taken.add(span.getSpanId());
        }
        Map<String, String> newIds = new HashMap<>();
        Set<String> renamed = new HashSet<>();
        List<SpanData> split = new ArrayList<>(spans);
        for (int i = 0; i < split.size(); i++) {
            SpanData span = split.get(i);
            String id = span.getSpanId();
            SpanData client = clients.get(id);
            boolean answersClient = client != null && !newIds.containsKey(id);
            if (span.getKind() == SpanKind.SERVER && (answersClient || callersOutside.contains(id))) {
                String newId = freshId(id, taken);
                newIds.putIfAbsent(id, newId);
                renamed.add(newId);
                ReceivedSpan server =
                        ReceivedSpan.withContext(span, withSpanId(span.getSpanContext(), newId), span.getSpanContext());
                split.set(i, client != null && span.getStartEpochNanos() == 0 ? server.withTimesOf(client) : server);
            }
        }
        for (int i = 0; i < split.size(); i++) {
            SpanData span = split.get(i);
            String movedTo = newIds.get(span.getParentSpanId());
            if (movedTo != null && !renamed.contains(span.getSpanId())) {
                split.set(
                        i,
                        ReceivedSpan.withContext(
                                span, span.getSpanContext(), withSpanId(span.getParentSpanContext(), movedTo)));
            }
        }
        return split;
    }

    /** The same input gives the same ID, so that a trace looks the same each time it is read. */
    private static String freshId(String id, Set<String> taken) {
        long candidate = Long.parseUnsignedLong(id, 16);
        String fresh;
        do {
            candidate = candidate * MIX + 1;
            fresh = SpanId.fromLong(candidate);
        } while (!SpanId.isValid(fresh) || !taken.add(fresh));
        return fresh;
    }

    private static SpanContext withSpanId(SpanContext context, String spanId) {
        return SpanContext.create(context.getTraceId(), spanId, context.getTraceFlags(), context.getTraceState());
    }
}
