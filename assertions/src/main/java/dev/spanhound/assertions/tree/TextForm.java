// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.assertions.tree.AttributeValues.Source;
import dev.spanhound.assertions.tree.ExpectedSpan.Below;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the text form that {@link ExpectedTree} describes. */
final class TextForm {
    static final String GAP = "...";

    private static final String QUOTED_AT_BEGIN = "\"~*#.…✗+?([{!│├└─";

    private TextForm() {}

    static String of(ExpectedTree tree) {
        record Open(Below below, Row parent) {}
        Row root = new Row("");
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(new Below(tree.top(), false), root));
        boolean first = true;
        while (!open.isEmpty()) {
            Open next = open.pop();
            ExpectedSpan span = next.below.span();
            Row row = first ? root : next.parent.add(row(span));
            first = false;
            boolean hasGap = span.below().stream().anyMatch(Below::atAnyDepth);
            Row gap = hasGap ? new Row(GAP) : null;
            for (int i = span.below().size() - 1; i >= 0; i--) {
                Below below = span.below().get(i);
                open.push(new Open(below, below.atAnyDepth() && gap != null ? gap : row));
            }
            if (gap != null) {
                row.addLast(gap);
            } else if (span.hasGap()) {
                row.addLast(new Row(GAP));
            }
        }
        return Rows.compact(root.rows());
    }

    static Row row(ExpectedSpan span) {
        Row row = new Row(head(span));
        row.kind = kind(span);
        row.note = notes(span);
        return row;
    }

    /** Returns {@code service: name [KIND] {key=value} !STATUS}, and other conditions as a comment. */
    static String headline(ExpectedSpan span) {
        return Rows.compact(List.of(row(span)));
    }

    /** Returns {@code service: name [KIND]}. */
    static String headline(SpanNode node) {
        return head(node.service(), bare(node.name())) + " [" + node.kind() + "]";
    }

    static String head(String service, String name) {
        return service.isEmpty() ? name : bare(service) + ": " + name;
    }

    static String status(SpanNode node) {
        StatusData status = node.span().getStatus();
        String description = status.getDescription();
        return status.getStatusCode() == StatusCode.UNSET
                ? ""
                : status(status.getStatusCode(), description == null || description.isEmpty() ? null : description);
    }

    private static String status(StatusCode code, @Nullable String description) {
        return "!" + FieldCondition.Status.text(code, description);
    }

    private static String head(ExpectedSpan span) {
        String name = "*";
        String service = "";
        for (Condition condition : span.conditions()) {
            if (condition instanceof NameCondition.Exact exact) {
                name = bare(exact.name());
            } else if (condition instanceof NameCondition.Matching matching) {
                name = "~" + bare(matching.pattern().pattern());
            } else if (condition instanceof FieldCondition.Service of) {
                service = of.name();
            }
        }
        return head(service, name);
    }

    private static String kind(ExpectedSpan span) {
        return span.conditions().stream()
                .filter(FieldCondition.Kind.class::isInstance)
                .map(condition -> "[" + ((FieldCondition.Kind) condition).kind() + "]")
                .findFirst()
                .orElse("");
    }

    private static String notes(ExpectedSpan span) {
        List<String> attributes = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        for (Condition condition : span.conditions()) {
            Optional<String> attribute = attribute(condition);
            if (attribute.isPresent()) {
                attributes.add(attribute.get());
            } else if (condition instanceof FieldCondition.Status status) {
                notes.add(status(status.code(), status.description()));
            } else if (!isInHead(condition)) {
                comments.add(Quoted.onOneLine(condition.describe()));
            }
        }
        if (!attributes.isEmpty()) {
            notes.add(0, "{" + String.join(", ", attributes) + "}");
        }
        if (span.isInOrder()) {
            comments.add("children in order");
        }
        if (span.isExact()) {
            comments.add("no other children");
        }
        String comment = comments.isEmpty() ? "" : "  # " + String.join(", ", comments);
        return (String.join(" ", notes) + comment).stripLeading();
    }

    private static boolean isInHead(Condition condition) {
        return condition instanceof NameCondition
                || condition instanceof FieldCondition.Service
                || condition instanceof FieldCondition.Kind;
    }

    private static Optional<String> attribute(Condition condition) {
        if (condition instanceof AttributeCondition.Present present && present.source() == Source.SPAN) {
            return Optional.of(key(present.key()) + "=*");
        }
        if (condition instanceof AttributeCondition.Equal equal
                && equal.source() == Source.SPAN
                && !(equal.value() instanceof List<?>)) {
            return Optional.of(key(equal.key()) + "=" + AttributeValues.text(equal.value()));
        }
        return Optional.empty();
    }

    private static String key(String key) {
        boolean isBare = !key.isEmpty();
        for (int i = 0; i < key.length(); i++) {
            isBare &= TextLine.isKeyCharacter(key.charAt(i)) && Quoted.isPlain(key, i);
        }
        return isBare ? key : Quoted.of(key);
    }

    /** Returns the name or service as it is, if it can be read back so; else in quotes. */
    static String bare(String text) {
        return isBare(text) ? text : Quoted.of(text);
    }

    private static boolean isBare(String text) {
        if (text.isEmpty() || QUOTED_AT_BEGIN.indexOf(text.charAt(0)) >= 0) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!Quoted.isPlain(text, i)) {
                return false;
            }
        }
        return text.charAt(0) != ' '
                && !text.endsWith(" ")
                && !text.endsWith(":")
                && !text.contains("  ")
                && !text.contains(": ")
                && !text.contains(" {")
                && !text.contains(" [")
                && !text.contains(" !");
    }
}
