// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a trace has all its spans, judged by its shape: it has one root (or only children of a known parent outside
 * of it), each parent is there, each span has ended, and each call to a service known to send spans has that service's
 * span. A call that failed (status ERROR) may have reached nobody and needs no answer.
 *
 * @param missing what is missing, in the order of the tree; empty if the trace is complete
 */
public record Completeness(List<Missing> missing) {

    public Completeness {
        missing = List.copyOf(missing);
    }

    /**
     * Judges a trace.
     *
     * @param linked other traces whose links may answer a PRODUCER span
     * @param known services that send spans
     */
    public static Completeness of(Trace trace, Collection<Trace> linked, KnownServices known) {
        if (trace.isEmpty()) {
            return new Completeness(List.of(new Missing.Everything()));
        }
        List<Missing> missing = new ArrayList<>();
        judgeRoots(trace, missing);
        for (SpanNode span : trace.spans()) {
            if (span.isOrphan()) {
                missing.add(new Missing.Parent(span));
            }
            if (!span.span().hasEnded()) {
                missing.add(new Missing.End(span));
            }
            Optional<String> service = known.calledBy(span);
            boolean failed = span.statusCode() == StatusCode.ERROR;
            if (service.isPresent() && !failed && !isAnswered(span, trace, linked)) {
                missing.add(new Missing.Answer(span, service.get()));
            }
        }
        return new Completeness(missing);
    }

    /** Returns whether nothing is missing. */
    public boolean isComplete() {
        return missing.isEmpty();
    }

    private static void judgeRoots(Trace trace, List<Missing> missing) {
        List<SpanNode> roots = trace.roots().stream()
                .filter(node -> node.isRoot() || node.isCycle())
                .toList();
        boolean belowKnown = trace.roots().stream().anyMatch(SpanNode::isBelowKnownParent);
        boolean rooted = belowKnown || roots.stream().anyMatch(Completeness::isTop);
        if (!rooted && trace.orphans().isEmpty()) {
            missing.add(new Missing.Root());
        }
        for (SpanNode root : roots.subList(Math.min(belowKnown ? 0 : 1, roots.size()), roots.size())) {
            missing.add(new Missing.SecondRoot(root));
        }
    }

    /** A span that names itself as its parent is a root in older tracers. A longer cycle has none. */
    private static boolean isTop(SpanNode root) {
        return root.isRoot() || root.parentSpanId().equals(root.spanId());
    }

    private static boolean isAnswered(SpanNode call, Trace trace, Collection<Trace> linked) {
        boolean byChild = call.children().stream().anyMatch(child -> child.kind() != SpanKind.INTERNAL);
        if (byChild) {
            return true;
        }
        return call.kind() == SpanKind.PRODUCER
                && Stream.concat(Stream.of(trace), linked.stream())
                        .flatMap(other -> other.spans().stream())
                        .flatMap(node -> node.span().getLinks().stream())
                        .map(LinkData::getSpanContext)
                        .anyMatch(context -> context.getTraceId().equals(trace.traceId())
                                && context.getSpanId().equals(call.spanId()));
    }
}
