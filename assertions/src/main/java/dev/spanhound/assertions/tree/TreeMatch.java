// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.SpanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of looking for an expected tree in a trace.
 *
 * @param matched whether the trace is as expected
 * @param pairs the expected spans that were found, and the spans found for them, each parent before what is below it
 * @param missing the expected spans that were not found, each parent before what is below it
 * @param extra the spans that nobody asked for where each must be expected, each parent before what is below it
 */
public record TreeMatch(boolean matched, List<Pair> pairs, List<Missing> missing, List<SpanNode> extra) {

    /**
     * An expected span and the span found for it.
     *
     * @param expected what was expected
     * @param span what was found
     * @param mismatches what is different; empty if the span is as expected
     */
    public record Pair(ExpectedSpan expected, SpanNode span, List<Mismatch> mismatches) {}

    /**
     * An expected span that was not found.
     *
     * @param expected what was expected
     * @param under the span below which it was expected, or empty for the top
     * @param level 0 for what is missing directly below {@code under}, 1 for what is expected below that, and so on
     * @param missingParent what it is expected below, if that is missing itself: if {@code level} is above 0
     * @param nearest the span that comes nearest, if one does
     * @param misplaced whether {@code nearest} is as expected, but at another place
     * @param hint what may help, in one line, such as {@code nearest: "verify-payment" (name differs)}; may be empty
     */
    public record Missing(
            ExpectedSpan expected,
            Optional<SpanNode> under,
            int level,
            Optional<ExpectedSpan> missingParent,
            Optional<SpanNode> nearest,
            boolean misplaced,
            String hint) {}

    public TreeMatch {
        pairs = List.copyOf(pairs);
        missing = List.copyOf(missing);
        extra = List.copyOf(extra);
    }

    /** Returns the pairs whose span is not as expected. */
    public List<Pair> differing() {
        return pairs.stream().filter(pair -> !pair.mismatches().isEmpty()).toList();
    }

    /**
     * Returns the outcome in a few words, such as {@code 1 span is missing, 1 is elsewhere, 1 differs and 2 were not asked
     * for}. Empty if the trace is as expected.
     */
    public String describe() {
        List<String> parts = new ArrayList<>(4);
        int elsewhere = (int) missing.stream().filter(Missing::misplaced).count();
        add(parts, missing.size() - elsewhere, "is missing", "are missing");
        add(parts, elsewhere, "is elsewhere", "are elsewhere");
        add(parts, differing().size(), "differs", "differ");
        add(parts, extra.size(), "was not asked for", "were not asked for");
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        int last = parts.size() - 1;
        return String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    private static void add(List<String> parts, int count, String one, String several) {
        if (count > 0) {
            String noun = !parts.isEmpty() ? "" : count == 1 ? "span " : "spans ";
            parts.add(count + " " + noun + (count == 1 ? one : several));
        }
    }
}
