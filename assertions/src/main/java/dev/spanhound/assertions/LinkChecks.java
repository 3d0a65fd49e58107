// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.SpanChecks.TRACE;

import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How traces hang together by span links. */
final class LinkChecks {
    private LinkChecks() {}

    static Check linkedTo(String traceId) {
        return Check.eventually(TRACE, "to be linked to trace " + traceId, sighting -> {
            boolean linked = sighting.trace().linksTo(traceId)
                    || directlyLinked(sighting).stream()
                            .anyMatch(other -> other.traceId().equals(traceId));
            return linked ? Optional.empty() : Optional.of(notLinked(sighting.trace(), directlyLinked(sighting)));
        });
    }

    static Check hasLinked() {
        return Check.eventually(
                TRACE,
                "to have a trace that links to it",
                sighting -> directlyLinked(sighting).isEmpty()
                        ? Optional.of(notLinked(sighting.trace(), List.of()))
                        : Optional.empty());
    }

    /** Returns the traces that link to the trace itself, not to one that does. */
    static List<Trace> directlyLinked(Sighting sighting) {
        return sighting.linked().stream()
                .filter(other -> other.linksTo(sighting.trace().traceId()))
                .toList();
    }

    static boolean linksTo(SpanNode span, SpanNode target) {
        return span.span().getLinks().stream()
                .map(LinkData::getSpanContext)
                .anyMatch(context -> context.getTraceId().equals(target.span().getTraceId())
                        && context.getSpanId().equals(target.spanId()));
    }

    private static Failure notLinked(Trace trace, List<Trace> linked) {
        List<String> targets = Stream.concat(
                        trace.spans().stream()
                                .flatMap(span -> span.span().getLinks().stream()
                                        .map(link -> span + " links to trace "
                                                + link.getSpanContext().getTraceId())),
                        linked.stream().map(other -> "trace " + other.traceId() + " links to it"))
                .distinct()
                .toList();
        return Failure.found(targets.isEmpty() ? "it has no links" : "it is linked to others")
                .details(targets)
                .absence();
    }
}
