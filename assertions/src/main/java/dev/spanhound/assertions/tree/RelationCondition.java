// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the span stands to other spans. */
sealed interface RelationCondition extends Condition {

    /** The parent is as expected; what is expected below it is not looked at. */
    record Parent(ExpectedSpan parent) implements RelationCondition {
        @Override
        public boolean holds(SpanNode node) {
            return node.parent().filter(parent::matches).isPresent();
        }

        @Override
        public String describe() {
            return "is a child of " + parent.headline();
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            return new Mismatch(
                    "parent",
                    parent.headline(),
                    node.parent().map(SpanNode::toString).orElse("none"));
        }
    }

    /** The parent, or its parent, and so on, is as expected; what is expected below it is not looked at. */
    record Ancestor(ExpectedSpan ancestor) implements RelationCondition {
        private static final int SHOWN = 5;

        @Override
        public boolean holds(SpanNode node) {
            for (Optional<SpanNode> at = node.parent();
                    at.isPresent();
                    at = at.get().parent()) {
                if (ancestor.matches(at.get())) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String describe() {
            return "is below " + ancestor.headline();
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            List<SpanNode> ancestors = node.ancestors();
            List<String> shown =
                    ancestors.stream().limit(SHOWN).map(SpanNode::toString).toList();
            String more = ancestors.size() > SHOWN ? " and " + (ancestors.size() - SHOWN) + " more" : "";
            return new Mismatch(
                    "ancestors", ancestor.headline(), shown.isEmpty() ? "none" : String.join(" < ", shown) + more);
        }
    }

    /** A link. No target: to any span. */
    record Linked(@Nullable String traceId, @Nullable String spanId) implements RelationCondition {
        @Override
        public boolean holds(SpanNode node) {
            return node.span().getLinks().stream().map(LinkData::getSpanContext).anyMatch(this::isTarget);
        }

        private boolean isTarget(SpanContext context) {
            return (traceId == null || context.getTraceId().equals(traceId))
                    && (spanId == null || context.getSpanId().equals(spanId));
        }

        @Override
        public String describe() {
            return "has a link to " + target();
        }

        private String target() {
            return traceId == null ? "any span" : spanId == null ? "trace " + traceId : traceId + "/" + spanId;
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            List<String> found = node.span().getLinks().stream()
                    .map(LinkData::getSpanContext)
                    .map(context -> context.getTraceId() + "/" + context.getSpanId())
                    .toList();
            return new Mismatch("links", target(), found.isEmpty() ? "none" : String.join(", ", found));
        }
    }
}
