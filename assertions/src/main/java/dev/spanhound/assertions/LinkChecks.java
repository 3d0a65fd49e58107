// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.SpanChecks.TRACE;

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
                    || sighting.linked().stream()
                            .anyMatch(other -> other.traceId().equals(traceId));
            return linked ? Optional.empty() : Optional.of(notLinked(sighting.trace(), sighting.linked()));
        });
    }

    static Check hasLinked() {
        return Check.eventually(
                TRACE,
                "to have a trace that links to it",
                sighting -> sighting.linked().isEmpty()
                        ? Optional.of(notLinked(sighting.trace(), List.of()))
                        : Optional.empty());
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
