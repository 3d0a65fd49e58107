// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.trace.SpanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What other spans must have to do with a span: as relatives, or by links. */
final class RelationChecks {
    private static final int MOST_LISTED = 10;

    private RelationChecks() {}

    static SpanCheck parent(ExpectedSpan expected) {
        return new SpanCheck("to have the parent " + expected.headline(), (span, sighting) -> {
            Optional<SpanNode> parent = span.parent();
            if (parent.isEmpty()) {
                return Optional.of(noParent(span));
            }
            List<String> problems = expected.mismatches(parent.get()).stream()
                    .map(mismatch -> "parent's " + mismatch.describe())
                    .toList();
            return problems.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Failure.found("the parent is " + parent.get())
                            .inWords(problems)
                            .lasting());
        });
    }

    static SpanCheck parent(SpanNode expected) {
        return new SpanCheck("to have the parent " + named(expected), (span, sighting) -> {
            if (isParent(expected, span)) {
                return Optional.empty();
            }
            return Optional.of(span.parent()
                    .map(parent ->
                            Failure.found("the parent is " + named(parent)).lasting())
                    .orElseGet(() -> noParent(span)));
        });
    }

    static SpanCheck ancestor(ExpectedSpan expected) {
        return new SpanCheck("to have the ancestor " + expected.headline(), (span, sighting) -> {
            List<SpanNode> ancestors = span.ancestors();
            if (ancestors.stream().anyMatch(expected::matches)) {
                return Optional.empty();
            }
            SpanNode top = ancestors.isEmpty() ? span : ancestors.get(ancestors.size() - 1);
            if (ancestors.isEmpty()) {
                return Optional.of(noParent(span));
            }
            Failure failure = Failure.found("it has only " + Words.list(ancestors));
            return Optional.of(top.isOrphan() ? failure.absence() : failure.lasting());
        });
    }

    static SpanCheck child(ExpectedSpan expected) {
        return new SpanCheck(
                "to have the child " + expected.headline(),
                (span, sighting) -> anyOf(span.children(), expected, "it has no children", "it has only"));
    }

    static SpanCheck descendant(ExpectedSpan expected) {
        return new SpanCheck(
                "to have the descendant " + expected.headline(),
                (span, sighting) ->
                        anyOf(span.descendants().toList(), expected, "it has no descendants", "it has only"));
    }

    static SpanCheck link(SpanNode target) {
        return new SpanCheck(
                "to link to " + named(target),
                (span, sighting) -> LinkChecks.linksTo(span, target)
                        ? Optional.empty()
                        : Optional.of(Failure.found(links(span).isEmpty() ? "it has no links" : "it links to others")
                                .details(links(span))
                                .lasting()));
    }

    static SpanCheck cause(ExpectedSpan expected) {
        return new SpanCheck("to be caused by " + expected.headline(), (span, sighting) -> {
            List<SpanNode> causes = new CauseGraph(sighting).causesOf(span);
            return anyOf(causes, expected, "nothing caused it", "it was caused only by");
        });
    }

    static SpanCheck cause(SpanNode cause) {
        return new SpanCheck("to be caused by " + named(cause), (span, sighting) -> {
            List<SpanNode> causes = new CauseGraph(sighting).causesOf(span);
            boolean caused = isParent(cause, span)
                    || LinkChecks.linksTo(span, cause)
                    || causes.stream().anyMatch(other -> isSame(other, cause) || LinkChecks.linksTo(other, cause));
            return caused
                    ? Optional.empty()
                    : Optional.of(Failure.found("it is neither a descendant of it nor linked to it")
                            .details(links(span))
                            .lasting());
        });
    }

    static SpanCheck effect(ExpectedSpan expected) {
        return new SpanCheck("to cause " + expected.headline(), (span, sighting) -> {
            List<SpanNode> effects = new CauseGraph(sighting).effectsOf(span);
            return anyOf(effects, expected, "it caused nothing", "it caused only");
        });
    }

    private static boolean isSame(SpanNode one, SpanNode other) {
        return CauseGraph.Key.of(one).equals(CauseGraph.Key.of(other));
    }

    private static boolean isParent(SpanNode parent, SpanNode span) {
        return span.parentSpanId().equals(parent.spanId())
                && span.span().getTraceId().equals(parent.span().getTraceId());
    }

    private static Optional<Failure> anyOf(List<SpanNode> found, ExpectedSpan expected, String none, String only) {
        if (found.stream().anyMatch(expected::matches)) {
            return Optional.empty();
        }
        return Optional.of(Failure.found(found.isEmpty() ? none : only + " " + listed(found))
                .absence());
    }

    private static String listed(List<SpanNode> spans) {
        List<String> words = spans.stream()
                .limit(MOST_LISTED)
                .map(SpanNode::toString)
                .collect(Collectors.toCollection(ArrayList::new));
        int more = spans.size() - words.size();
        if (more > 0) {
            words.add(more + " more");
        }
        return Words.list(words);
    }

    private static Failure noParent(SpanNode span) {
        if (span.isRoot()) {
            return Failure.found("it is a root").lasting();
        }
        return span.isOrphan()
                ? Failure.found("the parent " + span.parentSpanId() + " has not arrived")
                        .absence()
                : Failure.found("the parent is outside of the trace").lasting();
    }

    private static List<String> links(SpanNode span) {
        return span.span().getLinks().stream()
                .map(link -> "link to span " + link.getSpanContext().getSpanId() + " of trace "
                        + link.getSpanContext().getTraceId())
                .toList();
    }

    private static String named(SpanNode span) {
        return span + " (" + span.spanId() + ")";
    }
}
