// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a {@link TreePrinter} says beside the spans of a trace. Immutable. */
public final class Marks {
    private static final Marks NONE = new Marks(Map.of(), List.of(), Set.of());

    private final Map<SpanNode, List<String>> texts;
    private final List<TreeMatch.Missing> missing;
    private final Set<SpanNode> shown;
    private final List<Marks> parts;

    private Marks(Marks first, Marks second) {
        this(Map.of(), List.of(), Set.of(), List.of(first, second));
    }

    private Marks(Map<SpanNode, List<String>> texts, List<TreeMatch.Missing> missing, Set<SpanNode> shown) {
        this(texts, missing, shown, List.of());
    }

    private Marks(
            Map<SpanNode, List<String>> texts,
            List<TreeMatch.Missing> missing,
            Set<SpanNode> shown,
            List<Marks> parts) {
        this.parts = parts;
        this.texts = texts;
        this.missing = missing;
        this.shown = shown;
    }

    /** Returns no marks. */
    public static Marks none() {
        return NONE;
    }

    /** Returns {@code ✗ text} beside the span. */
    public static Marks wrong(SpanNode span, String text) {
        return wrong(List.of(span), text);
    }

    /** Returns {@code ✗ text} beside each of the spans. */
    public static Marks wrong(Collection<SpanNode> spans, String text) {
        Map<SpanNode, List<String>> texts = new LinkedHashMap<>();
        spans.forEach(span -> texts.put(span, List.of(wrong(text))));
        return new Marks(texts, List.of(), Set.of());
    }

    /**
     * Returns all that is wrong: {@code ✗} and what differs, {@code + not asked for}, and a line for each missing span at
     * its place.
     */
    public static Marks of(TreeMatch match) {
        Map<SpanNode, List<String>> texts = new LinkedHashMap<>();
        for (TreeMatch.Pair pair : match.differing()) {
            pair.mismatches().forEach(mismatch -> add(texts, pair.span(), wrong(mismatch.describe())));
        }
        for (TreeMatch.Missing missing : match.missing()) {
            if (missing.misplaced()) {
                missing.nearest().ifPresent(span -> add(texts, span, wrong("expected " + placeOf(missing))));
            }
        }
        extra(match.extra()).forEach((span, more) -> {
            String below = more == 0 ? "" : more == 1 ? ", nor the span below" : ", nor the " + more + " spans below";
            add(texts, span, "+ not asked for" + below);
        });
        Set<SpanNode> shown = new HashSet<>();
        match.pairs().forEach(pair -> shown.add(pair.span()));
        return new Marks(texts, match.missing(), shown);
    }

    private static String placeOf(TreeMatch.Missing missing) {
        return missing.missingParent()
                .map(parent -> "below the missing " + TextForm.headline(parent))
                .or(() -> missing.under().map(under -> "below " + TextForm.headline(under)))
                .orElse("at the top");
    }

    /** Counts by each extra span that is not below another how many are below it. */
    private static Map<SpanNode, Integer> extra(List<SpanNode> extra) {
        Map<SpanNode, SpanNode> highest = new HashMap<>();
        Map<SpanNode, Integer> counts = new LinkedHashMap<>();
        for (SpanNode span : extra) {
            SpanNode top = span.parent().map(highest::get).orElse(null);
            highest.put(span, top == null ? span : top);
            counts.merge(top == null ? span : top, top == null ? 0 : 1, Integer::sum);
        }
        return counts;
    }

    /** Returns these marks and {@code others}. Takes no time: assertions add marks one by one. */
    public Marks and(Marks others) {
        return others == NONE ? this : this == NONE ? others : new Marks(this, others);
    }

    /** Returns what stands beside spans only, as for another trace than that which is judged. */
    public Marks besideSpans() {
        return new Marks(merged().texts, List.of(), Set.of());
    }

    /** Returns whether a mark is beside a span of the trace. Of {@link #besideSpans} marks only. */
    public boolean areOn(Trace trace) {
        return !texts.isEmpty() && trace.spans().stream().anyMatch(texts::containsKey);
    }

    /** Returns whether a span is marked as missing, so that there is something to show even of an empty trace. */
    public boolean haveMissing() {
        return !missing.isEmpty() || parts.stream().anyMatch(Marks::haveMissing);
    }

    /** Returns these marks with all that was added in one place. */
    Marks merged() {
        Marks merged = new Marks(new LinkedHashMap<>(), new ArrayList<>(), new HashSet<>());
        Deque<Marks> open = new ArrayDeque<>();
        open.push(this);
        while (!open.isEmpty()) {
            Marks next = open.pop();
            if (next.parts.isEmpty()) {
                next.texts.forEach((span, marks) -> marks.forEach(mark -> add(merged.texts, span, mark)));
                merged.missing.addAll(next.missing);
                merged.shown.addAll(next.shown);
            } else {
                open.push(next.parts.get(1));
                open.push(next.parts.get(0));
            }
        }
        return merged;
    }

    private static void add(Map<SpanNode, List<String>> texts, SpanNode span, String mark) {
        texts.computeIfAbsent(span, node -> new ArrayList<>()).add(mark);
    }

    private static String wrong(String text) {
        return "✗ " + text;
    }

    /** Returns what stands beside the span. Of {@link #merged} marks only. */
    List<String> of(SpanNode span) {
        return texts.getOrDefault(span, List.of());
    }

    /** Returns what is missing below each span, and for empty at the top. Of {@link #merged} marks only. */
    Map<Optional<SpanNode>, List<TreeMatch.Missing>> missing() {
        Map<Optional<SpanNode>, List<TreeMatch.Missing>> byPlace = new HashMap<>();
        missing.forEach(one ->
                byPlace.computeIfAbsent(one.under(), under -> new ArrayList<>()).add(one));
        return byPlace;
    }

    /** Returns whether the span is one of those that the marks are about. Of {@link #merged} marks only. */
    boolean isAbout(SpanNode span) {
        return shown.contains(span);
    }
}
