// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.Optional;
import java.util.stream.Stream;

/** A server began a new trace, and only links to its caller. */
final class TraceRestarted implements Suspicion {

    @Override
    public Optional<Diagnosis> examine(Evidence evidence) {
        return evidence.sighting().linked().stream()
                .flatMap(linked -> linked.roots().stream())
                .filter(root -> root.isRoot() && root.kind() == SpanKind.SERVER)
                .flatMap(root -> callers(root, evidence).map(caller -> diagnosis(root, caller)))
                .findFirst();
    }

    private static Stream<SpanNode> callers(SpanNode root, Evidence evidence) {
        return root.span().getLinks().stream()
                .map(LinkData::getSpanContext)
                .filter(context -> context.getTraceId().equals(evidence.trace().traceId()))
                .flatMap(context -> evidence.trace().find(context.getSpanId()).stream());
    }

    private static Diagnosis diagnosis(SpanNode root, SpanNode caller) {
        return new Diagnosis(
                Hop.nameOf(root) + " restarts the trace instead of continuing it",
                root + " is the root of trace " + root.span().getTraceId() + ", and links to " + caller + ".",
                "Likely: its instrumentation is set to take callers for strangers, as for a public endpoint.");
    }
}
