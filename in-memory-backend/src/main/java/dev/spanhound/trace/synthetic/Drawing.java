// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.synthetic;

import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A synthetic trace with its IDs and times. */
record Drawing(String traceId, List<SpanData> spans, List<Arrival> arrivals) {
    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("synthetic");
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    static Drawing of(Outline outline) {
        List<SyntheticSpan> drafts = outline.draw();
        long epochNanos = outline.start.getEpochSecond() * 1_000_000_000 + outline.start.getNano();
        Map<Resource, Resource> resources = new HashMap<>();
        List<SpanData> nameless = new ArrayList<>(drafts.size());
        for (SyntheticSpan draft : drafts) {
            // One object for equal resources: spans that share it travel as one ResourceSpans.
            nameless.add(span(draft, epochNanos, resources.computeIfAbsent(draft.resource(), same -> same)));
        }
        Long seed = outline.seed;
        Draws draws = new Draws(seed == null ? hash(nameless, drafts, outline.arrival) : seed);
        String drawnId = TraceId.fromLongs(draws.next(), draws.next());
        String traceId = outline.traceId == null ? drawnId : outline.traceId;
        List<SpanData> spans = new ArrayList<>(drafts.size());
        Map<Duration, List<SpanData>> byArrival = new TreeMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            SyntheticSpan draft = drafts.get(i);
            SpanContext context =
                    SpanContext.create(traceId, SpanId.fromLong(draws.next()), draft.flags(), draft.traceState());
            SpanContext parent = draft.parent < 0
                    ? SpanContext.getInvalid()
                    : spans.get(draft.parent).getSpanContext();
            SpanData span = ReceivedSpan.withContext(
                    nameless.get(i), context, draft.kind() == SpanKind.SERVER ? remote(parent) : parent);
            spans.add(span);
            byArrival
                    .computeIfAbsent(outline.arrival.plus(draft.arrival()), after -> new ArrayList<>())
                    .add(span);
        }
        List<Arrival> arrivals = new ArrayList<>(byArrival.size());
        byArrival.forEach((after, together) -> arrivals.add(new Arrival(after, together)));
        return new Drawing(traceId, List.copyOf(spans), List.copyOf(arrivals));
    }

    private static SpanData span(SyntheticSpan draft, long epochNanos, Resource resource) {
        long start = epochNanos + draft.start().toNanos();
        return new ReceivedSpan(
                SpanContext.getInvalid(),
                SpanContext.getInvalid(),
                draft.name(),
                draft.kind(),
                start,
                start + draft.duration().toNanos(),
                draft.attributes(),
                draft.events(start),
                List.of(),
                draft.status(),
                resource,
                SCOPE,
                0,
                0,
                0);
    }

    private static SpanContext remote(SpanContext parent) {
        return parent.isValid()
                ? SpanContext.createFromRemoteParent(
                        parent.getTraceId(), parent.getSpanId(), parent.getTraceFlags(), parent.getTraceState())
                : parent;
    }

    /** Traces with a difference get different IDs, so that one collector can have them both. */
    private static long hash(List<SpanData> nameless, List<SyntheticSpan> drafts, Duration arrival) {
        long hash = hash(FNV_BASIS, arrival.toString());
        for (int i = 0; i < drafts.size(); i++) {
            SyntheticSpan draft = drafts.get(i);
            SpanData span = nameless.get(i);
            hash = hash(
                    hash,
                    String.join(
                            "\n",
                            span.getName(),
                            span.getKind().name(),
                            span.getStartEpochNanos() + " " + span.getEndEpochNanos() + " " + draft.parent,
                            text(span.getAttributes()),
                            text(span.getResource().getAttributes()),
                            span.getStatus().getStatusCode() + " "
                                    + span.getStatus().getDescription(),
                            draft.arrival() + " " + draft.flags().asHex() + " "
                                    + new LinkedHashMap<>(draft.traceState().asMap())));
            for (EventData event : span.getEvents()) {
                hash = hash(hash, event.getName() + " " + text(event.getAttributes()));
            }
        }
        return hash;
    }

    private static String text(Attributes attributes) {
        StringBuilder text = new StringBuilder();
        attributes.forEach((key, value) -> text.append(key.getType())
                .append(' ')
                .append(key.getKey())
                .append('=')
                .append(value)
                .append('\n'));
        return text.toString();
    }

    private static long hash(long basis, String text) {
        long hash = basis;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
