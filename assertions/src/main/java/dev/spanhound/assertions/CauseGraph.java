// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What caused what in a trace and in those that are linked to it: a parent its child, and a span each that links to it. A
 * batch can have one parent only, and so it links to all that it is made of.
 */
final class CauseGraph {
    private final List<SpanNode> spans;
    private final Map<Key, SpanNode> byKey = new HashMap<>();
    private final Map<SpanNode, List<SpanNode>> linking = new HashMap<>();

    /** By what a link names a span. */
    record Key(String traceId, String spanId) {
        static Key of(SpanNode span) {
            return new Key(span.span().getTraceId(), span.spanId());
        }

        static Key of(LinkData link) {
            return new Key(
                    link.getSpanContext().getTraceId(), link.getSpanContext().getSpanId());
        }
    }

    CauseGraph(Sighting sighting) {
        spans = Stream.concat(Stream.of(sighting.trace()), sighting.linked().stream())
                .map(Trace::spans)
                .flatMap(List::stream)
                .toList();
        spans.forEach(span -> byKey.putIfAbsent(Key.of(span), span));
        for (SpanNode span : spans) {
            linked(span)
                    .forEach(target -> linking.computeIfAbsent(target, node -> new ArrayList<>())
                            .add(span));
        }
    }

    /** Returns all spans: those of the trace, then those of each linked one. */
    List<SpanNode> spans() {
        return spans;
    }

    /** Returns what caused the span, and what caused that, the nearest first. */
    List<SpanNode> causesOf(SpanNode span) {
        return reach(span, this::direct);
    }

    /** Returns what the span caused, and what that caused, the nearest first. */
    List<SpanNode> effectsOf(SpanNode span) {
        return reach(span, this::effects);
    }

    /** Returns what the span itself caused. */
    List<SpanNode> effects(SpanNode span) {
        return Stream.concat(span.children().stream(), linking.getOrDefault(span, List.of()).stream())
                .toList();
    }

    private List<SpanNode> direct(SpanNode span) {
        return Stream.concat(span.parent().stream(), linked(span)).toList();
    }

    private Stream<SpanNode> linked(SpanNode span) {
        return span.span().getLinks().stream()
                .map(link -> byKey.get(Key.of(link)))
                .filter(target -> target != null)
                .distinct();
    }

    private static List<SpanNode> reach(SpanNode start, Function<SpanNode, List<SpanNode>> next) {
        Set<SpanNode> seen = new LinkedHashSet<>(next.apply(start));
        List<SpanNode> reached = new ArrayList<>(seen);
        for (int i = 0; i < reached.size(); i++) {
            for (SpanNode more : next.apply(reached.get(i))) {
                if (more != start && seen.add(more)) {
                    reached.add(more);
                }
            }
        }
        return reached;
    }
}
